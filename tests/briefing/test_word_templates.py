"""Templates that are Word files: checked by place, filled in the office's own layout, made again, with notes and checks."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, compose
from parkledger.briefing.reports.files import WordTemplateFormat, report_file
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.reports.word_templates import parse_word_template
from parkledger.figures import Figures
from parkledger.language import Lang, Period
from parkledger.reading import read
from tests.briefing.reading_back import missing
from tests.briefing.test_footnotes import footnotes
from tests.checking.saying import run

DAY = date(2023, 8, 22)


def office(change: Callable[[WordDocument], None] = lambda _: None) -> bytes:
    """An office's own file: a letterhead, a title, words of several types in one paragraph, a table, a closing line."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Báo cáo ngày {on}"
    document.add_paragraph("SỞ VÍ DỤ").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Bắc Giang, ngày 22 tháng 8 năm 2023")
    document.add_paragraph("Tình hình KCN {place}", style="Title")
    paragraph = document.add_paragraph("Đến ngày {on}, {place} có ")
    bold = paragraph.add_run("{zones.estab")
    bold.bold, bold.font.color.rgb = True, RGBColor(200, 0, 0)
    paragraph.add_run("lished kcn}").italic = True
    paragraph.add_run(" được thành lập[, tỷ lệ lấp đầy {đạt occupancy kcn}][, doanh thu {capital.shares ccn}].")
    document.add_paragraph("% dòng ghi chú của cơ quan")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(
        table._cells, ("Chỉ tiêu", "Đến ngày {on}", "Diện tích các KCN", "{land.established kcn}"), strict=True
    ):
        cell.text = text
    table.rows[1].cells[1].paragraphs[0].runs[0].font.size = Pt(9)
    document.add_paragraph("Số liệu đến ngày {on}.")
    document.add_paragraph("@zones kcn")
    document.add_paragraph("Nơi nhận: như trên [1].")
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def report(books: Figures, content: bytes) -> Report:
    template = parse_word_template(content, "mẫu.docx")
    return compose(ReportRequest(template, "viet-nam.bac-giang", Period(date(2023, 1, 1), DAY)), books)


def filled(books: Figures, content: bytes) -> WordDocument:
    return Document(BytesIO(report_file(report(books, content), books, "docx")))


def test_the_offices_layout_stays_and_figures_stand_in_the_type_of_their_braces(books: Figures) -> None:
    document = filled(books, office())
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "SỞ VÍ DỤ" in texts
    assert next(one for one in document.paragraphs if one.text == "SỞ VÍ DỤ").alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert (
        next(one for one in document.paragraphs if one.style and one.style.name == "Title").text
        == "Tình hình KCN tỉnh Bắc Giang"
    )
    said = next(one for one in document.paragraphs if one.text.startswith("Đến ngày 22/8/2023, tỉnh Bắc Giang có "))
    assert re.sub(r"\[\d*\]", "", said.text).replace("*", "") == (
        "Đến ngày 22/8/2023, tỉnh Bắc Giang có 9 KCN được thành lập, tỷ lệ lấp đầy đạt 75,6%°."
    )
    figure = next(run for run in said.runs if "9 KCN" in run.text)
    assert (figure.bold, figure.font.color.rgb) == (True, RGBColor(200, 0, 0))
    assert not next(run for run in said.runs if "được thành lập" in run.text).bold
    assert document.sections[0].header.paragraphs[0].text == "Báo cáo ngày 22/8/2023"
    assert "Nơi nhận: như trên [1]." in texts
    assert not [text for text in texts if text.startswith(("%", "@")) or "{" in text]


def test_a_cell_is_filled_and_a_table_stands_in_the_place_of_its_directive(books: Figures) -> None:
    document = filled(books, office())
    own, zones = document.tables[:2]
    assert own.rows[0].cells[1].text == "Đến ngày 22/8/2023"
    cell = own.rows[1].cells[1].paragraphs[0]
    assert cell.text.startswith("1.967,11 ha")
    assert cell.runs[0].font.size == Pt(9)
    assert zones.rows[1].cells[1].text == "Đình Trám"
    after = zones._tbl.getnext()
    assert after is not None
    assert "".join(text.text or "" for text in after.iter(qn("w:t"))) == "Số liệu đến ngày 22/8/2023."
    assert own._tbl.getnext().getnext().getnext() is zones._tbl  # its own words, the caption, the table


def test_it_has_notes_checks_and_its_record_and_is_made_again(books: Figures) -> None:
    made = report(books, office())
    content = report_file(made, books, "docx")
    given = footnotes(content)
    assert sorted(text.strip() for text in given.values()) == sorted(note.said for note in made.notes)
    assert len(made.checks) == 12
    assert [check.number for check in made.failed] == []
    record = ReportRecord.read(content, "x.docx")
    again, differences = reissued(record, books)
    assert differences == []
    first, second = (Document(BytesIO(report_file(one, books, "docx"))) for one in (made, again))
    assert [one.text for one in first.paragraphs] == [one.text for one in second.paragraphs]
    assert len(record.figures) > 40


def test_every_figure_of_it_is_read_back(books: Figures) -> None:
    made = report(books, office())
    assert missing(made, read(report_file(made, books, "docx"), name="x.docx")) == []


def test_a_table_without_its_day_and_a_figure_without_a_source_make_it_a_draft(books: Figures) -> None:
    def undated(document: WordDocument) -> None:
        next(one for one in document.paragraphs if one.text == "Số liệu đến ngày {on}.").text = "Số liệu của sở."

    made = report(books, office(undated))
    assert [check.number for check in made.failed] == [2]
    document = Document(BytesIO(report_file(made, books, "docx")))
    assert document.paragraphs[0].text.startswith("DỰ THẢO, chưa đạt 1 trong 12")


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (
            lambda document: document.add_paragraph("Có {zones.establishd kcn}."),
            "đoạn 9",
            "gần nhất: zones.established",
        ),
        (
            lambda document: setattr(document.tables[0].cell(1, 0), "text", "{ocupancy kcn}"),
            "bảng 1, hàng 2, ô 1",
            "occupancy",
        ),
        (
            lambda document: setattr(document.tables[0].cell(1, 0), "text", "@zones kcn"),
            "bảng 1, hàng 2, ô 1",
            "trong ô",
        ),
        (lambda document: document.add_paragraph("@zone kcn"), "đoạn 9", "không hiểu «@zone»"),
        (lambda document: document.add_paragraph("Có [{zones.established kcn}."), "đoạn 9", "«[» không đóng"),
        (
            lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "{zones.established kcn}"),
            "đầu trang, chân trang",
            "hãy chuyển vào thân",
        ),
    ],
)
def test_a_mistake_is_told_by_paragraph_or_cell(change: Callable[[WordDocument], None], place: str, said: str) -> None:
    with pytest.raises(TemplateFaulty) as told:
        parse_word_template(office(change), "mẫu.docx")
    message = told.value.message(Lang.VI)
    assert f"{place}: " in message
    assert said in message


def test_a_reference_in_a_link_is_told(books: Figures) -> None:
    def linked(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Xem ")
        link = OxmlElement("w:hyperlink")
        run = deepcopy(document.add_paragraph("{zones.established kcn}").runs[0]._r)
        document.paragraphs[-1]._p.getparent().remove(document.paragraphs[-1]._p)
        link.append(run)
        paragraph._p.append(link)

    with pytest.raises(TemplateFaulty, match="khung chữ, liên kết"):
        parse_word_template(office(linked), "mẫu.docx")


def test_pictures_and_footnotes_of_the_office_stay(books: Figures) -> None:
    made = report_file(report(books, office()), books, "docx")

    document = Document(BytesIO(made))
    document.add_paragraph("Có thêm {zones.operating kcn}.")
    target = BytesIO()
    document.save(target)
    before = footnotes(made)
    after = footnotes(report_file(report(books, target.getvalue()), books, "docx"))
    assert {number: after[number] for number in before} == before
    assert [text for number, text in after.items() if number not in before] == [
        text for text in after.values() if "đang hoạt động" in text and "KCN" in text
    ][-1:]


@pytest.mark.parametrize("content", [b"", b"no Word file", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateFaulty, match="không phải tệp Word"):
        parse_word_template(content, "mẫu.docx")


def test_a_template_without_a_reference_is_refused() -> None:
    target = BytesIO()
    Document().save(target)
    with pytest.raises(TemplateFaulty, match="không có tham chiếu"):
        parse_word_template(target.getvalue(), "mẫu.docx")


def test_it_is_written_as_word_or_shown_as_text_alone(books: Figures) -> None:
    made = report(books, office())
    with pytest.raises(WordTemplateFormat, match="LibreOffice"):
        report_file(made, books, "pdf")
    assert "Đến ngày 22/8/2023; Diện tích các KCN: 1.967,11 ha" in as_text(made).replace(
        "*", ""
    ) or "Diện tích các KCN" in as_text(made)


def wrongly(document: WordDocument) -> None:
    document.add_paragraph("Có {zones.x kcn}.")


@pytest.mark.long
def test_the_command_takes_a_word_file(demo_home: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "mau.docx", tmp_path / "x.docx"
    source.write_bytes(office())
    asked = ("brief", "--place", "Bắc Giang", "--on", "22/8/2023", "--template", str(source))
    done = run(demo_home, *asked, "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert run(demo_home, "reissue", str(target)).returncode == 0
    source.write_bytes(office(wrongly))
    wrong = run(demo_home, *asked, "-o", str(target))
    assert (wrong.returncode, "đoạn 9: " in wrong.stderr) == (2, True)
