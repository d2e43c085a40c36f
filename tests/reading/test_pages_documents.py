"""Word documents, PDF and Markdown become text with whole sentences and rows."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import docx
import pytest
from docx.document import Document

from parkledger.reading.pages.formats import source_of
from tests.reading.pdf_writer import pdf
from tests.reading.test_pages_text import LONG, assert_valid, parts


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_word_keeps_paragraphs_and_tables_in_order() -> None:
    def build(document: Document) -> None:
        document.add_heading("Bắc Giang có 9 KCN", 0)
        document.add_paragraph(LONG)
        table = document.add_table(rows=2, cols=3)
        for row, texts in zip(table.rows, [("KCN", "ha", ""), ("Quang Châu", "426", "100")], strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        document.add_paragraph("Quang cảnh hội nghị", style="Caption")
        document.add_paragraph(LONG)

    source = source_of(word(build))
    assert_valid(source)
    assert source.title == "Bắc Giang có 9 KCN"
    assert parts(source, "article") == [f"{LONG}\n\nKCN | ha |\nQuang Châu | 426 | 100", LONG]
    assert parts(source, "caption") == ["Quang cảnh hội nghị"]


def test_word_properties_tell_title_author_and_date() -> None:
    def build(document: Document) -> None:
        document.add_paragraph(LONG)
        document.core_properties.title = "Báo cáo các KCN"
        document.core_properties.author = "Thế Đại"
        document.core_properties.created = datetime(2023, 8, 22, 18, 30, tzinfo=UTC)

    source = source_of(word(build))
    assert (source.title, source.author, source.published) == ("Báo cáo các KCN", "Thế Đại", date(2023, 8, 23))


def test_word_without_properties_of_its_own_tells_nothing() -> None:
    source = source_of(word(lambda document: document.add_paragraph(LONG)))
    assert (source.title, source.author, source.published) == (None, None, None)
    assert parts(source, "article") == [LONG]


def test_the_date_on_an_administrative_document_comes_before_the_files() -> None:
    def build(document: Document) -> None:
        head = document.add_table(rows=2, cols=2)
        texts = ("UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-UBND")
        for cell, text in zip((*head.rows[0].cells, head.cell(1, 0)), texts, strict=True):
            cell.text = text
        head.cell(1, 1).text = "Bắc Giang, ngày 22 tháng 8 năm 2023"
        document.add_paragraph("BÁO CÁO")
        document.add_paragraph("Tình hình các KCN")
        document.add_paragraph(LONG)
        document.core_properties.created = datetime(2020, 1, 1, tzinfo=UTC)

    source = source_of(word(build))
    assert (source.title, source.published) == ("BÁO CÁO Tình hình các KCN", date(2023, 8, 22))
    assert parts(source, "article") == [LONG]


def test_word_in_an_old_font_is_converted() -> None:
    source = source_of(word(lambda document: document.add_paragraph("Khu c«ng nghiÖp tØnh B¾c Giang ®· cã 9 khu.")))
    assert source.text == "Khu công nghiệp tỉnh Bắc Giang đã có 9 khu."


WRAPPED = [
    "Toàn tỉnh đã lập được 9 KCN rộng cả thảy 1.967 ha, mức lấp đầy bình quân là",
    "75,6%. Bảy trong số các khu ấy về cơ bản đã làm xong hạ tầng, nhà đầu tư vào được.",
    "Gần tám tháng qua, từ 1/1 đến 20/8/2023, các khu ấy đón thêm 43 dự án có vốn ngoài",
    "trực tiếp nước ngoài.",
]


def test_pdf_lines_are_joined_to_sentences() -> None:
    source = source_of(pdf(["Bắc Giang có 9 KCN", *WRAPPED], title="Microsoft Word - a.doc"))
    assert_valid(source)
    assert source.title == "Bắc Giang có 9 KCN"
    assert source.text.split("\n\n")[1:] == [" ".join(WRAPPED[:2]), " ".join(WRAPPED[2:])]


def test_pdf_sentences_go_on_over_pages_without_their_margins() -> None:
    pages = [["Ban Quản lý các KCN", *WRAPPED[:1], "1"], ["Ban Quản lý các KCN", *WRAPPED[1:3], "- 2 -"],
             ["Ban Quản lý các KCN", *WRAPPED[3:], "Trang 3/3"]]  # fmt: skip
    source = source_of(pdf(*pages))
    assert source.text.split("\n\n") == [" ".join(WRAPPED[:2]), " ".join(WRAPPED[2:])]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the provincial authority leased to inter-", "national companies", "international companies"),
        ("phát triển kinh tế-", "xã hội của tỉnh", "kinh tế-xã hội"),
        ("trong giai đoạn 2021-", "2025 của tỉnh", "2021-2025"),
        ("thành tựu của tỉnh về KT-", "XH năm nay", "KT-XH"),
        ("tăng trưởng kinh tế -", "xã hội của tỉnh", "kinh tế - xã hội"),
    ],
)
def test_pdf_hyphens_at_line_ends(first, second, joined) -> None:
    assert joined in source_of(pdf([first, second])).text


def test_pdf_lists_stay_lists() -> None:
    lines = ["Các KCN đã được thành lập trên địa bàn tỉnh Bắc Giang gồm có", "- KCN Quang Châu", "- KCN Vân Trung"]
    assert source_of(pdf(lines)).text.split("\n\n") == lines


def test_pdf_notes_are_a_list_and_decimals_are_no_numbering() -> None:
    notes = [
        "[1] Diện tích tự nhiên của khu, cụm đã thành lập, theo các quyết định",
        "[2] Đất đã cho thuê, theo hợp đồng",
    ]
    assert source_of(pdf(notes)).text.split("\n\n") == notes
    lines = [
        "In the first six months of 2023, exports of the parks reached USD",
        "11.21 billion, up 21.26% year on year",
    ]
    assert source_of(pdf(lines)).text == " ".join(lines)
    lines = ["Kết quả thực hiện các nhiệm vụ chủ yếu của Ban trong kỳ như sau", "2.1. Thu hút đầu tư", "2.2 Sản xuất"]
    assert source_of(pdf(lines)).text.split("\n\n") == lines


def test_pdf_spaces_of_a_justified_line_are_single() -> None:
    assert source_of(pdf(["Vốn  tăng thêm  đạt 436,17  tỷ đồng"])).text == "Vốn tăng thêm đạt 436,17 tỷ đồng"


def test_pdf_title_of_its_own_is_taken() -> None:
    assert source_of(pdf(WRAPPED, title="Tình hình các KCN")).title == "Tình hình các KCN"


def test_markdown_is_read_through_its_marks() -> None:
    text = (
        "---\ntitle: Bản tin KCN\ndate: 2023-08-22\nauthor: Thế Đại\n---\n# Bản tin KCN\n\nHiện tỉnh có **9 KCN**,\n"
        "tổng diện tích [1.967 ha](x).\n\n![Quang cảnh](a.png)\n\n| KCN | ha |\n|---|---:|\n| *Quang* Châu | 426 |\n\n"
        "- một\n- hai\n\n## Cùng chủ đề\n\n- [Tin A](b)\n"
    )
    source = source_of(text.encode(), "ban-tin.md")
    assert_valid(source)
    assert (source.title, source.published, source.author) == ("Bản tin KCN", date(2023, 8, 22), "Thế Đại")
    assert parts(source, "article") == [
        "Hiện tỉnh có 9 KCN, tổng diện tích 1.967 ha.",
        "KCN | ha\nQuang Châu | 426\n\nmột\n\nhai",
    ]
    assert parts(source, "caption") == ["Quang cảnh"]
    assert [s.heading for s in source.sections if s.kind == "teasers"] == ["Cùng chủ đề"]


@pytest.mark.parametrize("keep", [30, 200, 900])
@pytest.mark.parametrize(
    "data", [word(lambda document: document.add_paragraph(LONG)), pdf(WRAPPED)], ids=["docx", "pdf"]
)
def test_damaged_files_do_not_raise(data, keep) -> None:
    for damaged in (data[:keep], data[:-keep], data[:keep] + data[keep + 40 :]):
        assert_valid(source_of(damaged))
