"""What is due in reports: of a place, a zone and a project, to the knowledge of whoever asks; in every file, made again as it was."""

from dataclasses import replace
from datetime import date

import pytest

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import ReportTable
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.briefing.reports.text import as_text
from parkledger.catalogue import Verified
from parkledger.duties import DutyState
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end
from parkledger.ledger.events.lease_contracts import LEASE_LAW
from parkledger.ledger.events.projects import RETURN_BASIS
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from parkledger.records.figure_queries import zone_id
from parkledger.submissions import duties_told
from parkledger.submissions.duties_told import with_duties
from parkledger.submissions.worklist import WorkFilter, WorkReach, whole_reach, worklist
from tests.briefing.reading_back import unread

PLACE, ON = "viet-nam.bac-giang", date(2023, 5, 31)
CAPTION = {Lang.VI: "Việc quá hạn, sắp đến hạn", Lang.EN: "Overdue and due soon"}
DATES = Dates(ON, day_end(ON))


def asked(name: str, lang: Lang = Lang.VI, **more: object) -> ReportRequest:
    period = Period(ON.replace(month=1, day=1), ON)
    return replace(ReportRequest(built_in(name, lang), PLACE, period, lang, known_at=day_end(ON)), **more)  # type: ignore[arg-type]


def made(request: ReportRequest, books: Figures, reach: WorkReach | None = None) -> Report:
    return compose(with_duties(request, whole_reach() if reach is None else reach, books), books)


def listed(report: Report) -> list[tuple[str, ...]]:
    """The rows of the table of duties, without their numbers."""
    tables = [part for part in report.parts if isinstance(part, ReportTable) and part.caption == CAPTION[report.lang]]
    return [tuple(map(str, row[1:])) for table in tables for row in table.rows]


def counted(wanted: WorkFilter) -> tuple[int, int]:
    counts = worklist(whole_reach(), wanted, DATES).counts
    return counts[DutyState.OVERDUE], counts[DutyState.DUE_SOON]


@pytest.mark.parametrize("lang", Lang)
def test_the_steering_report_tells_what_is_late_and_near_and_stays_checked(books: Figures, lang: Lang) -> None:
    without = compose(asked("steering", lang), books)
    report = made(asked("steering", lang), books)
    overdue, soon = counted(WorkFilter(place=PLACE))
    text = as_text(report)
    said = (
        f"{overdue} việc quá hạn, {soon} việc sắp đến hạn" if lang is Lang.VI else f"{overdue} overdue, {soon} due soon"
    )
    assert said in text
    assert len(listed(report)) == min(overdue + soon, duties_told.MOST_LISTED) > 3
    assert report.failed == without.failed, "no check before signing fails by it"
    assert report.notes == without.notes
    assert unread(report, text) == []


def test_a_zone_and_a_project_have_their_own(books: Figures) -> None:
    zone = made(asked("zone", zone=zone_id(books, "bg-parks/kcn-quang-chau", None)), books)
    assert len(listed(zone)) == min(sum(counted(WorkFilter(zone="bg-parks/kcn-quang-chau"))), duties_told.MOST_LISTED)
    late = next(
        phase.duty.subject.code
        for phase in worklist(whole_reach(), WorkFilter(book="bg-parks", state="overdue"), DATES).found
        if phase.duty.subject.kind == "project"
    )
    project = made(asked("project", holder=f"bg-parks/{late}"), books)
    assert len(listed(project)) == sum(counted(WorkFilter(project=f"bg-parks/{late}"))) > 0
    assert all("minh họa" in row[2] for row in listed(project))


def test_who_has_no_role_is_told_nothing_and_who_has_one_only_of_its_books(books: Figures) -> None:
    visitor = made(asked("steering"), books, WorkReach(frozenset()))
    assert "chỉ được nêu cho người có vai trò" in as_text(visitor)
    assert listed(visitor) == []
    elsewhere = made(asked("steering"), books, WorkReach(frozenset({"bk-parks"})))
    assert "0 việc quá hạn, 0 việc sắp đến hạn" in as_text(elsewhere)


def test_a_long_list_is_cut_and_says_so(books: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties_told, "MOST_LISTED", 2)
    report = made(asked("steering"), books)
    assert len(listed(report)) == 2
    assert f"Chỉ nêu 2 trong {sum(counted(WorkFilter(place=PLACE)))} việc" in as_text(report)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_it_is_made_again_as_it_was(books: Figures, suffix: str) -> None:
    report = made(asked("steering"), books)
    record = ReportRecord.read(report_file(report, books, suffix), f"a{suffix}")
    again, differences = reissued(record, books)
    assert listed(again) == listed(report)
    assert differences == []


def test_an_investors_report_has_none() -> None:
    with pytest.raises(TemplateFaulty, match="@duties"):
        parse_template("title: x\nscope: investor\n---\n# A\n@duties\n", "x")


def test_a_basis_says_once_how_well_it_was_verified(books: Figures) -> None:
    """It is told beside the law: a law that says it itself would say it twice."""
    found = [phase.terms for phase in duties_on(Dates(date(2025, 6, 30))) if phase.terms.verified]
    assert {terms.verified for terms in found} >= {Verified.MEMORY, Verified.READ}
    assert [terms.basis for terms in found if "chưa xác minh" in terms.basis] == []
    assert "chưa xác minh" not in RETURN_BASIS + LEASE_LAW
