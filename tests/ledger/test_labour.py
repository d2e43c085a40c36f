"""Labour: what each step posts and makes due, what cannot be in one report or in that order, shares by what was reported."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.duties import DutySubject, Obliged
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.figures.wording import written
from parkledger.language import Lang, Text
from parkledger.ledger.errors import (
    CourseElsewhere,
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    FieldsRefused,
    PartExceeds,
    PermitNotExpired,
    PermitShortened,
    ProjectNotInForce,
    RateMissing,
    StillNeeded,
)
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_about
from parkledger.records.duty_tables import duties_table
from tests.ledger.conftest import PLACE, Desk

PERIOD: dict[str, Any] = {"period_start": "1/1/2024", "period_end": "31/3/2024"}
PERMIT: dict[str, Any] = {"permit": "GP-1"}
ACCIDENT: dict[str, Any] = {"accident": "TN-1"}
STOPPAGE: dict[str, Any] = {"stoppage": "NV-1"}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def zone(desk: Desk) -> Desk:
    """A project in a zone."""
    desk.zone("Quang Châu")
    desk.project("P1", zone="KCN Quang Châu")
    return desk


def value(code: str, on: str = "2024-12-31", **asked: Any) -> Fraction | None:
    current.expire()
    return current_figures().one(Question(code, PLACE, date.fromisoformat(on), kind=ZoneKind.PARK, **asked)).value


def standing(on: str) -> dict[tuple[str, str], tuple[str, str | None, str]]:
    """How the duties of the project stand on a day: the state, the due day and who is to do it."""
    current.expire()
    found = duties_about("bg", DutySubject("project", "P1"), Dates(date.fromisoformat(on)))
    return {
        (each.duty.kind.value, each.duty.key): (
            each.state.value,
            each.due_on.isoformat() if each.due_on else None,
            each.terms.obliged.value,
        )
        for each in found
    }


def test_shares_are_of_what_was_reported(zone: Desk) -> None:
    zone.record("facility_commissioned", "1/1/2020", zone="KCN Quang Châu", facility="N1", kind="housing", capacity=500)
    zone.record("facility_commissioned", "1/1/2020", zone="KCN Quang Châu", facility="T1", kind="school", capacity=80)
    values: dict[str, Any] = {
        "labour.workers": 2000,
        "labour.female": 1100,
        "labour.local": 1500,
        "labour.foreign": 2000,
        "labour.union_members": 1700,
        "enterprises.operating": 8,
        "enterprises.unionised": 5,
        "housing.occupied": 450,
        "school.occupied": 60,
    }
    assert value("labour.female_share") is None
    zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values=values)
    assert value("labour.female_share") == 55
    assert value("labour.local_share") == 75
    assert value("labour.union_share") == 85
    assert value("enterprises.unionised_share") == Fraction(125, 2)
    assert value("housing.use") == 90
    assert value("school.use") == 75
    assert value("labour.female", "2024-03-30") is None
    assert value("labour.female", "2024-03-31") == 1100
    assert zone.problems() == []


@pytest.mark.parametrize("part", ["labour.female", "labour.local", "labour.foreign", "labour.union_members"])
def test_no_part_of_the_workers_is_more_than_all(zone: Desk, part: str) -> None:
    values: dict[str, Any] = {"labour.workers": 100, part: 101}
    with pytest.raises(PartExceeds, match="101") as refused:
        zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values=values)
    assert "nhiều hơn lao động là 100" in str(refused.value)
    assert "more than workers, 100" in refused.value.message(Lang.EN)
    zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values={**values, part: 100})


def test_no_more_enterprises_have_a_union_than_operate(zone: Desk) -> None:
    values: dict[str, Any] = {"enterprises.operating": 3, "enterprises.unionised": 4}
    with pytest.raises(PartExceeds):
        zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values=values)
    assert zone.total("enterprises.operating") is None


def test_a_work_permit_from_its_grant_to_its_end(zone: Desk) -> None:
    duty = ("work_permit", "GP-1")
    zone.record("work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2025")
    assert standing("2024-06-01") == {duty: ("open", "2025-01-26", "enterprise")}
    assert standing("2024-12-15")[duty][0] == "due_soon"
    assert standing("2025-01-27")[duty][0] == "overdue"
    zone.record("work_permit_extended", "20/1/2025", **PERMIT, valid_until="31/1/2027")
    assert standing("2025-01-27")[duty] == ("open", "2027-01-21", "enterprise")
    zone.record("work_permit_ended", "3/3/2026", **PERMIT, reason="contract")
    assert standing("2026-03-03")[duty] == ("done", "2027-01-21", "enterprise")
    assert (zone.total("permits.granted"), zone.total("permits.extended")) == (1, 1)
    assert [zone.total("permits.open", on) for on in ("2026-03-02", "2026-03-03")] == [1, 0]
    assert zone.total("permits.open", "2026-03-02", zone="kcn-quang-chau") == 1
    assert zone.problems() == []


def test_since_2025_a_permit_is_to_be_extended_ten_days_before(zone: Desk) -> None:
    zone.record("work_permit_granted", "1/9/2025", **PERMIT, project="P1", valid_until="31/8/2027")
    assert standing("2026-01-01")["work_permit", "GP-1"][1] == "2027-08-21"
    # by the decree in force when it is due, not by that of the day of its grant, nor by one that came after the due day
    for number, granted, until, due in (
        ("GP-2", "1/6/2025", "31/5/2026", "2026-05-21"),
        ("GP-3", "1/6/2024", "10/8/2025", "2025-08-05"),
        ("GP-4", "1/6/2024", "31/7/2025", "2025-07-26"),
    ):
        zone.record("work_permit_granted", granted, **{**PERMIT, "permit": number}, project="P1", valid_until=until)
        assert standing("2025-07-01")["work_permit", number][1] == due


def test_what_is_recorded_of_a_zone_is_its_employers_and_not_its_developers(zone: Desk) -> None:
    about: dict[str, Any] = {"zone": "KCN Quang Châu"}
    zone.record("work_permit_granted", "1/2/2023", **PERMIT, **about, valid_until="31/1/2025")
    zone.record("work_accident", "6/5/2024", **ACCIDENT, **about, injured=1)
    current.expire()
    dates = Dates(date(2024, 6, 1))
    found = duties_about("bg", DutySubject("zone", "kcn-quang-chau"), dates)
    assert {each.terms.obliged.value for each in found} == {"employer"}
    around = Surroundings(dates)
    table = duties_table("duties", found, around, dates, Lang.VI, title=Text("việc", "duties"))
    shown = [(row.cell("about").value, row.cell("obliged").text) for row in table.rows]
    assert shown == [("KCN Quang Châu", Obliged.EMPLOYER.label)] * 2


def test_an_extension_that_came_late_is_told_of_the_duty(zone: Desk) -> None:
    duty = ("work_permit", "GP-1")
    zone.record("work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2025")
    zone.record("work_permit_extended", "20/2/2025", **PERMIT, valid_until="31/1/2027")
    assert standing("2025-03-01")[duty] == ("open", "2027-01-21", "enterprise")
    dates = Dates(date(2025, 3, 1))
    (phase,) = duties_about("bg", DutySubject("project", "P1"), dates)
    assert phase.late_before == (date(2025, 1, 26), date(2025, 2, 20))
    table = duties_table("duties", [phase], Surroundings(dates), dates, Lang.VI, title=Text("việc", "duties"))
    assert table.rows[0].cells["late_before"] == "lần trước quá hạn 26/1/2025, xong 20/2/2025"
    zone.record("work_permit_extended", "20/1/2027", **PERMIT, valid_until="31/1/2029")
    current.expire()
    (phase,) = duties_about("bg", DutySubject("project", "P1"), Dates(date(2027, 3, 1)))
    assert phase.late_before is None


def test_a_permit_expires_no_sooner_than_it_ends(zone: Desk) -> None:
    granted = zone.record("work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2025")
    with pytest.raises(PermitNotExpired, match="có giá trị đến 31/1/2025, ngày 30/1/2025 chưa hết hạn"):
        zone.record("work_permit_ended", "30/1/2025", **PERMIT, reason="expired")
    zone.record("work_permit_ended", "31/1/2025", **PERMIT, reason="expired")
    with pytest.raises(PermitNotExpired):
        zone.correct(granted.seq, "work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="1/2/2025")
    zone.record("work_permit_granted", "1/2/2023", permit="GP-2", project="P1", valid_until="31/1/2025")
    zone.record("work_permit_ended", "3/3/2024", permit="GP-2", reason="revoked")


@pytest.mark.parametrize(
    ("severity", "injured", "killed", "due", "obliged"),
    [
        ("minor", 1, 0, "2024-05-10", "enterprise"),
        ("serious", 1, 0, "2024-05-13", "enterprise"),
        ("serious", 2, 0, "2024-05-27", "office"),
        ("fatal", 3, 1, "2024-06-05", "office"),
    ],
)
def test_an_accident_is_investigated_within_the_term_for_what_is_as_grave(
    zone: Desk, severity: str, injured: int, killed: int, due: str, obliged: str
) -> None:
    said: dict[str, Any] = {"severity": severity, "injured": injured, "killed": killed}
    zone.record("work_accident", "6/5/2024", **ACCIDENT, project="P1", **said, declared_on="6/5/2024")
    duty = ("accident", "TN-1")
    assert standing("2024-05-06")[duty][1:] == (due, obliged)
    assert standing("2024-07-01")[duty][0] == "overdue"
    zone.record("work_accident_investigated", "9/5/2024", **ACCIDENT, cause="thiếu che chắn")
    assert standing("2024-07-01")[duty][0] == "done"
    assert zone.total("accidents.open") == 1
    zone.record("work_accident_closed", "1/7/2024", **ACCIDENT)
    counted = [zone.total(f"accidents.{what}") for what in ("count", "injured", "killed", "open")]
    assert counted == [1, injured, killed, 0]
    assert value("accidents.count", start=date(2024, 1, 1)) == 1
    assert value("accidents.killed", "2023-12-31", start=date(2023, 1, 1)) in {0, None}
    assert zone.problems() == []


def test_a_stoppage_is_due_to_be_settled_until_it_ends(zone: Desk) -> None:
    zone.record("work_stoppage_begun", "4/3/2024", **STOPPAGE, project="P1", workers=320, cause="wages")
    duty = ("stoppage", "NV-1")
    assert standing("2024-04-01")[duty] == ("open", None, "office")
    assert value("strikes.open", "2024-03-04") == 1
    zone.record("work_stoppage_ended", "6/3/2024", **STOPPAGE, outcome="tăng lương")
    assert standing("2024-03-06")[duty][0] == "done_no_term"
    assert [zone.total(f"strikes.{what}") for what in ("count", "workers", "open")] == [1, 320, 0]
    with pytest.raises(CourseEnded, match="Kết thúc ngừng việc"):
        zone.record("work_stoppage_ended", "7/3/2024", **STOPPAGE)


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (CourseTwice, "work_permit_granted", "1/3/2023", {**PERMIT, "project": "P1", "valid_until": "1/3/2025"}),
    (PermitShortened, "work_permit_granted", "1/3/2023", {"permit": "N", "project": "P1", "valid_until": "1/3/2023"}),
    (PermitShortened, "work_permit_extended", "1/3/2024", {**PERMIT, "valid_until": "31/1/2025"}),
    (CourseUnknown, "work_permit_extended", "1/3/2024", {"permit": "N", "project": "P1", "valid_until": "1/3/2025"}),
    (CourseUnknown, "work_permit_ended", "31/1/2023", PERMIT),
    (CourseElsewhere, "work_permit_ended", "1/3/2024", {**PERMIT, "project": "P2"}),
    (ProjectNotInForce, "work_permit_granted", "1/3/2010", {"permit": "N", "project": "P1", "valid_until": "1/3/2012"}),
    (CourseTwice, "work_accident", "8/5/2024", {**ACCIDENT, "project": "P1", "injured": 1}),
    (CourseUnknown, "work_accident_investigated", "8/5/2024", {"accident": "X", "project": "P1"}),
    (CourseUnknown, "work_accident_closed", "8/5/2024", ACCIDENT),
    (FieldsRefused, "work_accident", "8/5/2024", {"accident": "X", "project": "P1"}),
    (FieldsRefused, "work_accident", "8/5/2024", {"accident": "X", "project": "P1", "severity": "fatal", "injured": 1}),
    (FieldsRefused, "work_accident", "8/5/2024", {"accident": "X", "project": "P1", "severity": "minor", "killed": 1}),
    (
        FieldsRefused,
        "work_accident",
        "8/5/2024",
        {"accident": "X", "project": "P1", "injured": 1, "declared_on": "7/5/2024"},
    ),
    (FieldsRefused, "work_stoppage_begun", "8/5/2024", {**STOPPAGE, "project": "P1", "workers": 0}),
    (CourseUnknown, "work_stoppage_ended", "8/5/2024", {**STOPPAGE, "project": "P1"}),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_cannot_be_is_refused_in_words(
    zone: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    zone.project("P2")
    zone.record("work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2025")
    zone.record("work_accident", "6/5/2024", **ACCIDENT, project="P1", injured=1)
    with pytest.raises(refusal):
        zone.record(kind, on, **fields)
    assert (zone.total("permits.granted"), zone.total("accidents.count")) == (1, 1)


def test_what_others_rest_on_is_not_taken_back(zone: Desk) -> None:
    first = zone.record("work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2025")
    later = zone.record("work_permit_extended", "20/1/2025", **PERMIT, valid_until="31/1/2027")
    with pytest.raises(StillNeeded):
        zone.withdraw(first.seq)
    with pytest.raises((PermitShortened, StillNeeded)):
        zone.correct(first.seq, "work_permit_granted", "1/2/2023", **PERMIT, project="P1", valid_until="31/1/2028")
    zone.withdraw(later.seq)
    zone.withdraw(first.seq)
    assert zone.total("permits.open") in {0, None}
    assert zone.problems() == []


def test_a_report_of_workers_alone_needs_no_exchange_rate(desk: Desk) -> None:
    """Before the book's first rate."""
    early: dict[str, Any] = {"period_start": "1/1/2009", "period_end": "31/3/2009"}
    desk.record("period_report", None, **early, kind="park", values={"labour.workers": 2345})
    assert desk.total("labour.workers") == 2345
    with pytest.raises(RateMissing):
        desk.record("period_report", None, **early, kind="cluster", values={"labour.payroll": "5 tỷ đồng"})
    year: dict[str, Any] = {"period_start": "1/1/2009", "period_end": "31/12/2009"}
    desk.record("target_set", "1/1/2009", **year, measure="labour.workers", value=3000)
    assert desk.problems() == []


def test_a_count_with_separators_is_refused_with_what_to_write(zone: Desk) -> None:
    for given in ("2.345", "2,345", "2 345"):
        with pytest.raises(FieldsRefused, match=r"ghi liền các chữ số, không có dấu ngăn cách \(2345\)"):
            zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values={"labour.workers": given})


def test_those_injured_are_persons_and_those_employed_workers(zone: Desk) -> None:
    zone.record("period_report", None, **PERIOD, zone="KCN Quang Châu", values={"labour.workers": 1})
    zone.record("work_accident", "6/5/2024", **ACCIDENT, project="P1", injured=1)
    zone.record("work_stoppage_begun", "4/3/2024", **STOPPAGE, project="P1", workers=320, cause="wages")
    current.expire()
    year = Question("accidents.injured", PLACE, date(2024, 12, 31), start=date(2024, 1, 1))
    asked = [replace(year, indicator=code) for code in ("accidents.injured", "strikes.workers")]
    found = current_figures().answer([*asked, Question("labour.workers", PLACE, date(2024, 12, 31))])
    assert [written(figure, Lang.VI) for figure in found] == ["1 người", "320 người", "1 lao động"]
    assert [written(figure, Lang.EN) for figure in found] == ["1 person", "320 persons", "1 worker"]
