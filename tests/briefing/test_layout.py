"""Reports as whoever signs reads them: nothing is broken over lines that is one, nothing is said twice, numbers agree with words."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm

from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.letterhead import letterhead
from parkledger.briefing.reports.model import Issuer, MapPicture, Paragraph, ReportTable, SigningCheck
from parkledger.briefing.reports.word import as_word
from parkledger.briefing.reports.wording import SIGNING, draft_words
from parkledger.figures import Figures, Form
from parkledger.language import Lang, Period, day_end

PLACE = "viet-nam.bac-giang"


def report(books: Figures, name: str, lang: Lang, on: date = date(2023, 9, 25), **more: object) -> Report:
    period = Period(on.replace(month=1, day=1), on)
    request = ReportRequest(built_in(name, lang), PLACE, period, lang, known_at=day_end(on))
    return compose(replace(request, **more), books)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["steering", "period", "delegation"])
def test_no_number_of_a_table_is_broken_in_word(books: Figures, name: str, lang: Lang) -> None:
    document = Document(io.BytesIO(as_word(report(books, name, lang), "")))
    checked = 0
    for table in document.tables[1:-1]:  # the head and the foot of the paper are tables, too
        for column in table.columns:
            for cell in column.cells:
                sizes = [run.font.size.pt for paragraph in cell.paragraphs for run in paragraph.runs if run.font.size]
                widest = max(map(len, cell.text.split()), default=0)
                figures = sum(word[0].isdigit() for word in cell.text.split())
                if figures and sizes:
                    needed = Mm(0.5 * 0.353 * sizes[0] * widest + 3.8)  # a digit is half as wide as the type is high
                    assert (column.width or 0) >= needed, cell.text
                    checked += 1
        assert sum(column.width or 0 for column in table.columns) <= Mm(166)
    assert checked > 15


def test_short_tables_stay_with_their_captions_and_the_checks_have_a_sheet_of_their_own(books: Figures) -> None:
    made = report(books, "steering", Lang.VI)
    document = Document(io.BytesIO(as_word(made, "")))
    for table in document.tables[1:-1]:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert all(kept[:3])
        assert all(kept) or len(kept) > 12
    (checks,) = [each for each in document.paragraphs if each.text == SIGNING.vi]
    assert checks.paragraph_format.page_break_before
    assert report_file(made, books, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("given", "lang", "said"),
    [
        ("12/BC-BQL", Lang.VI, "Số: 12/BC-BQL"),
        ("Số: 12/BC-BQL", Lang.VI, "Số: 12/BC-BQL"),
        ("12/BC-BQL", Lang.EN, "No. 12/BC-BQL"),
        ("", Lang.VI, "Số: …"),
    ],
)
def test_the_number_of_a_paper_stands_behind_its_word(books: Figures, given: str, lang: Lang, said: str) -> None:
    paper = letterhead(report(books, "leader", lang, issuer=Issuer(number=given)))
    assert paper.number == said
    assert not any("Như trên" in line or "As above" in line for line in paper.recipients)


def test_the_office_above_stands_in_capitals_as_the_decree_has_it(books: Figures) -> None:
    issuer = Issuer(office="Ban Quản lý các KCN", parent="UBND tỉnh Bắc Giang")
    paper = letterhead(report(books, "leader", Lang.VI, issuer=issuer))
    assert (paper.parent, paper.office) == ("UBND TỈNH BẮC GIANG", "BAN QUẢN LÝ CÁC KCN")


def test_the_headings_of_columns_begin_with_a_capital(books: Figures) -> None:
    for name in ("steering", "period"):
        for part in report(books, name, Lang.EN).parts:
            if isinstance(part, ReportTable):
                headings = [one if isinstance(one, str) else one.words for one in part.headings]
                assert not [heading for heading in headings if heading[:1].islower()]


@pytest.mark.parametrize("lang", Lang)
def test_a_note_does_not_tell_the_name_of_its_figure_as_its_formula(books: Figures, lang: Lang) -> None:
    made = report(books, "leader", lang)
    assert len(made.notes) > 10
    for note in made.notes:
        name = note.title.split(" (")[0].lower()
        assert note.formula.split("; ")[0].partition(": ")[2].lower() != name


def test_tables_of_targets_are_told_apart(books: Figures) -> None:
    for lang in Lang:
        captions = [part.caption for part in report(books, "steering", lang).parts if isinstance(part, ReportTable)]
        assert len(set(captions)) == len(captions) > 4


def test_one_row_that_is_not_behind_is_not_told_again(books: Figures) -> None:
    said = [
        run for part in report(books, "steering", Lang.VI).parts if isinstance(part, Paragraph) for run in part.runs
        if isinstance(run, str) and run.startswith("Không chỉ tiêu nào")
    ]  # fmt: skip
    assert len(said) == 1


def test_one_zone_lies_and_one_check_is_not_passed(books: Figures) -> None:
    zone = next(each for each in books.zones.values() if each["code"] == "kcn-van-trung")
    made = report(books, "zone", Lang.EN, zone=zone["id"])
    (caption,) = [part.caption for part in made.parts if isinstance(part, MapPicture)]
    assert caption == "Where KCN Vân Trung lies"
    failing = replace(made, checks=(replace_check(made), *made.checks[1:]))
    assert draft_words(failing) == "DRAFT: 1 of 12 checks before signing is not passed (see the end)."


def replace_check(made: Report) -> SigningCheck:
    """The first check of a report as one that it fails."""
    return made.checks[0]._replace(wrong=("x",))


def test_two_provinces_are_joined_by_and_and_not_ranked(books: Figures) -> None:
    for lang, title in (
        (Lang.VI, "So sánh tỉnh Bắc Giang và tỉnh Bắc Kạn"),
        (Lang.EN, "Comparison of Bac Giang province and Bac Kan"),
    ):
        made = comparison_report(ComparedRequest((PLACE, "viet-nam.bac-kan"), date(2023, 8, 22), lang), books)
        assert made.title.startswith(title)
        assert not [run for run in made.runs() if run.figure.form is Form.RANK]
