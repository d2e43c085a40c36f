"""Notes of figures as footnotes: real ones in Word and PDF, each given once, and none of them read as a statement."""

import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject, PdfObject

from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose, parse_template
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import BarChart, FigureRun, Paragraph
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end
from parkledger.reading import Statement, read
from tests.briefing.reading_back import without_notes
from tests.conftest import skip_unless_required

HALF_YEAR = Period(date(2023, 1, 1), date(2023, 6, 30))
NOTED = re.compile(r"\[([0-9]+)\]")


def report(books: Figures, name: str = "period", lang: Lang = Lang.VI) -> Report:
    return compose(
        ReportRequest(built_in(name, lang), "viet-nam.bac-giang", HALF_YEAR, lang, known_at=day_end(date(2023, 8, 1))),
        books,
    )


def footnotes(content: bytes) -> dict[int, str]:
    """The footnotes of a Word file by their identity, the two rules above footnotes aside."""
    root = parse_xml(ZipFile(BytesIO(content)).read("word/footnotes.xml"))
    found = {int(note.get(qn("w:id"))): "".join(text.text for text in note.iter(qn("w:t"))) for note in root}
    return {number: text for number, text in found.items() if number > 0}


@pytest.mark.parametrize("name", ["period", "delegation", "leader"])
def test_a_word_file_gives_every_note_once_as_a_footnote_in_the_order_of_its_numbers(books: Figures, name: str) -> None:
    made = report(books, name)
    content = report_file(made, books, "docx")
    given = footnotes(content)
    assert [given[note.number].strip() for note in made.notes] == [note.said for note in made.notes]
    body = Document(BytesIO(content)).element.body
    anchors = [int(one.get(qn("w:id"))) for one in body.iter(qn("w:footnoteReference"))]
    assert anchors == [note.number for note in made.notes]
    fields = [one.text.split()[1] for one in body.iter(qn("w:instrText"))]
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    assert set(fields) <= marks
    paragraphs = [part for part in made.parts if isinstance(part, Paragraph)]
    figures = sum(isinstance(run, FigureRun) for paragraph in paragraphs for run in paragraph.runs)
    assert len(anchors) + len(fields) >= figures


def test_a_note_names_formula_denominator_day_moment_and_documents_and_no_code(books: Figures) -> None:
    notes = {note.title: note.said for note in report(books).notes}
    occupancy = notes["Tỷ lệ lấp đầy (KCN)"]
    for said in (
        "cách tính: đất công nghiệp và dịch vụ đã cho thuê / đất công nghiệp và dịch vụ (từ 15/7/2022)",
        "mẫu số: đất công nghiệp và dịch vụ",
        "30/6/2023 (theo dữ liệu ghi nhận đến ngày 1/8/2023)",
        "420 sự kiện: 1320/QĐ-TTg",
        "Nghị định 35/2022/NĐ-CP",
    ):
        assert said in occupancy
    assert "Nghị định 68/2017/NĐ-CP" in notes["Tỷ lệ lấp đầy (CCN)"]
    assert "32/2024/NĐ-CP, Điều" not in notes["Tỷ lệ lấp đầy (CCN)"]
    assert "mẫu số: kế hoạch năm" in notes["Giá trị sản xuất công nghiệp (KCN): so với kế hoạch"]
    assert not [said for said in notes.values() if re.search(r"\b[a-z]+[._][a-z_]+\b", said)]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("name", ["situation", "period", "delegation", "leader"])
def test_a_file_states_each_figure_once_and_no_footnote(books: Figures, name: str, suffix: str, lang: Lang) -> None:
    """What is read in the file is what its text without notes states, but for bars, which are a picture."""
    made = report(books, name, lang)
    stated = Counter(map(key, read(without_notes(as_text(made), lang)).statements))
    found = Counter(map(key, read(report_file(made, books, suffix), name=f"x.{suffix}").statements))
    bars = sum(len(part.bars) for part in made.parts if isinstance(part, BarChart))
    assert found - stated == Counter()
    assert sum((stated - found).values()) <= bars


def key(one: Statement) -> tuple[object, ...]:
    """A statement without the place in which it stands."""
    about = (one.indicator, one.form, one.kind, one.origin, one.place, one.zone)
    return (*about, one.period_start, one.period_end, one.low, one.high)


def test_footnotes_of_a_pdf_are_tagged_as_notes_and_stand_on_the_pages_of_their_figures(books: Figures) -> None:
    made = report(books)
    pages = [
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(report_file(made, books, "pdf"))).pages
    ]
    told = set()
    all_words = [page.replace(" ", "") for page in pages]
    for at, words in enumerate(all_words):
        beside = "".join(all_words[max(0, at - 1) : at + 2])  # of a table that goes over the page's end
        given = [one for one in made.notes if f"[{one.number}]{one.said[:30]}".replace(" ", "") in words]
        for note in given:
            assert beside.count(f"[{note.number}]") >= 2, note  # at its figure and before its text
            told.add(note.number)
    assert told == {note.number for note in made.notes}
    assert "Căn cứ của từng số liệu" not in " ".join(pages)


@pytest.mark.parametrize(
    "damage", [NumberObject(7), ArrayObject([NullObject()]), DictionaryObject({NameObject("/Pg"): NameObject("/x")})]
)
def test_a_pdf_whose_tree_of_parts_is_damaged_is_read_all_the_same(books: Figures, damage: PdfObject) -> None:
    writer = PdfWriter(clone_from=BytesIO(report_file(report(books, "leader"), books, "pdf")))
    writer.root_object["/StructTreeRoot"][NameObject("/K")] = damage  # type: ignore[index]
    target = BytesIO()
    writer.write(target)
    assert len(read(target.getvalue(), name="x.pdf").statements) > 10


def test_a_figure_of_the_title_has_its_footnote_there(books: Figures) -> None:
    template = parse_template("title: {zones.established kcn}\n---\nCó {zones.established ccn}.\n", "thử")
    made = compose(ReportRequest(template, "viet-nam.bac-giang", HALF_YEAR), books)
    content = report_file(made, books, "docx")
    assert [one.get(qn("w:id")) for one in Document(BytesIO(content)).element.body.iter(qn("w:footnoteReference"))] == [
        "1",
        "2",
    ]
    assert "KCN đã thành lập" in footnotes(content)[1]
    assert "CCN đã thành lập" in footnotes(content)[2]
    text = PdfReader(BytesIO(report_file(made, books, "pdf"))).pages[0].extract_text()
    assert "9 KCN[1]" in text


def test_a_figure_of_a_tables_caption_is_asked_for_as_well(books: Figures) -> None:
    template = parse_template(
        "title: Thử\n---\n@indicators Đất của {zones.established kcn}\n- land.leased kcn\n", "thử"
    )
    made = compose(ReportRequest(template, "viet-nam.bac-giang", HALF_YEAR), books)
    assert "\nĐất của 9 KCN\n" in as_text(made)


def test_every_figure_of_a_comparison_has_its_footnote(books: Figures) -> None:
    request = ComparedRequest(("viet-nam.bac-giang", "viet-nam.bac-kan"), date(2023, 6, 30), Lang.VI, None)
    made = comparison_report(request, books)
    given = footnotes(report_file(made, books, "docx"))
    assert sorted(text.strip() for text in given.values()) == sorted(note.said for note in made.notes)
    pages = PdfReader(BytesIO(report_file(made, books, "pdf"))).pages
    numbers = Counter(NOTED.findall(" ".join(page.extract_text() for page in pages)))
    assert {int(number) for number in numbers} >= {note.number for note in made.notes}
    assert min(numbers.values()) >= 2


def _stands_in(note: str, text: str) -> bool:
    """Whether a note is in a text, whole or going on at the foot of the next page."""
    return note in text or any(note[:at] in text and note[at:] in text for at in range(20, len(note) - 20))


def test_libreoffice_opens_the_footnotes_and_converts_them_without_loss(books: Figures, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        skip_unless_required("LIBREOFFICE", "LibreOffice is not on this machine: apt-get install libreoffice-writer")
    made = report(books)
    (tmp_path / "x.docx").write_bytes(report_file(made, books, "docx"))
    for kind in ("pdf", "odt"):
        command = [office, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "x.docx")]
        environment = {**os.environ, "HOME": str(tmp_path)}
        subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)
    written = ZipFile(tmp_path / "x.odt").read("content.xml").decode()
    assert written.count('text:note-class="footnote"') >= len(made.notes)
    data = (tmp_path / "x.pdf").read_bytes()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    shown = text.replace(" ", "")
    assert [note.said for note in made.notes if not _stands_in(note.said.replace(" ", ""), shown)] == []
    page = read(data, name="x.pdf")
    assert len(page.statements) > 300
    assert [one.sentence for one in page.statements if "cách tính" in one.sentence] == []
