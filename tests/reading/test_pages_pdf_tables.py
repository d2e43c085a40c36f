"""PDF files with ruled tables: cells stay cells, and a report states the same in every format it is written in."""

import subprocess
import sys
import time
from datetime import date

import pytest

from parkledger.briefing.reports.files import FORMATS
from parkledger.briefing.reports.model import FigureNote, Paragraph, Report, ReportRequest, ReportTable
from parkledger.briefing.reports.templates import built_in
from parkledger.language import Lang, Period
from parkledger.ledger.store import registry
from parkledger.reading import Page, read
from parkledger.reading.pages import ruled_pages
from parkledger.reading.pages.formats import source_of
from tests.reading.pdf_writer import Drawn, Rule, drawn_pdf, grid, lines, pdf, pdf_file, stream
from tests.reading.test_pages_text import LONG, assert_valid

HEADING = ("TT", "Tên KCN", "Diện tích\n(ha)")
WIDTHS = (40, 160, 120)
ROWS = (HEADING, ("1", "Quang Châu", "426,00"), ("2", "Hòa Phú (mở rộng\ngiai đoạn 1)", "85,00"))
READ = ["TT | Tên KCN | Diện tích (ha)", "1 | Quang Châu | 426,00", "2 | Hòa Phú (mở rộng giai đoạn 1) | 85,00"]
ABOVE, BELOW = "Bảng 1. Các khu công nghiệp", "Số liệu đến ngày 30/6/2023."


def paragraphs(*pages: list[Drawn]) -> list[str]:
    source = source_of(drawn_pdf(*pages))
    assert_valid(source)
    return source.text.split("\n\n")


def test_rows_are_lines_with_their_cells_between_the_text_around() -> None:
    page = [*lines(700, [ABOVE]), *grid(690, WIDTHS, ROWS), *lines(580, [BELOW])]
    assert paragraphs(page) == [ABOVE, "\n".join(READ), BELOW]


def test_what_a_page_writes_first_comes_first() -> None:
    page = [*grid(690, WIDTHS, ROWS), *lines(700, [ABOVE])]
    assert paragraphs(page) == ["\n".join(READ), ABOVE]


def test_empty_cells_and_what_merged_ones_cover_keep_their_places() -> None:
    rows = [*ROWS[:2], ("Tổng cộng", None, "426,00"), ("3", "", "")]
    assert paragraphs([*grid(690, WIDTHS, rows)])[0].split("\n")[2:] == ["Tổng cộng |  | 426,00", "3 |  |"]


def test_a_table_goes_on_over_pages_without_its_heading_said_again() -> None:
    first = [*lines(120, [ABOVE]), *grid(110, WIDTHS, ROWS[:2]), *lines(40, ["- 1 -"])]
    second = [*lines(780, ["2"]), *grid(760, WIDTHS, [HEADING, ROWS[2]]), *lines(600, [BELOW])]
    assert paragraphs(first, second) == [ABOVE, "\n".join(READ), BELOW]


def test_a_table_under_a_line_of_its_own_keeps_its_heading() -> None:
    second = [*lines(780, ["Bảng 2. Các khu khác"]), *grid(760, WIDTHS, [HEADING, ROWS[2]])]
    told = paragraphs([*grid(690, WIDTHS, ROWS[:2])], second)
    assert told == ["\n".join(READ[:2]), "Bảng 2. Các khu khác", "\n".join([READ[0], READ[2]])]


def test_headings_at_the_top_of_page_after_page_are_no_margin() -> None:
    pages = [[*grid(760, WIDTHS, [HEADING, row]), *lines(600, [f"Nguồn: biểu {row[0]}"])] for row in ROWS[1:] * 2]
    assert sum(line == READ[0] for line in "\n".join(paragraphs(*pages)).split("\n")) == len(pages)


FRAMED = [Rule(60, 740, 700, 740), Rule(60, 690, 700, 690), Rule(60, 740, 60, 690), Rule(700, 740, 700, 690)]


@pytest.mark.parametrize(
    "rules",
    [FRAMED, [*FRAMED, Rule(60, 715, 700, 715)], [Rule(72, 718, 300, 718), Rule(72, 704, 300, 704)]],
    ids=["a frame", "a frame with a rule across", "underlines"],
)
def test_rules_around_prose_make_no_table(rules) -> None:
    texts = [LONG[:80], LONG[80:]]
    assert paragraphs([*rules, *lines(720, texts)]) == source_of(pdf(texts)).text.split("\n\n")


# A report is read the same from each of its files


def table(caption: str, *rows: tuple[str, ...]) -> ReportTable:
    headings = (
        "TT", "Chỉ tiêu", "ĐVT", "Thực hiện 6 tháng đầu năm 2022", "Thực hiện 6 tháng đầu năm 2023",
        "Tăng, giảm so với cùng kỳ (%)",
    )  # fmt: skip
    return ReportTable(caption, headings, rows, 3, "Số liệu đến ngày 30/6/2023.")


def zones(count: int) -> ReportTable:
    headings = ("TT", "Tên KCN", "Diện tích (ha)", "Tỷ lệ lấp đầy (%)", "Số dự án")
    rows = tuple((str(at), f"Quang Châu {at}", f"{100 + at},50*", f"{40 + at},5*", f"{at}*") for at in range(1, count))
    return ReportTable("Các khu công nghiệp", headings, rows, 2, "")


def report() -> Report:
    """A report of two tables and a longer one, which goes on over a page, with words between them and notes."""
    request = ReportRequest(
        built_in("period", Lang.VI), "viet-nam.bac-giang", Period(date(2023, 1, 1), date(2023, 6, 30))
    )
    parts = (
        Paragraph(1, ("I. Khu công nghiệp (KCN)",)),
        Paragraph(0, ("Đến ngày 30/6/2023, tỉnh Bắc Giang có 9 KCN[1] được thành lập, tỷ lệ lấp đầy đạt 75,2%[2].",)),
        table(
            "Thu hút đầu tư vào các KCN",
            ("1", "Dự án cấp mới FDI", "dự án", "33*", "25*", "-24,24*"),
            ("2", "Vốn đăng ký cấp mới FDI", "triệu USD", "315,85*", "906,77*", "187,09*"),
            ("3", "Lượt dự án điều chỉnh tăng vốn FDI", "dự án", "11*", "20*", "81,82*"),
        ),
        Paragraph(1, ("II. Cụm công nghiệp (CCN)",)),
        table("Đất đai, lao động của các CCN", ("1", "Lao động", "người", "41.000*", "46.350*", "13,05*")),
        zones(50),
    )
    notes = tuple(
        FigureNote(
            number, "Vốn đăng ký cấp mới", "779,03 tỷ đồng", "1/1/2023 – 30/6/2023", "occupancy, từ 15/7/2022", "đất: 46 ha",
            "", "Hai tỉnh Bắc Giang, Bắc Kạn trao đổi kinh nghiệm", "", True, False,
        )
        for number in (1, 2)
    )  # fmt: skip
    title = "Kết quả hoạt động của các khu, cụm công nghiệp tỉnh Bắc Giang 6 tháng đầu năm 2023"
    return Report(request, title, "BÁO CÁO", "Bắc Giang", parts, notes, (), (), "", "")


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "books", list)
        return {
            name: read(FORMATS[name].write(report(), ""), name=f"bao-cao.{name}") for name in ("docx", "pdf", "html")
        }


def stated(page: Page) -> set[tuple[object, ...]]:
    return {
        (one.indicator, one.form, one.kind, one.origin, one.place, one.zone, one.value, one.period_end)
        for one in page.statements
    }


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_a_report_states_the_same_in_every_format(pages, name) -> None:
    word = stated(pages["docx"])
    assert stated(pages[name]) == word
    assert ("projects.registered", "value", "park", "fdi", "Bắc Giang", None, 25, date(2023, 6, 30)) in word
    assert sum(zone is not None for *_, zone, _, _ in word) == 3 * 49


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_the_head_of_a_paper_dates_it_and_its_notes_state_nothing(pages, name) -> None:
    page = pages[name]
    assert page.published == date(2023, 6, 30)
    assert {one.place for one in page.statements} == {"Bắc Giang"}
    assert 779_030_000_000 not in {one.value for one in page.statements}


def test_the_table_goes_on_over_a_page(pages) -> None:
    rows = pages["pdf"].text.split("Bảng 3. Các khu công nghiệp\n\n")[1].split("\n\n")[0].split("\n")
    assert rows[0] == "TT | Tên KCN | Diện tích (ha) | Tỷ lệ lấp đầy (%) | Số dự án"
    assert [row.split(" | ")[0] for row in rows[1:]] == [str(at) for at in range(1, 50)]


# Limits


def drawing(content: str) -> bytes:
    """A PDF of one page with a drawing, and a line of text."""
    return pdf_file({
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9000 9000] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        4: stream(f"BT /F1 9 Tf 10 10 Td (9 KCN) Tj ET {content}"),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> "
        f"{stream('0 0 5 5 re S /X Do /X Do').removeprefix('<<')}",
        7: "<< >>",
    })  # fmt: skip


HOSTILE = {
    "a million crossings": "\n".join(f"{at * 8} 0 m {at * 8} 9000 l S 0 {at * 8} m 9000 {at * 8} l S" for at in range(1_000)),
    "rectangles by the thousand": "\n".join(f"{at * 37 % 800} {at * 91 % 800} {at % 50} 9 re S" for at in range(20_000)),
    "a form within itself": "0 0 5 5 re S 0 0 7 7 re S /X Do",
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_the_text_of_a_page_is_read_whatever_is_drawn_on_it(content, monkeypatch) -> None:
    monkeypatch.setattr(ruled_pages, "WAIT_SECONDS", 2)
    start = time.monotonic()
    assert source_of(drawing(content)).text == "9 KCN"
    assert time.monotonic() - start < 30  # were it not stopped, the first would take hours


@pytest.mark.long
def test_the_process_apart_ends_by_itself() -> None:
    command = [sys.executable, "-P", ruled_pages.__file__, "1", "[[0, []]]"]
    done = subprocess.run(command, input=drawing(HOSTILE["a million crossings"]), timeout=60, check=False)
    assert done.returncode < 0


@pytest.mark.parametrize("share", range(1, 20, 3))
def test_damaged_files_with_tables_do_not_raise(share) -> None:
    data = drawn_pdf([*lines(700, [ABOVE]), *grid(690, WIDTHS, ROWS)])
    cut = len(data) * share // 20
    for damaged in (data[:cut], data[:cut] + data[cut + 40 :], data[:cut] + bytes(40) + data[cut + 40 :]):
        assert_valid(source_of(damaged))


def test_no_library_of_tables_is_loaded_here() -> None:
    code = (
        "import sys; from parkledger.reading import read; from tests.reading.pdf_writer import drawn_pdf, grid\n"
        "read(b'<html><p>9 KCN'); read(drawn_pdf([*grid(690, (9, 9), [('1', '2'), ('3', '4')])]))\n"
        "assert not {'pdfplumber', 'pdfminer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
