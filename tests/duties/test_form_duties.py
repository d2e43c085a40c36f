"""The reports on clusters that the law asks for: derived from the clusters on record, ended by what is told of them."""

from collections.abc import Hashable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parkledger.catalogue import Verified
from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS, reported_by
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.duties import DutyKind, DutyPhase
from parkledger.figures.current import close, expire
from parkledger.language import Lang, ParkError
from parkledger.records.dates import Dates
from parkledger.records.duties import FiledEvent, duties_on
from parkledger.records.form_duties import _phases_of_year
from parkledger.submissions.duty_reminders import step_on
from parkledger.submissions.worklist import all_due
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe

DEPARTMENT, FORMS = "bg", ("01", "02", "03", "04")


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    close()


@pytest.fixture
def office(sqlite_database: str, home: Path) -> Scribe:
    """A Department's book with a cluster since 2020."""
    scribe = Scribe(DEPARTMENT)
    scribe.zone("Motcum", kind="cluster", on="2020-01-01", industrial_m2=20)
    return scribe


def standing(on: str) -> dict[str, DutyPhase]:
    """The reports on a day, by form and last day of the period."""
    expire()
    return {
        phase.duty.key: phase
        for phase in duties_on(Dates(date.fromisoformat(on)))
        if phase.duty.kind is DutyKind.LEGAL_REPORT
    }


def told(on: str) -> dict[str, str]:
    return {key: phase.state.value for key, phase in standing(on).items()}


@pytest.mark.parametrize(
    ("form", "due"),
    [
        ("01", ["2025-06-20", "2025-12-20"]), ("02", ["2025-06-20", "2025-12-20"]),
        ("03", ["2025-06-25", "2025-12-25"]), ("04", ["2025-06-30", "2025-12-31"]),
    ],
)  # fmt: skip
def test_periods_and_due_days_are_those_of_the_circular(form: str, due: list[str]) -> None:
    found = list(CLUSTER_REPORTS[form].periods(date(2025, 1, 1), date(2025, 12, 31)))
    assert [each.due_on.isoformat() for each in found] == due
    assert [(each.first.isoformat(), each.last.isoformat()) for each in found] == [
        ("2024-12-15", "2025-06-14"), ("2024-12-15", "2025-12-14"),
    ]  # fmt: skip
    assert not list(CLUSTER_REPORTS[form].periods(date(2020, 1, 1), date(2024, 9, 30))), "not in force"


def test_the_periods_that_clusters_have_reported_are_the_last_two_of_a_year() -> None:
    half, year = (date(2025, 12, 15), date(2026, 6, 14)), (date(2024, 12, 15), date(2025, 12, 14))
    assert reported_by(date(2026, 6, 14)) == [half, year]
    assert reported_by(date(2026, 6, 13)) == [year, (date(2024, 12, 15), date(2025, 6, 14))]


def test_each_form_is_due_of_a_book_with_clusters_and_stands_with_its_provision(office: Scribe) -> None:
    found = standing("2025-06-21")
    assert set(found) == {f"{form}|{last}" for form in FORMS for last in ("2024-12-14", "2025-06-14", "2025-12-14")}
    own = found["04|2025-06-14"]
    assert (own.terms.obliged, own.due_on, own.terms.verified) == ("office", date(2025, 6, 30), Verified.READ)
    assert own.terms.basis == "Thông tư 14/2024/TT-BCT, biểu 04"
    assert own.terms.detail is not None
    assert "Bộ Công Thương" in own.terms.detail.vi
    assert [found[f"{form}|2025-06-14"].terms.obliged for form in FORMS] == [
        "enterprise", "developer", "local_committee", "office",
    ]  # fmt: skip
    assert told("2025-06-21") == {
        "01|2025-06-14": "overdue", "02|2025-06-14": "overdue", "03|2025-06-14": "due_soon", "04|2025-06-14": "due_soon",
        **{f"{form}|2025-12-14": "open" for form in FORMS},
        "01|2024-12-14": "lapsed", "02|2024-12-14": "lapsed", "03|2024-12-14": "overdue", "04|2024-12-14": "overdue",
    }  # fmt: skip
    assert step_on(own, date(2025, 6, 21)) is not None, "and is reminded of"


def test_a_book_of_parks_alone_has_none_and_one_of_a_commune_sends_form_03(sqlite_database: str, home: Path) -> None:
    Scribe("kcn", BAC_GIANG).zone("Motkhu", industrial_m2=20)
    assert standing("2025-06-21") == {}
    commune = Scribe("xa", VIET_YEN)
    commune("zone_established", zone="ccn-xa", name="Xa", kind="cluster", area_m2=200_000, effective_on="2020-01-01")
    found = standing("2025-06-21")
    assert {key.partition("|")[0] for key in found} == {"01", "02", "03"}
    assert found["03|2025-06-14"].terms.obliged == "office"


def test_a_cluster_that_is_still_to_begin_owes_no_report_and_one_owes_from_its_first_day(
    sqlite_database: str, home: Path
) -> None:
    Scribe(DEPARTMENT).zone("Sauhe", kind="cluster", on="2025-09-01", industrial_m2=20)
    assert standing("2025-06-21") == {}
    assert standing("2025-08-31") == {}
    assert {key.partition("|")[0] for key in standing("2025-09-01")} == set(FORMS)


@pytest.mark.parametrize(
    ("marks", "is_demo"),
    [((True, True), True), ((True, False), False), ((False, True), False), ((False, False), False)],
)
def test_a_report_is_of_made_up_data_where_all_its_clusters_are(
    sqlite_database: str, home: Path, marks: tuple[bool, bool], is_demo: bool
) -> None:
    scribe = Scribe(DEPARTMENT)
    for name, demo in zip(("Motcum", "Haicum"), marks, strict=True):
        scribe.zone(name, kind="cluster", on="2020-01-01", industrial_m2=20, invented=demo, demo=demo)
    scribe.zone("Motkhu", on="2020-01-01", industrial_m2=20, invented=not is_demo, demo=not is_demo)
    scribe.zone("Sauhe", kind="cluster", on="2025-09-01", industrial_m2=20, invented=not is_demo, demo=not is_demo)
    found = standing("2025-06-21")
    assert found
    assert {phase.duty.demo for phase in found.values()} == {is_demo}, "neither parks nor clusters to come are asked"


@pytest.mark.parametrize("kind", [PublicKind.ZONES, PublicKind.PROJECTS])
def test_who_asks_first_does_not_decide_which_reports_are_due(office: Scribe, kind: PublicKind) -> None:
    before = withheld.set(frozenset({(DEPARTMENT, kind.value)}))
    try:
        standing("2025-06-21")
    finally:
        withheld.reset(before)
    assert len(duties_on(Dates(date(2025, 6, 21)))) == len(FORMS) * 3, "as remembered from who asked first"


def test_who_reports_is_decided_by_the_place_of_the_book(sqlite_database: str, home: Path) -> None:
    commune = Scribe("xa", VIET_YEN)
    commune("zone_established", zone="ccn-xa", name="Xa", kind="cluster", area_m2=200_000, effective_on="2020-01-01")
    with pytest.raises(ParkError, match="place"):
        commune("cluster_report_sent", form="03", last_day="2025-06-14", effective_on="2025-06-20", place=BAC_GIANG)
    commune("cluster_report_sent", form="03", last_day="2025-06-14", effective_on="2025-06-20")
    own = standing("2025-07-10")["03|2025-06-14"]
    assert (own.state.value, own.duty.subject) == ("done", ("place", VIET_YEN))


def test_what_was_sent_is_done_on_time_or_late_and_what_was_not_lapses_when_the_next_is_due(office: Scribe) -> None:
    office("cluster_report_sent", form="04", last_day="2025-06-14", effective_on="2025-06-28")
    office("cluster_report_sent", form="03", last_day="2025-06-14", effective_on="2025-06-28")
    found = told("2025-07-10")
    assert (found["04|2025-06-14"], found["03|2025-06-14"], found["02|2025-06-14"]) == ("done", "done_late", "overdue")
    assert told("2025-12-20")["02|2025-06-14"] == "overdue"
    assert told("2025-12-21")["02|2025-06-14"] == "lapsed"
    assert told("2025-12-21")["02|2025-12-14"] == "overdue"


def test_it_is_right_as_it_was_known_and_a_correction_corrects_it(office: Scribe) -> None:
    seq = office("cluster_report_sent", form="04", last_day="2025-06-14", effective_on="2025-06-28")
    assert told("2025-07-10")["04|2025-06-14"] == "done"
    office.withdraw(seq)
    assert told("2025-07-10")["04|2025-06-14"] == "overdue"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"last_day": "2025-06-30", "effective_on": "2025-07-01"}, ("14/6/2025", "14 June 2025")),
        ({"last_day": "2025-06-14", "effective_on": "2025-06-10"}, ("kỳ chưa hết", "before the period was over")),
        ({"last_day": "2024-06-14", "effective_on": "2024-06-20"}, ("14/12/2024", "14 December 2024")),
    ],
)
def test_a_report_of_no_period_or_before_its_end_is_refused(
    office: Scribe, fields: dict[str, str], said: tuple[str, str]
) -> None:
    with pytest.raises(ParkError) as refused:
        office("cluster_report_sent", form="04", **fields)
    assert said[0] in refused.value.message(Lang.VI)
    assert said[1] in refused.value.message(Lang.EN)


def test_a_report_is_sent_once(office: Scribe) -> None:
    office("cluster_report_sent", form="04", last_day="2025-06-14", effective_on="2025-06-28")
    with pytest.raises(ParkError, match="bg/"):
        office("cluster_report_sent", form="04", last_day="2025-06-14", effective_on="2025-06-29")


def test_what_is_remembered_of_duties_cannot_be_changed_by_who_reads_it(office: Scribe) -> None:
    del office
    dates = Dates(date(2025, 6, 1))
    expire()
    assert isinstance(all_due(dates), tuple)
    assert isinstance(_phases_of_year(DEPARTMENT, BAC_GIANG, date(2020, 1, 1), (), 2025, demo=False), tuple)
    filed = FiledEvent(1, "project_suspended", "{}", "", dates.on, datetime(2025, 1, 1, tzinfo=UTC), demo=False)
    with pytest.raises(FrozenInstanceError):
        filed.payload = "{}"  # type: ignore[misc]
    assert filed.steps is filed.steps
    assert all(isinstance(value, Hashable) for value in vars(filed).values())
