"""Inspections: what each step posts, what it makes due, and what cannot come in that order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.duties import DutySubject
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.ledger.errors import (
    CourseAbout,
    CourseElsewhere,
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    FieldsRefused,
    FineOverpaid,
    FineOverreduced,
    InspectionUnfinished,
    ProjectElsewhere,
    ProjectNotInForce,
    StillNeeded,
)
from parkledger.ledger.models import Event
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_about, duties_on
from tests.ledger.conftest import PLACE, Desk

ABOUT: dict[str, Any] = {"inspection": "KT-01"}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def inspected(desk: Desk) -> Desk:
    """A project in a zone, inspected by the plan; one finding, to be remedied by a day."""
    desk.zone("Quang Châu")
    desk.project("P1", zone="KCN Quang Châu")
    desk.record("inspection_planned", "5/1/2024", **ABOUT, project="P1", topic="environment", visit_by="30/6/2024")
    desk.record("inspection_made", "10/6/2024", **ABOUT)
    desk.record("inspection_finding", "10/6/2024", **ABOUT, finding="1", topic="environment", remedy_by="31/7/2024")
    return desk


def standing(on: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    """How the duties of the inspection stand on a day: by kind and key, the state and the due day."""
    current.expire()
    found = duties_about("bg", DutySubject("inspection", "KT-01"), Dates(date.fromisoformat(on)))
    return {
        (each.duty.kind.value, each.duty.key): (each.state.value, each.due_on.isoformat() if each.due_on else None)
        for each in found
    }


def test_an_inspection_from_its_plan_to_its_closing(inspected: Desk) -> None:
    plan, remedy, fine = ("inspection", ""), ("remedy", "1"), ("fine", "QĐ-7")
    assert standing("2024-05-01") == {plan: ("open", "2024-06-30")}
    assert standing("2024-06-10") == {plan: ("done", "2024-06-30"), remedy: ("open", "2024-07-31")}
    money: dict[str, Any] = {"fine": "QĐ-7", "finding": "1", "amount": "100 triệu đồng"}
    inspected.record("fine_imposed", "20/6/2024", **ABOUT, **money)
    assert standing("2024-07-02")[fine] == ("overdue", "2024-07-01"), "ten days, of which the last is a Sunday"
    inspected.record("fine_paid", "2/7/2024", **ABOUT, fine="QĐ-7", amount="40 triệu đồng")
    assert standing("2024-07-03")[fine] == ("overdue", "2024-07-01")
    inspected.record("fine_paid", "9/7/2024", **ABOUT, fine="QĐ-7", amount="60 triệu đồng")
    assert standing("2024-07-09")[fine] == ("done_late", "2024-07-01")
    inspected.record("remedy_ordered", "25/7/2024", **ABOUT, finding="1", remedy_by="31/8/2024")
    inspected.record("finding_remedied", "15/8/2024", **ABOUT, finding="1")
    assert standing("2024-08-15")[remedy] == ("done", "2024-08-31")
    inspected.record("inspection_closed", "1/9/2024", **ABOUT)
    totals = {
        measure: inspected.total(measure)
        for measure in ("inspections.planned", "inspections.done", "inspections.done_by_plan", "inspections.open")
    }
    assert totals == {
        "inspections.planned": 1,
        "inspections.done": 1,
        "inspections.done_by_plan": 1,
        "inspections.open": 0,
    }
    assert (inspected.total("findings.made"), inspected.total("findings.open")) == (1, 0)
    assert inspected.total("findings.open", "2024-08-14", zone="kcn-quang-chau") == 1
    assert inspected.totals("fines.imposed") == (100_000_000, 500_000, 100_000_000)
    assert inspected.total("fines.paid", project="P1") == 100_000_000
    assert inspected.problems() == []


def test_duties_know_the_project_its_zone_and_who_is_obliged(inspected: Desk) -> None:
    current.expire()
    dates = Dates(date(2024, 6, 15))
    found = {each.duty.kind.value: each for each in duties_on(dates)}
    around = Surroundings(dates)
    zone, project = around.zone(found["remedy"]), around.project(found["remedy"])
    assert zone is not None
    assert project is not None
    assert (zone.code, project.code) == ("kcn-quang-chau", "P1")
    assert around.obliged(found["remedy"]) == "Công ty"
    assert around.obliged(found["inspection"]) == "Sổ bg"


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (CourseTwice, "inspection_planned", "6/1/2024", {"project": "P1", "visit_by": "1/7/2024"}),
    (CourseTwice, "inspection_made", "11/6/2024", {}),
    (CourseUnknown, "inspection_made", "11/6/2024", {"inspection": "KT-02", "project": "P1"}),
    (CourseUnknown, "inspection_finding", "9/6/2024", {"finding": "2"}),
    (CourseTwice, "inspection_finding", "11/6/2024", {"finding": "1"}),
    (CourseElsewhere, "inspection_finding", "11/6/2024", {"finding": "2", "project": "P2"}),
    (CourseUnknown, "remedy_ordered", "12/6/2024", {"finding": "2", "remedy_by": "1/8/2024"}),
    (CourseUnknown, "finding_remedied", "9/6/2024", {"finding": "1"}),
    (CourseUnknown, "fine_imposed", "12/6/2024", {"fine": "Q", "finding": "2", "amount": "5 triệu đồng"}),
    (FieldsRefused, "fine_imposed", "12/6/2024", {"fine": "Q", "amount": "5 triệu USD"}),
    (FieldsRefused, "fine_imposed", "12/6/2024", {"fine": "Q", "amount": "0 đồng"}),
    (CourseUnknown, "fine_paid", "12/6/2024", {"fine": "Q", "amount": "5 triệu đồng"}),
    (InspectionUnfinished, "inspection_closed", "12/6/2024", {}),
    (CourseEnded, "inspection_cancelled", "12/6/2024", {}),
    (CourseAbout, "inspection_made", "12/6/2024", {"inspection": "KT-02", "occasion": "unplanned"}),
    (
        ProjectElsewhere,
        "inspection_made",
        "12/6/2024",
        {"inspection": "KT-02", "occasion": "unplanned", "project": "P1", "zone": "KCN Vân Trung"},
    ),
    (
        ProjectNotInForce,
        "inspection_made",
        "12/6/2010",
        {"inspection": "KT-02", "occasion": "unplanned", "project": "P1"},
    ),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_comes_out_of_order_is_refused_in_words(
    inspected: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    inspected.project("P2")
    inspected.zone("Vân Trung")
    before = inspected.total("findings.open")
    with pytest.raises(refusal):
        inspected.record(kind, on, **{**ABOUT, **fields})
    assert inspected.total("findings.open") == before


def test_a_fine_is_not_paid_twice_and_nothing_follows_a_closing(inspected: Desk) -> None:
    inspected.record("fine_imposed", "20/6/2024", **ABOUT, fine="Q", amount="10 triệu đồng", pay_by="1/7/2024")
    inspected.record("finding_remedied", "21/6/2024", **ABOUT, finding="1")
    with pytest.raises(InspectionUnfinished, match="10 triệu đồng"):
        inspected.record("inspection_closed", "22/6/2024", **ABOUT)
    with pytest.raises(FineOverpaid, match="10 triệu đồng"):
        inspected.record("fine_paid", "22/6/2024", **ABOUT, fine="Q", amount="11 triệu đồng")
    inspected.record("fine_paid", "22/6/2024", **ABOUT, fine="Q", amount="10 triệu đồng")
    inspected.record("inspection_closed", "23/6/2024", **ABOUT)
    later: tuple[tuple[str, dict[str, Any]], ...] = (
        ("inspection_finding", {"finding": "9"}),
        ("fine_imposed", {"fine": "R", "amount": "1 triệu đồng"}),
    )
    for kind, fields in later:
        with pytest.raises(CourseEnded, match="Kết thúc cuộc kiểm tra"):
            inspected.record(kind, "24/6/2024", **ABOUT, **fields)


def test_what_others_rest_on_stays_or_is_corrected_within_its_order(inspected: Desk) -> None:
    made = next(seq for seq, code in _events(inspected).items() if code == "inspection_made")
    with pytest.raises(StillNeeded):
        inspected.withdraw(made)
    changes: list[Callable[[], object]] = [
        lambda: inspected.correct(made, "inspection_made", "11/6/2024", **ABOUT),
        lambda: inspected.correct(
            made, "inspection_made", "9/6/2024", inspection="KT-77", project="P1", occasion="unplanned"
        ),
    ]
    for change in changes:
        with pytest.raises((CourseUnknown, StillNeeded)):
            change()
    inspected.correct(made, "inspection_made", "9/6/2024", **ABOUT)
    finding = next(seq for seq, code in _events(inspected).items() if code == "inspection_finding")
    inspected.withdraw(finding)
    assert inspected.total("findings.open") in {0, None}
    assert inspected.total("inspections.done", "2024-06-09") == 1
    assert inspected.problems() == []


def _events(desk: Desk) -> dict[int, str]:
    return {row.seq: row.type for row in Event.objects.filter(book=desk.id, reverses=None)}


def test_an_inspection_taken_off_the_plan_is_due_no_more(desk: Desk) -> None:
    desk.zone("Quang Châu")
    desk.record("inspection_planned", "5/1/2024", **ABOUT, zone="KCN Quang Châu", visit_by="30/6/2024")
    desk.record("inspection_cancelled", "1/3/2024", **ABOUT, reason="trùng kế hoạch thanh tra tỉnh")
    assert standing("2024-03-01") == {("inspection", ""): ("lapsed", "2024-06-30")}
    assert desk.total("inspections.cancelled", "2024-06-30", since="2024-06-30") == 1
    with pytest.raises(CourseEnded):
        desk.record("inspection_made", "2/3/2024", **ABOUT)


def test_a_finding_goes_with_its_zone_into_another(desk: Desk) -> None:
    desk.zone("Quang Châu")
    desk.zone("Nội Hoàng", kind="cluster")
    desk.record("inspection_made", "1/2/2024", **ABOUT, zone="CCN Nội Hoàng", occasion="unplanned")
    desk.record("inspection_finding", "1/2/2024", **ABOUT, finding="1")
    desk.record("zone_merged", "1/6/2024", zone="CCN Nội Hoàng", into="KCN Quang Châu")
    assert desk.total("findings.open", zone="kcn-quang-chau") == 1
    desk.record("finding_remedied", "1/7/2024", **ABOUT, finding="1")
    assert desk.total("findings.open", zone="kcn-quang-chau") == 0
    desk.record("inspection_closed", "2/7/2024", **ABOUT)
    assert desk.problems() == []


def test_the_share_of_the_plan_is_of_what_is_in_it(desk: Desk) -> None:
    desk.zone("Quang Châu")
    for number, day in (("1", "31/3/2024"), ("2", "30/6/2024"), ("3", "30/9/2024"), ("4", "31/12/2024")):
        desk.record("inspection_planned", "5/1/2024", inspection=number, zone="KCN Quang Châu", visit_by=day)
    desk.record("inspection_made", "20/3/2024", inspection="1")
    desk.record("inspection_cancelled", "1/6/2024", inspection="4")
    desk.record("inspection_made", "1/8/2024", inspection="9", zone="KCN Quang Châu", occasion="unplanned")
    current.expire()
    year = Question("inspections.plan_share", PLACE, date(2024, 12, 31), start=date(2024, 1, 1))
    codes = (
        "inspections.plan_share",
        "inspections.planned",
        "inspections.done",
        "inspections.open",
        "fines.outstanding",
    )
    asked = [
        replace(year, indicator=code, start=None if code in {"inspections.open", "fines.outstanding"} else year.start)
        for code in codes
    ]
    share, planned, done, still_open, _ = (figure.value for figure in current_figures().answer(asked))
    assert [share, planned, done, still_open] == [Fraction(100, 3), 4, 2, 2]


def test_a_step_elsewhere_names_project_and_zone(desk: Desk) -> None:
    desk.zone("Một")
    desk.zone("Hai")
    desk.project("P1", "1/1/2020", zone="KCN Một")
    desk.record("inspection_made", "1/6/2024", inspection="KT", project="P1", occasion="unplanned")
    desk.record("inspection_finding", "1/6/2024", inspection="KT", finding="1")
    with pytest.raises(CourseElsewhere) as refused:
        desk.record("finding_remedied", "1/7/2024", inspection="KT", finding="1", project="P1", zone="KCN Hai")
    assert "P1 (kcn-mot)" in refused.value.message(Lang.VI)
    assert "P1 (kcn-hai)" in refused.value.message(Lang.VI)


def test_a_fine_is_reduced_from_its_own_day_on(inspected: Desk) -> None:
    inspected.record("fine_imposed", "20/6/2024", **ABOUT, fine="Q", amount="350 triệu đồng")
    inspected.record("fine_paid", "1/7/2024", **ABOUT, fine="Q", amount="180 triệu đồng")
    with pytest.raises(CourseUnknown):
        inspected.record("fine_reduced", "1/8/2024", **ABOUT, fine="R", amount="1 triệu đồng", ground="khiếu nại")
    with pytest.raises(FineOverreduced):
        inspected.record("fine_reduced", "1/8/2024", **ABOUT, fine="Q", amount="171 triệu đồng", ground="khiếu nại")
    less = inspected.record("fine_reduced", "1/8/2024", **ABOUT, fine="Q", amount="70 triệu đồng", ground="khiếu nại")
    assert inspected.total("fines.imposed", "2024-07-31") == 350_000_000
    assert inspected.total("fines.imposed", "2024-08-01") == 280_000_000
    with pytest.raises(FineOverpaid):
        inspected.record("fine_paid", "2/8/2024", **ABOUT, fine="Q", amount="101 triệu đồng")
    inspected.record("fine_paid", "2/8/2024", **ABOUT, fine="Q", amount="100 triệu đồng")
    inspected.withdraw(less.seq)
    assert inspected.total("fines.imposed", "2024-08-01") == 350_000_000
    assert inspected.problems() == []
