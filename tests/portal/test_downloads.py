"""Every table as a file: what the page shows, opened again by other libraries."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pyarrow.parquet as pq
import pytest
import python_calamine
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing.tables import FileFormat, Table, decimal_of, write
from parkledger.language import Lang, plain_number
from parkledger.portal.shared.downloads import read_table, table_downloads
from parkledger.records.dates import Dates
from parkledger.web.paging import part_of

PAGE = """<h1>Khu công nghiệp</h1><table id="zones"><caption>Diện tích</caption>
<thead><tr><th rowspan="1">Tên</th><th colspan="2">Đất</th><th>Ngày</th></tr></thead>
<tbody><tr><th>KCN Quang Châu</th><td data-value="516.1">516,1<span class="demo">*</span></td><td data-value="">—</td>
<td><time datetime="2006-01-05">5/1/2006</time></td></tr>
<tr><th>=1+1</th><td data-value="100">100</td><td data-value="3">3</td><td>—</td></tr></tbody></table>"""


def table_of(html: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    headings, rows = read_table(LexborHTMLParser(html).css("table")[0])
    return headings, list(rows)


def test_a_table_is_read_with_its_types() -> None:
    headings, rows = table_of(PAGE)
    assert headings == ("Tên", "Đất", "Đất", "Ngày")
    assert rows[0] == ("KCN Quang Châu", Decimal("516.1"), None, date(2006, 1, 5))
    assert rows[1][:3] == ("=1+1", 100, 3)


def test_units_go_into_the_heading_or_a_column_of_their_own() -> None:
    one = '<table><thead><tr><th>A</th></tr></thead><tr><td><a data-value="1" data-unit="ha">1</a></td></tr></table>'
    assert table_of(one)[0] == ("A [ha]",)
    two = one.replace("</tr></table>", '</tr><tr><td><a data-value="2" data-unit="USD">2</a></td></tr></table>')
    headings, rows = table_of(two)
    assert len(headings) == 2
    assert rows == [(1, "ha"), (2, "USD")]


TABLE = Table(
    "Bảng: một/hai", ("Tên", "Số", "Lẻ", "Ngày"),
    [("=1+1", 12345678901234567, Decimal("0.1"), date(2023, 8, 22)), ("-x", None, Decimal("2.50"), None)],
    (("Nguồn", "http://localhost/"),),
)  # fmt: skip


def test_csv_keeps_digits_and_defuses_formulas() -> None:
    rows = list(csv.reader(io.StringIO(write(TABLE, FileFormat.CSV).decode("utf-8-sig"))))
    assert rows == [
        ["Tên", "Số", "Lẻ", "Ngày"],
        ["'=1+1", "12345678901234567", "0.1", "2023-08-22"],
        ["'-x", "", "2.50", ""],
    ]


def test_xlsx_is_opened_by_another_library_and_holds_no_formula() -> None:
    book = python_calamine.load_workbook(io.BytesIO(write(TABLE, FileFormat.XLSX)))
    assert book.sheet_names == ["Bảng- một-hai", "Ghi chú"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][0] == "=1+1"
    assert rows[1][3] == date(2023, 8, 22)
    assert book.get_sheet_by_index(1).to_python() == [["Nguồn", "http://localhost/"]]


def test_parquet_is_typed_and_exact() -> None:
    found = pq.read_table(io.BytesIO(write(TABLE, FileFormat.PARQUET)))
    assert found.column("Số").to_pylist() == [12345678901234567, None]
    assert found.column("Lẻ").to_pylist() == [Decimal("0.1"), Decimal("2.5")]
    assert found.schema.metadata["Nguồn".encode()] == b"http://localhost/"


def test_json_writes_decimals_as_text_so_that_nobody_rounds_them() -> None:
    assert json.loads(write(TABLE, FileFormat.JSON))["rows"][0] == {
        "Tên": "=1+1", "Số": 12345678901234567, "Lẻ": "0.1", "Ngày": "2023-08-22",
    }  # fmt: skip


def test_thirds_are_rounded_half_up_and_whole_numbers_stay_whole() -> None:
    assert (decimal_of(Fraction(2, 3)), decimal_of(Fraction(-2, 3))) == (
        Decimal("0.6666666667"),
        Decimal("-0.6666666667"),
    )
    assert plain_number(Fraction(10**40 + 1, 4)) == f"{(10**40 + 1) // 4}.25"
    assert (plain_number(Fraction(10**20)), plain_number(Fraction(1, 4)), plain_number(None)) == (
        str(10**20),
        "0.25",
        "",
    )


def request_for(query: str):
    request = RequestFactory().get(f"/khu-cum/?{query}")
    request.dates, request.lang = Dates(date(2023, 8, 22)), Lang.VI  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("form", "kind"), [("csv", "text/csv"), ("xlsx", "spreadsheetml"), ("parquet", "parquet"), ("json", "json")]
)
def test_a_pages_table_is_answered_as_a_file(form: str, kind: str) -> None:
    answer = table_downloads(lambda _: HttpResponse(PAGE))(request_for(f"table=zones&format={form}"))
    assert kind in answer["Content-Type"]
    assert f"2023-08-22.{form}" in answer["Content-Disposition"]


def test_a_list_is_whole_in_a_download_and_in_pages_of_fifty_elsewhere() -> None:
    items = list(range(120))
    request = request_for("page=3&kind=park")
    assert part_of(request, items).items == list(range(100, 120))
    assert (part_of(request, items).before, part_of(request, items).after) == ("?kind=park&page=2", "")
    request.whole = True
    assert part_of(request, items).items == items
    assert part_of(request, items, downloaded=False).items == list(range(100, 120)), "not the table that is downloaded"
    assert [part_of(request_for(f"page={odd}"), items).number for odd in ("0", "-1", "x", "99", "²")] == [3, 3, 1, 3, 1]


def test_an_unknown_table_or_format_is_refused_in_words(client) -> None:
    for query, said in (("table=khong-co&format=csv", "khong-co"), ("table=x&format=doc", "doc")):
        answer = client.get(f"/?{query}")
        assert answer.status_code == 400
        assert said in answer.content.decode()


def test_the_links_keep_the_filter_and_leave_the_page(client) -> None:
    request = request_for("kind=park&page=2")
    made = Template('{% downloads "zones" %}').render(Context({"request": request, "lang": Lang.EN}))
    assert "?kind=park&amp;table=zones&amp;format=csv" in made
