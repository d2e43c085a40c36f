"""Reports of one project and of an investor: their numbers are the ledger's postings, and no figure of a place."""

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.files import FORMATS, report_file
from parkledger.briefing.reports.holders import ReportInvestorMissing, ReportProjectMissing
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.briefing.reports.text import as_text
from parkledger.catalogue import Origin
from parkledger.figures import Figures
from parkledger.language import Lang, Period, to_hectares
from parkledger.places import COUNTRY_CODE
from parkledger.reading import read
from parkledger.records.dates import Dates
from parkledger.records.project_lists import EnterpriseNotThere, ProjectNotThere, ProjectRow, enterprises_on, lines_on
from tests.briefing.test_footnotes import footnotes
from tests.checking.saying import run

DAY = date(2023, 8, 22)
PERIOD = Period(date(2023, 1, 1), DAY)
INVESTOR = "Trung tâm Khuyến công và Xúc tiến thương mại"


def report(books: Figures, holder: str, name: str = "project", lang: Lang = Lang.VI, **asked: object) -> Report:
    request = ReportRequest(built_in(name, lang), COUNTRY_CODE, PERIOD, lang, holder=holder, **asked)  # type: ignore[arg-type]
    return compose(request, books)


def sampled() -> Sequence[ProjectRow]:
    """Projects of both origins and roles, one in a hundred."""
    return lines_on(Dates(DAY, None))[::100]


def test_the_numbers_of_a_project_are_those_of_the_lists(books: Figures) -> None:
    found = sampled()
    assert {line.project.origin for line in found} == {"fdi", "ddi"}
    for line in found:
        values = {run.formula: run.value for run in report(books, "/".join(line.project.reference)).derived()}
        scale = 100 if line.project.origin == Origin.FDI else 1
        capital = Fraction(line.capital, scale) if line.capital is not None else Fraction(0)  # of one that has ended
        assert values.get("capital.in_force") == capital
        assert values.get("land.leased") == (to_hectares(line.land) if line.land else None)


def test_a_project_is_told_with_its_documents_and_the_history_of_its_capital(books: Figures) -> None:
    made = report(books, "MH-BG-1001")
    text = as_text(made).replace("*", "")
    assert "Mã dự án: MH-BG-1001; dự án thứ cấp, đầu tư trong nước (DDI)." in text
    assert "Vốn đăng ký còn hiệu lực: 202,28 tỷ đồng[1]." in text
    assert "1 | 16/10/2009 | … | +202,28 tỷ đồng | 202,28 tỷ đồng" in text
    note = made.notes[0].said
    assert "cộng các sự kiện của dự án MH-BG-1001; 1 sự kiện" in note
    assert made.place == "Bắc Giang"
    assert made.demo
    assert not made.failed


def test_an_investor_has_its_projects_and_each_currency_apart(books: Figures) -> None:
    made = report(books, INVESTOR, "investor")
    text = as_text(made)
    assert "2 dự án[1] DDI của nhà đầu tư, vốn đăng ký còn hiệu lực 365,00 tỷ đồng[2]" in text
    assert "FDI" not in text.partition("2. Các dự án")[0]
    assert "Hạ tầng kỹ thuật CCN Vằng Mười | CCN Vằng Mười, huyện Na Rì, Bắc Kạn" in text
    assert "1747/QĐ-UBND" in made.notes[-2].said
    names = {each.name for each in enterprises_on(Dates(DAY, None)).values() if len(each.lines) > 1}
    assert names == {INVESTOR}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("name", "holder"), [("project", "MH-BG-1001"), ("investor", INVESTOR)])
def test_nothing_of_it_is_read_as_a_figure_of_a_place(books: Figures, name: str, holder: str, lang: Lang) -> None:
    made = report(books, holder, name, lang)
    assert read(as_text(made)).statements == ()
    assert read(report_file(made, books, "docx"), name="x.docx").statements == ()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("name", "holder"), [("project", "MH-BG-1001"), ("investor", INVESTOR)])
def test_it_is_made_again_from_its_own_file(books: Figures, name: str, holder: str, suffix: str) -> None:
    made = report(books, holder, name)
    record = ReportRecord.read(report_file(made, books, suffix), f"x.{suffix}")
    again, differences = reissued(record, books)
    assert differences == []
    assert [run.text for run in again.derived()] == [run.text for run in made.derived()]
    assert len(record.figures) >= 4


def test_every_number_has_its_footnote(books: Figures) -> None:
    made = report(books, INVESTOR, "investor")
    given = footnotes(report_file(made, books, "docx"))
    assert [given[note.number].strip() for note in made.notes] == [note.said for note in made.notes]


def test_who_or_what_it_is_of_must_be_on_record(books: Figures) -> None:
    with pytest.raises(ReportProjectMissing):
        report(books, "")
    with pytest.raises(ReportInvestorMissing):
        report(books, "", "investor")
    with pytest.raises(ProjectNotThere, match="Gần nhất: MH-BG-"):
        report(books, "MH-BG-100l")
    with pytest.raises(EnterpriseNotThere):
        report(books, "Công ty không có", "investor")
    with pytest.raises(ProjectNotThere):
        compose(
            ReportRequest(
                built_in("project", Lang.VI),
                COUNTRY_CODE,
                Period(date(2000, 1, 1), date(2000, 2, 1)),
                holder="MH-BG-1001",
            ),
            books,
        )


@pytest.mark.parametrize(
    ("scope", "source", "said"),
    [
        ("investor", "Vốn {capital.in_force}.", "thêm fdi hoặc ddi"),
        ("project", "Vốn {capital.in_force fdi}.", "không hiểu «fdi» sau «capital.in_force»"),
        ("project", "Vốn {capital.in_forc}.", "capital.in_force"),
        ("project", "@projects", "có: @history"),
        ("projects", "Vốn.", "có: place, zone, project, investor"),
    ],
)
def test_a_mistake_in_a_template_of_projects_is_told_with_its_place(scope: str, source: str, said: str) -> None:
    with pytest.raises(TemplateFaulty) as told:
        parse_template(f"title: Thử\nscope: {scope}\n---\n{source}\n", "thử")
    message = told.value.message(Lang.VI)
    assert said in message
    assert re.search(r"dòng \d, cột \d", message)


@pytest.mark.long
def test_the_command_writes_them(demo_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.docx"
    done = run(
        demo_home,
        "brief",
        "--template",
        "project",
        "--project",
        "MH-BG-1001",
        "--on",
        "22/8/2023",
        "-o",
        str(target),
    )
    assert done.returncode == 0, done.stderr
    assert run(demo_home, "reissue", str(target)).returncode == 0
    alone = run(demo_home, "brief", "--investor", INVESTOR.upper(), "--on", "22/8/2023")
    assert "365,00 tỷ đồng" in alone.stdout
    missing = run(demo_home, "brief", "--template", "project", "--on", "22/8/2023")
    assert (missing.returncode, "--project" in missing.stderr) == (2, True)
    both = run(demo_home, "brief", "--project", "MH-BG-1001", "--zone", "KCN Quang Châu")
    assert (both.returncode, "chỉ dùng một trong" in both.stderr) == (2, True)
    unknown = run(demo_home, "brief", "--project", "MH-BG-9", "--on", "22/8/2023")
    assert (unknown.returncode, "không có đúng một dự án «MH-BG-9»" in unknown.stderr) == (2, True)
