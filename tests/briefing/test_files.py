"""Reports as files: what Word, PDF, HTML and text hold, and reports made again from them."""

import json
import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.files import FORMATS, ReportFormatUnknown, report_file
from parkledger.briefing.reports.model import Issuer
from parkledger.briefing.reports.records import RecordMissing, ReportRecord, reissued
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end, today
from tests.checking.saying import run

ISSUER = Issuer("UBND TỈNH VÍ DỤ", "Ban Quản lý ví dụ", "Số: 12/BC-VD", "Trưởng ban", "Nguyễn Văn Thử")
HALF_YEAR = Period(date(2023, 1, 1), date(2023, 6, 30))


def report(books: Figures, name: str = "period", lang: Lang = Lang.VI) -> Report:
    """A report of Bắc Giang for the first half of 2023."""
    return compose(ReportRequest(built_in(name, lang), "viet-nam.bac-giang", HALF_YEAR, lang, issuer=ISSUER), books)


def test_a_word_file_is_laid_out_as_the_decree_asks(books: Figures) -> None:
    document = Document(BytesIO(report_file(report(books), books, "docx")))
    section = document.sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)
    assert [round((length or 0) / Mm(1)) for length in lengths] == [210, 297, 20, 30, 15]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    head = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert head[0] == "UBND TỈNH VÍ DỤ\nBAN QUẢN LÝ VÍ DỤ"
    assert head[1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert head[2:] == ["Số: 12/BC-VD", "Bắc Giang, ngày 30 tháng 6 năm 2023"]
    assert document.tables[-1].rows[0].cells[1].text == "TRƯỞNG BAN\nNguyễn Văn Thử"


def test_headings_captions_and_tables_of_a_word_file_are_real_ones(books: Figures) -> None:
    document = Document(BytesIO(report_file(report(books), books, "docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") > 3
    assert styles.count("Heading 2") == 3
    assert sum(paragraph.text.startswith("Bảng ") for paragraph in document.paragraphs) == 6
    for table in document.tables[1:-1]:
        first = table.rows[0]._tr.trPr
        assert first is not None
        assert first.find(qn("w:tblHeader")) is not None
    described = [picture._inline.docPr.get("descr") for picture in document.inline_shapes]
    assert len(described) == 3  # capital by country, production by month, occupancy of zones
    assert all(described)
    assert "KCN Quang Châu: 98,5%" in described[2]


def test_a_pdf_file_is_tagged_and_archival_and_has_its_title(books: Figures) -> None:
    reader = PdfReader(BytesIO(report_file(report(books), books, "pdf")))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]) == "vi"
    assert reader.metadata is not None
    assert reader.metadata.title == "Kết quả hoạt động của các khu, cụm công nghiệp tỉnh Bắc Giang 6 tháng đầu năm 2023"
    described = root["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert "<pdfaid:part>3</pdfaid:part>" in described
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "TRƯỞNG BAN" in text
    assert "Nguyễn Văn Thử" in text


def test_every_figure_of_an_html_page_leads_to_its_note(books: Figures) -> None:
    page = report_file(report(books), books, "html").decode()
    asked = set(re.findall(r'href="#note-([0-9]+)"', page))
    there = re.findall(r'id="note-([0-9]+)"', page)
    assert asked <= set(there)
    assert len(there) == len(set(there)) > 30
    assert "http" not in re.sub(r'content="parkledger-record:[^"]*"', "", page).replace("http-equiv", "")


def test_names_in_an_html_page_are_no_markup(books: Figures) -> None:
    asked = ReportRequest(
        built_in("leader", Lang.VI), "viet-nam.bac-giang", HALF_YEAR, issuer=Issuer(office="<script>x</script>")
    )
    page = report_file(compose(asked, books), books, "html").decode()
    assert "<SCRIPT>" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("suffix", FORMATS)
def test_demonstration_data_are_marked_in_every_file(books: Figures, suffix: str, lang: Lang) -> None:
    content = report_file(report(books, "leader", lang), books, suffix)
    if suffix == "pdf":
        text = PdfReader(BytesIO(content)).pages[0].extract_text()
    elif suffix == "docx":
        text = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    else:
        text = content.decode()
    assert {Lang.VI: "dữ liệu minh họa", Lang.EN: "demonstration data"}[lang] in " ".join(text.split())


def test_every_note_says_by_which_formula_and_from_how_many_events(books: Figures) -> None:
    for note in report(books, "situation").notes:
        assert note.formula
        assert note.documents.split(" ")[0].replace(".", "").isdigit() or not note.documents
    occupancy = next(note for note in report(books, "situation").notes if note.title == "Tỷ lệ lấp đầy (KCN)")
    assert "Nghị định 35/2022/NĐ-CP" in occupancy.formula
    assert "đất công nghiệp đã cho thuê: 950,86 ha" in occupancy.terms


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_is_made_again_from_its_own_file(books: Figures, suffix: str) -> None:
    made = report(books)
    record = ReportRecord.read(report_file(made, books, suffix), f"x.{suffix}")
    again, differences = reissued(record, books)
    assert differences == []
    assert [run.text for run in again.runs()] == [run.text for run in made.runs()]
    assert again.request.issuer == ISSUER
    assert len(record.figures) > 300


def test_what_was_known_at_another_moment_is_told_as_different(books: Figures) -> None:
    record = ReportRecord.read(report_file(report(books), books, "txt"), "x.txt")
    _, differences = reissued(record, books, day_end(date(2023, 7, 1)))
    workers = next(one for one in differences if one.title.startswith("Lao động (KCN), "))
    assert (workers.before, workers.now) == ("174.600 lao động", "172.800 lao động")
    assert "đính chính" in workers.why.vi


def test_another_formula_is_told_as_why_a_figure_differs(books: Figures) -> None:
    record = ReportRecord.read(report_file(report(books, "leader"), books, "txt"), "x.txt")
    other = tuple(
        one._replace(formula="occupancy.former") if one.formula.startswith("occupancy.park") else one
        for one in record.figures
    )
    _, differences = reissued(ReportRecord(record.request, other), books)
    assert [one.why.en for one in differences] == ["formula occupancy.former is occupancy.park_since_decree_35 now"]


@pytest.mark.parametrize(
    "content", [b"", b"just text", b"PK\x03\x04broken", b"%PDF-1.7\nbroken", b"parkledger-record:eJwDAAAAAAE="]
)
def test_a_file_without_a_record_says_so(content: bytes) -> None:
    with pytest.raises(RecordMissing):
        ReportRecord.read(content, "x.docx")


def test_a_kind_of_file_that_there_is_not_is_refused_with_those_there_are(books: Figures) -> None:
    with pytest.raises(ReportFormatUnknown, match=r"\.docx, \.pdf, \.html, \.txt"):
        report_file(report(books, "leader"), books, ".odt")


@pytest.mark.long
def test_what_is_taken_back_later_changes_no_report_made_again(demo_home: Path, tmp_path: Path) -> None:
    """Made again, a report is as it was; as known now, it is told what has been taken back since."""
    home = tmp_path / "home"
    shutil.copytree(demo_home, home)
    target = tmp_path / "report.docx"
    asked = ("brief", "--place", "Bắc Giang", "--on", "30/6/2023", "--template", "situation", "-o", str(target))
    assert run(home, *asked).returncode == 0
    scope = ("--place", "Bắc Giang", "--kind", "park", "--origin", "fdi", "--from", "1/1/2023", "--to", "30/6/2023")
    events = json.loads(run(home, "figure", "projects.adjusted", *scope, "--explain", "--json").stdout)[0]["events"]
    taken = run(home, "withdraw", events[0], "--reason", "thử")
    assert taken.returncode == 0, taken.stderr
    again = run(home, "reissue", str(target))
    assert (again.returncode, "như trong báo cáo" in again.stdout) == (0, True)
    since = run(home, "reissue", str(target), "--known-at", today().isoformat())
    assert since.returncode == 1
    assert re.search(r"tăng vốn \(KCN\), FDI.*20 lượt dự án +19 lượt dự án", since.stdout)


@pytest.mark.long
def test_the_command_refuses_before_it_asks(demo_home: Path, tmp_path: Path) -> None:
    wrong = run(demo_home, "brief", "--place", "Bắc Giang", "-o", str(tmp_path / "x.odt"))
    assert wrong.returncode == 2
    assert ".docx, .pdf, .html, .txt" in wrong.stderr
    two = run(demo_home, "brief", "--place", "Bắc Giang", "--place", "Bắc Kạn", "--template", "leader")
    assert two.returncode == 2
    assert "một địa bàn" in two.stderr
    nowhere = run(demo_home, "compare", "Bắc Giang", "Bắc Kạn", "-o", str(tmp_path / "none" / "x.pdf"))
    assert nowhere.returncode == 2
    assert "không có tệp hay thư mục đó" in nowhere.stderr
    form = run(demo_home, "form", "2105", "--place", "Bắc Giang", "--quarter", "2/2023", "-o", str(tmp_path / "x.docx"))
    assert form.returncode == 2
    assert "biểu là tệp .xlsx" in form.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_an_annex_sets_a_quarter_beside_the_quarter_before_and_leaves_out_what_is_of_other_periods(
    demo_home: Path, tmp_path: Path
) -> None:
    earlier, asked = tmp_path / "q1.docx", ("brief", "--place", "Bắc Giang", "--template", "period", "--period")
    assert run(demo_home, *asked, "quý I/2023", "-o", str(earlier)).returncode == 0
    was = run(demo_home, *asked, "quý I/2023").stdout
    annex = run(demo_home, *asked, "quý II/2023", "--since", str(earlier)).stdout.partition("Phụ lục.")[2]
    (workers,) = re.findall(r"Các KCN hiện có ([\d.]+ lao động)", was.replace("*", ""))
    (attracted,) = re.findall(r"thu hút quý I/2023 vào các KCN đạt ([\d,]+ triệu USD)", was)
    assert f"Lao động (KCN) | {workers} (31/3/2023) | " in annex
    assert f"Vốn thu hút trong kỳ (KCN) | {attracted} (1/1/2023 – 31/3/2023) | " in annex
    assert "/2022" not in annex.partition("THỦ TRƯỞNG")[0]
    whole = ("brief", "--place", "Bắc Giang", "--template", "situation", "--on", "22/8/2023")
    other = run(demo_home, *whole, "--since", str(earlier)).stdout.partition("Phụ lục.")[2].partition("THỦ TRƯỞNG")[0]
    assert "Lao động (KCN) | " in other
    assert all(
        " – 31/7/2023" in line for line in other.splitlines() if "(1/1/2023 – 31/3/2023)" in line and "sản xuất" in line
    )


@pytest.mark.long
def test_a_zone_says_where_it_is(demo_home: Path) -> None:
    asked = ("brief", "--on", "22/8/2023", "--known-at", "22/8/2023")
    alone = run(demo_home, *asked, "--zone", "KCN Quang Châu")
    assert alone.stdout == run(demo_home, *asked, "--zone", "KCN Quang Châu", "--place", "Bắc Giang").stdout
    assert "KCN Quang Châu, tỉnh Bắc Giang" in alone.stdout
    unknown = run(demo_home, *asked, "--zone", "KCN Quang Chau B")
    assert unknown.returncode == 2
    assert "Không có khu, cụm «KCN Quang Chau B» ở Việt Nam. Gần nhất: KCN Quang Châu" in unknown.stderr
    neither = run(demo_home, *asked)
    assert (neither.returncode, "thiếu --place" in neither.stderr) == (2, True)


def test_an_annex_tells_what_changed_since_an_earlier_report(demo_home: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "may.docx"
    asked = ("brief", "--place", "Bắc Giang", "--template", "leader")
    assert run(demo_home, *asked, "--on", "31/5/2023", "-o", str(earlier)).returncode == 0
    done = run(demo_home, *asked, "--on", "30/6/2023", "--since", str(earlier))
    annex = done.stdout.partition("Phụ lục. Thay đổi so với bản ngày 31/5/2023")[2]
    assert re.search(
        r"Vốn thu hút trong kỳ \(KCN\) \| .* USD \(1/1/2023 – 31/5/2023\) \| 1,16 tỷ USD \(1/1/2023 – 30/6/2023\)",
        annex,
    )
    assert "KCN đã thành lập" not in annex.partition("THỦ TRƯỞNG")[0]
    same = run(demo_home, *asked, "--on", "31/5/2023", "--since", str(earlier))
    assert "Không có số liệu nào thay đổi." in same.stdout
