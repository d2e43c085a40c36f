"""Reports with an annex that compares their place with others: noted, read back, kept in the record, and refused in words."""

from dataclasses import replace
from datetime import date

import pytest

from parkledger.briefing.comparison.subjects import ComparedWithItself
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.beside import BesideUnclear, NotComparedBeside, subjects_beside, with_comparison
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import Paragraph, ReportTable
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end
from parkledger.places import get
from parkledger.reading import read
from parkledger.records.dates import Dates
from tests.briefing.reading_back import missing, unread
from tests.figures.books import BAC_GIANG, BAC_KAN

ON = date(2023, 8, 22)


def request(lang: Lang, *beside: str, template: str = "leader") -> ReportRequest:
    period = Period(date(2023, 1, 1), ON)
    asked = ReportRequest(built_in(template, lang), BAC_GIANG, period, lang, known_at=day_end(ON))
    return replace(asked, beside=beside)


def made(books: Figures, lang: Lang, *beside: str) -> Report:
    return with_comparison(compose(request(lang, *beside), books), books)


@pytest.mark.parametrize("lang", Lang)
def test_the_annex_has_the_figures_of_both_with_their_notes_and_is_read_back(books: Figures, lang: Lang) -> None:
    alone, report = made(books, lang), made(books, lang, BAC_KAN)
    annex = report.parts[len(alone.parts) :]
    assert report.parts[: len(alone.parts)] == alone.parts
    assert isinstance(annex[0], Paragraph)
    assert (
        annex[0].text
        == {
            Lang.VI: "Phụ lục. So sánh tỉnh Bắc Giang và tỉnh Bắc Kạn đến ngày 22/8/2023",
            Lang.EN: "Annex. Comparison of Bac Giang province and Bac Kan province as of 22 August 2023",
        }[lang]
    )
    assert {run.figure.question.place for run in report.runs()} == {BAC_GIANG, BAC_KAN}
    assert [note.number for note in report.notes] == list(range(1, len(report.notes) + 1))
    assert len([part for part in annex if isinstance(part, ReportTable)]) > 1
    assert [check.number for check in report.checks] == [check.number for check in alone.checks]
    in_annex = replace(report, parts=tuple(part for part in annex if isinstance(part, ReportTable))[:1])
    assert unread(in_annex, as_text(report)) == []


@pytest.mark.parametrize("lang", Lang)
def test_what_limits_the_figures_of_the_annex_is_told_and_checked_with_those_of_the_report(
    books: Figures, lang: Lang
) -> None:
    """Of the other place some figures are older, and it is told whose they are."""
    alone, report = made(books, lang), made(books, lang, BAC_KAN)
    place = get(BAC_KAN).title(ON).of(lang)
    lacking = [note for note in report.notes if note.title.startswith(place) and note.is_lacking]
    assert lacking
    for note in lacking:
        assert [line for line in report.coverage if note.coverage in line]
        assert not [line for line in alone.coverage if note.coverage in line]
    wrong, before = (next(check.wrong for check in one.checks if check.number == 12) for one in (report, alone))
    assert [line for line in wrong if line.startswith(place)]
    assert not [line for line in before if place in line]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_files_state_the_report_with_its_annex(books: Figures, suffix: str) -> None:
    report = made(books, Lang.VI, BAC_KAN)
    found = read(report_file(report, books, suffix), name=f"x.{suffix}")
    lost = missing(replace(report, parts=tuple(p for p in report.parts if not isinstance(p, ReportTable))), found)
    assert lost == []
    assert {one.place for one in found.statements} == {"Bắc Giang", "Bắc Kạn"}


def test_it_is_made_again_with_its_annex(books: Figures) -> None:
    report = made(books, Lang.VI, BAC_KAN)
    record = ReportRecord.of(report, books, day_end(ON))
    again, differences = reissued(record, books)
    assert differences == []
    assert as_text(again) == as_text(report)


def test_what_cannot_be_compared_is_refused_in_words(books: Figures) -> None:
    with pytest.raises(ComparedWithItself, match="tỉnh Bắc Giang"):
        made(books, Lang.VI, BAC_GIANG)
    of_project = request(Lang.VI, BAC_KAN)
    report = replace(compose(of_project, books), request=replace(of_project, template=built_in("project", Lang.VI)))
    with pytest.raises(NotComparedBeside):
        with_comparison(report, books)
    assert subjects_beside(["Bắc Kạn", " ", "Bắc Kạn"], books, Dates(ON)) == (BAC_KAN,)
    with pytest.raises(BesideUnclear, match="bg-"):
        subjects_beside(["Tân"], books, Dates(ON))
