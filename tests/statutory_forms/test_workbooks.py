"""The workbooks of forms: marked, linked, recalculated by another program; the check sheet; read back into an empty book."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.checks import Check, Side
from parkledger.briefing.forms.model import BN_VND, CellState
from parkledger.catalogue import Verified
from parkledger.language import Lang, Text
from tests import prepared_process
from tests.conftest import skip_unless_required
from tests.run_fixtures import command
from tests.statutory_forms.conftest import PLACE, QUARTER, REGISTER_CODES, Filling, opened, recorded, written

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HATCHED = "lightUp"
A4, A3 = 9, 8
AGREES, DIFFERS = "khớp", "LỆCH"
DISTRICT = "viet-nam.bac-giang.viet-yen"


def text_of(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


def recalculated(data: bytes, folder: Path) -> Any:
    """The workbook as LibreOffice computes and writes it."""
    if OFFICE is None:
        skip_unless_required("LIBREOFFICE", "LibreOffice is not on this machine: apt-get install libreoffice-calc")
    source = folder / "form.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    order = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        folder / "out",
        source,
    ]
    subprocess.run([str(each) for each in order], check=True, capture_output=True, timeout=180)
    return load_workbook(folder / "out" / "form.xlsx", data_only=True)


def test_every_formula_comes_to_the_figure_of_the_books(fill: Filling, tmp_path: Path) -> None:
    filled = fill("2101", "2102", "2103", "2104", "2105", "2106", "2107", "2114", "2115", "2116", "04")
    book = recalculated(written(filled), tmp_path)
    made = opened(written(filled))
    compared = 0
    for _, form in filled.forms:
        sheet, formulas = book[form.form.code], made[form.form.code]
        expected = [
            found.amount for row in form.rows for column in form.columns
            if (found := row.cells.get(column.key)) and found.formula
        ]  # fmt: skip
        places = [
            cell.coordinate for row in formulas.iter_rows() for cell in row
            if isinstance(cell.value, str) and cell.value.startswith("=")
        ]  # fmt: skip
        assert len(places) == len(expected)
        for place, value in zip(places, expected, strict=True):
            assert sheet[place].value == pytest.approx(float(value or 0), rel=1e-12), f"{form.name} {place}"
            compared += 1
    assert compared > 50
    results = [row[5].value for row in book["Kiểm tra"].iter_rows()]
    assert results.count(AGREES) > 10
    assert DIFFERS not in results


def test_the_check_sheet_shows_where_forms_do_not_agree(fill: Filling, tmp_path: Path) -> None:
    """Shares bought that raise capital are no part of form 2101: the capital in force no longer follows from it."""
    recorded(
        "bg-parks", "shares_bought", project="MH-BG-0031", value="9 triệu USD", raises_capital=True, effective_on="2023-05-05"
    )  # fmt: skip
    filled = fill("2101", "2104")
    apart = [check.name.vi for check in filled.checks if check.agrees is False]
    (name,) = apart
    assert "vốn FDI" in name
    sheet = recalculated(written(filled), tmp_path)["Kiểm tra"]
    (row,) = [row for row in sheet.iter_rows() if row[5].value == DIFFERS]
    assert row[0].value == name
    assert row[4].value == pytest.approx(-9)


@pytest.mark.parametrize("place", [PLACE, "viet-nam"])
def test_what_reports_do_not_tell_apart_is_no_mistake_of_the_form(fill: Filling, tmp_path: Path, place: str) -> None:
    """Revenue of both origins together stands in part III of form 2101 alone: less in the parts I and II is told as that."""
    for origin, revenue in (("fdi", "7 tỷ đồng"), ("ddi", "4 tỷ đồng")):
        recorded(
            "bg-parks", "period_report", period_start="2023-04-01", period_end="2023-06-30", zone="kcn-yen-lu", origin=origin,
            values={"output.revenue": revenue},
        )  # fmt: skip
    filled = fill("2101", place=place)
    (check,) = [each for each in filled.checks if each.name.vi == "2101 mục III = FDI + DDI quy đổi: Doanh thu"]
    assert check.right.value == 11
    assert check.left.value is not None
    assert check.left.value > 11
    assert check.agrees is None
    sheet = recalculated(written(filled), tmp_path)["Kiểm tra"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == check.name.vi]
    assert (row[4].value, row[5].value) == (pytest.approx(float(check.left.value - 11)), "không tách FDI, DDI")
    assert "không phải sai lệch" in row[6].value
    assert DIFFERS not in [row[5].value for row in sheet.iter_rows()]


def test_more_than_the_whole_is_a_mistake_whatever_the_reports_tell_apart() -> None:
    check = Check(Text("tổng", "whole"), Side(Fraction(5)), Side(Fraction(6)), BN_VND, shortfall=Text("thiếu", "short"))
    assert check.agrees is False
    assert replace(check, left=Side(Fraction(6))).agrees is True
    assert replace(check, left=Side(Fraction(7))).agrees is None
    assert replace(check, left=Side(Fraction(7)), shortfall=None).agrees is False


def test_the_check_sheet_names_what_is_missing_and_from_whom(fill: Filling) -> None:
    filled = fill("2104")
    (gap,) = [
        gap for gap in filled.gaps if gap.what.vi.endswith("(FDI): Doanh thu*") and gap.state is CellState.UNRECORDED
    ]
    assert gap.who.vi.startswith("9/9: KCN Đình Trám, ")
    assert "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in gap.who.vi
    assert "chưa ghi nhận; không phải là 0" in text_of(opened(written(filled))["Kiểm tra"])


def test_the_check_sheet_tells_what_the_books_do_not_speak_of(fill: Filling) -> None:
    late = fill("2104", **{"from": "1/10/2025", "until": "31/3/2026"})
    limited = [gap for gap in late.gaps if gap.state is CellState.NUMBER]
    assert any("số liệu đến ngày" in gap.why.vi for gap in limited)
    nobody = fill("2103", place="viet-nam.ha-noi")
    assert any(
        gap.why.vi == "chưa có sổ nào của địa bàn này" and gap.who.vi == "thành phố Hà Nội" for gap in nobody.gaps
    )
    ((_, form),) = nobody.forms
    assert all(cell.amount is None for row in form.rows for cell in row.cells.values())


def test_a_sheet_says_what_it_is_and_how_well_its_layout_is_known(fill: Filling) -> None:
    made = opened(written(fill("2105", "2103", "04")))
    for code, layout, paper in (
        ("2105", "chưa đọc bản gốc", A4),
        ("2103", Verified.SECONDARY.label.vi, A3),
        ("04", Verified.READ.label.vi, A4),
    ):
        sheet = made[code]
        said = text_of(sheet)
        for words in (
            "Biểu số: ", "Đơn vị báo cáo: ", "Đơn vị nhận báo cáo: ", "kỳ báo cáo: quý II/2023 (1/4/2023 – 30/6/2023)", layout,
            "Ngày chốt số liệu: 30/6/2023", "NGƯỜI LẬP BIỂU", "NGƯỜI KIỂM TRA", "CÓ DỮ LIỆU MINH HỌA",
        ):  # fmt: skip
            assert words in said, (code, words)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", paper)
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    assert "Bố cục theo hiểu biết" in text_of(made["2105"])


def test_cells_are_numbers_marked_with_the_query_behind_them(fill: Filling) -> None:
    sheet: Any = opened(written(fill("2103")))["2103"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "KCN Quang Châu")
    area = next(cell for cell in row if cell.value == 516)
    assert area.number_format == "#,##0.00"
    assert "Diện tích tự nhiên của khu, cụm đã thành lập = 516,00 ha" in area.comment.text
    assert "KCN Quang Châu" in area.comment.text
    assert "30/6/2023" in area.comment.text
    assert "Số liệu theo dữ liệu ghi nhận đến" in area.comment.text
    leased = next(row for row in sheet.iter_rows() if row[1].value == "KCN Yên Lư")
    empty = [cell for cell in leased if cell.value in {None, "…"} and cell.fill.fill_type == HATCHED]
    assert any(
        "chưa có số liệu" in cell.comment.text and "im lặng không phải là 0" in cell.comment.text for cell in empty
    )
    assert any("sổ không ghi KCN nằm trong" in cell.comment.text for cell in empty)


def test_comments_name_what_they_speak_of_and_give_no_code(fill: Filling) -> None:
    """Whoever reads a form knows "capital increases", not `capital.added`."""
    asked = [code for code, form in FORMS.items() if form.is_filled and not form.a_project_each]
    for language in Lang:
        told = [
            cell.comment.text
            for sheet in opened(written(fill(*asked), language)).worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        ]
        assert len(told) > 100
        assert [text for text in told if REGISTER_CODES.search(text)] == []


def test_demonstration_data_are_marked_in_the_cells_that_have_them(fill: Filling) -> None:
    filled = fill("2103")
    sheet = opened(written(filled))["2103"]
    rows = {row[1].value: row for row in sheet.iter_rows() if isinstance(row[1].value, str)}
    ((_, form),) = filled.forms
    marked = plain = 0
    for each in form.rows[:-1]:
        for index, column in enumerate(form.columns):
            found = each.cells[column.key]
            if found.amount is None:
                continue
            yellow = rows[each.cells["name"].said[0].vi][index].fill.fgColor.rgb.endswith("FFF2CC")
            assert yellow == found.demo
            marked, plain = marked + yellow, plain + (not yellow)
    assert marked
    assert plain


def test_a_number_leads_to_the_page_of_its_figure(fill: Filling, client: Client) -> None:
    sheet: Any = opened(written(fill("2101")))["2101"]
    linked = [
        cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and isinstance(cell.value, int | float)
    ]
    cell = next(cell for cell in linked if cell.value == pytest.approx(486.25))
    page = client.get(cell.hyperlink.target.removeprefix("http://testserver"))
    assert page.status_code == 200
    assert 'data-value="486250000"' in page.content.decode()


def test_every_number_that_is_no_total_leads_somewhere(fill: Filling, client: Client) -> None:
    """Figures to their pages, sums over projects to the project, the country's projects or the zone."""
    with override("en"):  # whoever asks, the links of a Vietnamese workbook lead to Vietnamese pages
        made = opened(written(fill("2103", "2104", "2114", "2115", "2116", "04")))
    seen: set[str] = set()
    for sheet in made.worksheets[:-1]:
        for row in sheet.iter_rows():
            for cell in row:
                found: Any = cell
                if isinstance(found.value, int | float):
                    assert found.comment, f"{sheet.title} {found.coordinate}"
                    if found.hyperlink:
                        seen.add(found.hyperlink.target)
                    else:
                        assert sheet.title == "04", f"{sheet.title} {found.coordinate}"
    paths = {target.partition("?")[0].split("/")[3] for target in seen}
    assert paths >= {"so-lieu", "du-an", "khu-cum"}
    for start in ("http://testserver/du-an/bg-", "http://testserver/du-an/?", "http://testserver/khu-cum/?"):
        target = next(each for each in sorted(seen) if each.startswith(start))
        assert client.get(target.removeprefix("http://testserver")).status_code == 200


def test_names_are_never_formulas(fill: Filling) -> None:
    recorded("bg-parks", "zone_renamed", zone="kcn-quang-chau", name='=HYPERLINK("x")', effective_on="2023-05-05")
    sheet = opened(written(fill("2103")))["2103"]
    (named,) = [
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and "HYPERLINK" in cell.value
    ]
    assert named.data_type == "s"


def test_who_signs_has_room_and_long_notes_their_lines(fill: Filling) -> None:
    sheet: Any = opened(written(fill("04", half="1/2024")))["04"]
    signing = {"NGƯỜI LẬP BIỂU", "NGƯỜI KIỂM TRA", "GIÁM ĐỐC SỞ CÔNG THƯƠNG"}
    first = {each.value: each for row in sheet.iter_rows() for each in row if each.value in signing}
    assert set(first) == signing
    for cell in first.values():
        span = next((each for each in sheet.merged_cells.ranges if cell.coordinate in each), None)
        columns = range(span.min_col, span.max_col + 1) if span else [cell.column]
        letters = [get_column_letter(column) for column in columns]
        assert sum(sheet.column_dimensions[letter].width for letter in letters) >= 30, cell.value
    long = [row for row in sheet.iter_rows() if len(str(row[4].value or "")) > 100]
    assert long
    assert all(sheet.row_dimensions[row[0].row].height >= 30 for row in long)


def test_the_english_workbook(fill: Filling) -> None:
    said = text_of(opened(written(fill("2103"), Lang.EN))["2103"])
    assert "INFRASTRUCTURE PROJECTS OF PARKS" in said
    assert "Reporting unit" in said
    assert "DEMONSTRATION DATA" in said


@pytest.mark.parametrize("lang", list(Lang))
def test_no_cell_holds_how_a_text_is_written_in_code(fill: Filling, lang: Lang) -> None:
    """In no form, of a province or of one of its districts."""
    of_district = fill("03", place=DISTRICT, half="1/2024")
    sheets = [*opened(written(fill("all"), lang)), *opened(written(of_district, lang))]
    held = [(cell.value, cell.comment.text if cell.comment else "") for each in sheets for row in each for cell in row]
    assert len(held) > 1000
    assert [told for told in held if "Text(" in f"{told[0]}{told[1]}"] == []
    (name,) = (form.reporters[0].of(lang) for _, form in of_district.forms)
    assert name == {Lang.VI: "Ủy ban nhân dân thị xã Việt Yên", Lang.EN: "Viet Yen town People's Committee"}[lang]


def test_the_command_counts_what_was_compared_alone(books: Path, tmp_path: Path) -> None:
    """Not what is set beside the period before, nor a check of which a side is not on record."""
    file = tmp_path / "x.xlsx"
    order = ("form", "2101", "--place", "Bắc Giang", "--quarter", "2/2023", "-o", str(file))
    told = prepared_process.run(order, {**os.environ, "PARKLEDGER_HOME": str(books)}).stdout
    said = re.search(r"(\d+) dòng đối chiếu: (\d+) khớp, 0 lệch, (\d+) chưa đủ số để đối chiếu", " ".join(told.split()))
    assert said, told
    sheet = load_workbook(file)["Kiểm tra"]
    results = [str(row[5].value) for row in sheet.iter_rows() if row[5].value is not None]
    agreeing, lacking = (sum(1 for each in results if word in each) for word in (AGREES, "chưa đủ số"))
    assert tuple(map(int, said.groups())) == (agreeing + lacking, agreeing, lacking)


@pytest.mark.long
def test_a_filled_2103_is_read_into_an_empty_book_and_gives_the_same_figures(books: Path, tmp_path: Path) -> None:
    """Land and completion come back; capital, waste water, land handed over and documents do not."""
    empty, first, second = tmp_path / "empty", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    order = ("form", "2103", "--place", "Bắc Giang", "--quarter", "2/2023", "-o")
    command(books, *order, str(first))
    command(empty, "book", "add", "moi", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    command(empty, "import", str(first), "--book", "moi")
    command(empty, *order, str(second))

    def rows(path: Path) -> dict[str, list[object]]:
        sheet: Any = load_workbook(path)["2103"]
        found = {row[1].value: row for row in sheet.iter_rows() if str(row[1].value).startswith("KCN ")}
        return {name: [row[index].value for index in (6, 7, 11, 12, 13, 15)] for name, row in found.items()}

    assert rows(second) == rows(first)
    assert len(rows(first)) == 10
    assert rows(first)["KCN Quang Châu"][2:] == [516, 327, 322, 98]


@pytest.mark.long
def test_the_command_writes_and_tells(books: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "parkledger", *arguments], capture_output=True, text=True, check=False
        )

    listed = json.loads(run("forms", "--json").stdout)
    assert all(each["filled"] for each in listed)
    file = tmp_path / "x.xlsx"
    told = run("form", "2103", "2104", "--place", "Bắc Giang", "--quarter", "2/2023", "-o", str(file), "--json")
    assert told.returncode == 0, told.stderr
    assert load_workbook(file).sheetnames == ["2103", "2104", "Kiểm tra"]
    found = json.loads(told.stdout)
    assert all(check["agrees"] is not False for check in found["checks"])
    total = next(row for row in found["forms"][0]["rows"] if row["key"] == "total")
    assert Fraction(total["cells"]["area"]["exact"]) == Fraction("1967.11")
    wrong = run("form", "B.4", "--year", "2023", "-o", str(file))
    assert wrong.returncode == 2
    assert "Hãy chọn địa bàn" in wrong.stderr


def test_the_portal_offers_and_gives_the_workbooks(client: Client, fill: Filling) -> None:
    page = client.get("/bieu-mau/?on=2023-08-22&known=2023-08-22").content.decode()
    assert 'value="2/2023"' in page
    assert "chỉ biết tên biểu" in page
    answer = client.get("/bieu-mau/lap.xlsx?form=all&place=viet-nam.bac-giang&unit=quarter&period=2/2023")
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(opened(answer.content).sheetnames) == 14
    assert client.get("/bieu-mau/lap.xlsx?form=B.4&place=viet-nam.bac-giang&year=2023&project=X").status_code == 400
    park = client.get("/bieu-mau/lap.xlsx?form=02&zone=bg-parks/kcn-quang-chau&place=viet-nam.bac-giang&year=2023")
    assert park.status_code == 400
    assert "cụm công nghiệp" in park.content.decode()
    assert client.get("/bieu-mau/lap.xlsx?form=9&place=viet-nam.bac-giang&year=2023").status_code == 404


def test_the_portal_makes_a_form_of_any_days(client: Client, fill: Filling) -> None:
    """As the note of a line tells where reports are of other days than those of the form's own period."""
    page = client.get("/bieu-mau/?on=2023-08-22").content.decode()
    assert "Từ ngày – đến ngày" in page
    asked = {"form": "04", "place": "viet-nam.bac-giang", "unit": "days"}
    for period in ("1/1/2023 – 30/6/2023", "1/1/2023-30/6/2023"):
        answer = client.get("/bieu-mau/lap.xlsx", {**asked, "period": period})
        assert answer.status_code == 200
        assert "1/1/2023 – 30/6/2023" in text_of(opened(answer.content)["04"])
    assert client.get("/bieu-mau/lap.xlsx", {**asked, "period": "2/2023"}).status_code == 400


def test_the_api_gives_the_same_numbers(client: Client, fill: Filling) -> None:
    assert len(client.get("/api/v1/forms").json()["forms"]) == 26
    query = "place=viet-nam.bac-giang&quarter=2/2023"
    found = client.get(f"/api/v1/forms/2103?{query}").json()
    (form,) = found["forms"]
    total = next(row for row in form["rows"] if row["key"] == "total")
    ((_, own),) = fill("2103", **QUARTER).forms
    assert {key: cell["exact"] for key, cell in total["cells"].items() if cell.get("exact")} == {
        key: str(cell.amount) for key, cell in own.rows[-1].cells.items() if cell.amount is not None
    }
    book = client.get(f"/api/v1/forms/2103/workbook?{query}")
    assert opened(book.content).sheetnames == ["2103", "Kiểm tra"]
    assert client.get("/api/v1/forms/2103?place=viet-nam.bac-giang").status_code == 422
