"""Every table as a file: what the page shows, opened again by other libraries."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser

from parkledger.language import Lang
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
    request = request_for("page=3&kind=park&table=zones&format=csv")
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
