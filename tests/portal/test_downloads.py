"""A table of a page as a file: which are there, whole lists, links; what the files hold is tested in test_tables."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import SafeString

from parkledger.language import Lang
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Column, ColumnType, Row, Table
from parkledger.web.paging import part_of
from parkledger.web.tables import TableNotThere, table_html, table_page, tables_in


def request_for(query: str) -> HttpRequest:
    request = RequestFactory().get(f"/khu-cum/?{query}")
    request.dates, request.lang = Dates(date(2023, 8, 22)), Lang.VI  # type: ignore[attr-defined]
    return request


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


NAMES = Table("names", "Tên", (Column("name", "Tên"),), [Row({"name": "KCN Quang Châu"})], Lang.VI)


def test_a_table_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    others = {"a": [NAMES], "b": {"c": (Table("zones", "Khu", NAMES.columns, [], Lang.VI),)}, "d": "zones"}
    assert [each.name for each in tables_in(others.values())] == ["names", "zones"]
    with pytest.raises(TableNotThere, match=r"«khong-co».*names, zones"):
        table_page(request_for("table=khong-co&format=csv"), "shared/failed.html", others)
    found = table_page(request_for("table=names&format=csv"), "shared/failed.html", others)
    assert found.content.decode("utf-8-sig").splitlines() == ["Tên", "KCN Quang Châu"]


def test_the_links_keep_the_filter_and_leave_the_page() -> None:
    request = request_for("kind=park&page=2")
    made = Template("{% downloads table %}").render(Context({"request": request, "lang": Lang.EN, "table": NAMES}))
    assert "?kind=park&amp;table=names&amp;format=csv" in made
    assert "page=2" not in made


def test_a_row_is_headed_by_the_first_column_that_says_something_and_a_state_bears_its_badge() -> None:
    columns = (
        Column("choose", "Chọn", ColumnType.CONTROLS),
        Column("name", "Tên"),
        Column("state", "Tình trạng"),
        Column("event", "Sự kiện"),
    )
    state = Cell("nộp muộn", text="nộp muộn 3 ngày", badge="due-state late")
    row = Row(
        {
            "choose": Cell(controls=SafeString("<input>")),
            "name": "KCN",
            "state": state,
            "event": replace(state, address="/a"),
        }
    )
    made = table_html(Table("t", "T", columns, [row], Lang.VI), request_for(""))
    assert '<tr><td><input></td><th scope="row">KCN</th>' in made
    assert '<td><span class="due-state late">nộp muộn 3 ngày</span></td>' in made
    assert '<td><a class="due-state late" href="/a">nộp muộn 3 ngày</a></td>' in made
    assert [column.values for column in Table("t", "T", columns, [row], Lang.VI).content().columns][1] == ["nộp muộn"]
