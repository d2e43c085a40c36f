"""Every table of every page: what the page shows is what each file holds, with its types, units and codes."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.language import Lang, unit_label
from parkledger.tables.files import FileFormat
from tests.portal.conftest import DAY

DATES = f"on={DAY}&known={DAY}"
PLACE = "viet-nam.bac-giang"
UNIT_HEADINGS = (" – đơn vị", " – tiền tệ", " – unit", " – currency")
NAMED_BY_CODE = ("/khu-cum/", "/du-an/", "/dia-ban/", "/chi-tieu/", "/doanh-nghiep/", "/so/", "/van-ban/", "/su-kien/")
"""Pages of things that have a code: a row that leads to one holds that code in its file."""


def table_of(client: Client, address: str, name: str, form: FileFormat) -> bytes:
    """A file of a table, as the page's own links ask for it."""
    answer = client.get(f"{address}{'&' if '?' in address else '?'}table={name}&format={form.value}")
    assert answer.status_code == 200, f"{address} {name} {form}: {answer.content[:300]!r}"
    assert answer["Content-Type"] == form.media_type
    return answer.content


def comparable(value: object, kind: pa.DataType) -> object:
    """A value as all formats can hold it, by the type that Parquet declares."""
    if value is None or value == "":
        return None
    if pa.types.is_boolean(kind):
        return {"true": True, "false": False}.get(str(value).lower())
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return Decimal(str(value)).quantize(Decimal("1e-6"))
    if pa.types.is_date(kind):
        return (
            value
            if isinstance(value, date) and not isinstance(value, datetime)
            else date.fromisoformat(str(value)[:10])
        )
    if pa.types.is_timestamp(kind):
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return (
            moment.replace(second=0, microsecond=0, tzinfo=None) if moment.tzinfo is None else minute_in_vietnam(moment)
        )
    text = str(value)
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def minute_in_vietnam(moment: datetime) -> datetime:
    return (moment.astimezone(UTC) + timedelta(hours=7)).replace(second=0, microsecond=0, tzinfo=None)


def from_vietnamese(text: str, kind: pa.DataType) -> str:
    """What a Vietnamese Excel reads, written as programs do."""
    if pa.types.is_decimal(kind):
        return text.replace(",", ".")
    if text and pa.types.is_date(kind):
        return "-".join(reversed(text.split("/")))
    if text and pa.types.is_timestamp(kind):
        day, time = text.split(" ")
        return f"{'-'.join(reversed(day.split('/')))}T{time}"
    return text


def rows_of(content: bytes, form: FileFormat, kinds: list[pa.DataType]) -> tuple[list[str], list[list[object]]]:
    """The headings and values of a file, read by another library than wrote it."""
    head: list[Any]
    found: list[list[Any]]
    if form in {FileFormat.CSV, FileFormat.CSV_VIETNAMESE}:
        assert content.startswith(b"\xef\xbb\xbf"), "the mark by which a spreadsheet knows UTF-8"
        vietnamese = form is FileFormat.CSV_VIETNAMESE
        head, *found = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if vietnamese else ",")
        if vietnamese:
            found = [[from_vietnamese(*pair) for pair in zip(row, kinds, strict=True)] for row in found]
    elif form is FileFormat.XLSX:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows: list[list[Any]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
        head, found = rows[0], rows[1:]
    else:
        held: list[dict[str, Any]] = json.loads(content)["rows"]
        head = list(held[0]) if held else []
        found = [list(row.values()) for row in held]
    return head, [[comparable(*pair) for pair in zip(row, kinds, strict=True)] for row in found]


def numbers(row: LexborNode) -> list[Decimal]:
    """The numbers of a row of the page, exact."""
    found = [each.attributes.get("data-value") for each in row.css("[data-value]")]
    return [Decimal(value).quantize(Decimal("1e-6")) for value in found if value]


def check_table(client: Client, address: str, table: LexborNode) -> None:
    """A table of a page equals its files, each of its numbers stands beside its unit, and codes beside names."""
    name = table.attributes["id"] or ""
    found = pq.read_table(io.BytesIO(table_of(client, address, name, FileFormat.PARQUET)))
    kinds = [field.type for field in found.schema]
    columns = [column.to_pylist() for column in found.columns]
    rows = [[comparable(*pair) for pair in zip(row, kinds, strict=True)] for row in zip(*columns, strict=True)]
    for form in (FileFormat.CSV, FileFormat.CSV_VIETNAMESE, FileFormat.XLSX, FileFormat.JSON):
        head, others = rows_of(table_of(client, address, name, form), form, kinds)
        assert head == found.column_names or not rows, (address, name, form)
        expected = rows if form in FOR_PROGRAMS else [said(row, found.column_names, address) for row in rows]
        assert others == expected, (address, name, form)
    check_units(found, f"{address} {name}")
    shown = [row for row in table.css("tbody tr, tfoot tr") if "section" not in (row.attributes.get("class") or "")]
    paged = len(rows) != len(shown)
    assert not paged or len(rows) > len(shown)
    for place, row in enumerate(shown if not paged else table.css("tbody tr")):
        check_row(row, rows[place], f"{address} {name}")


FOR_PROGRAMS = (FileFormat.CSV, FileFormat.JSON)


def said(row: list[object], names: list[str], address: str) -> list[object]:
    """A row as files for people have it: units in the words of the page's language."""
    lang = Lang.EN if address.startswith("/en/") else Lang.VI
    return [
        unit_label(value).of(lang)
        if isinstance(value, str) and re.search(r" – (đơn vị|unit)( \(\d+\))?$", name)
        else value
        for value, name in zip(row, names, strict=True)
    ]


def check_row(row: LexborNode, values: list[object], where: str) -> None:
    held = [value for value in values if isinstance(value, Decimal)]
    for number in numbers(row):
        assert number in held, f"{where}: the page shows {number}, the file has {held}"
        held.remove(number)
    words = " ".join(str(value) for value in values if isinstance(value, str))
    head = row.css_first("th[scope=row]")
    link = head.css_first("a") if head is not None else None
    if link is None:
        return
    path = unquote(urlsplit(link.attributes.get("href") or "").path).removeprefix("/en")
    if path.startswith(NAMED_BY_CODE):
        code = path.rstrip("/").rpartition("/")[2]
        assert code in words, f"{where}: the row leads to {path}, its file has no code {code}: {words}"


def check_units(found: pa.Table, where: str) -> None:
    """A number that is no count stands beside the column of its unit, or is a percentage that says so."""
    names = found.column_names
    for index, field in enumerate(found.schema):
        if not pa.types.is_decimal(field.type):
            continue
        beside = names[index + 1] if index + 1 < len(names) else ""
        has_unit = (
            beside.startswith(field.name.partition(" (2)")[0]) and beside.endswith(UNIT_HEADINGS)
        ) or "%" in field.name
        if not has_unit:
            assert re.search(r"\((2|3|4|5)\)$", beside), (
                f"{where}: the numbers of {field.name!r} have no unit beside them"
            )
        if has_unit and "%" not in field.name:
            values, units = found.column(index).to_pylist(), found.column(index + 1).to_pylist()
            assert all((value is None) or unit for value, unit in zip(values, units, strict=True)), (where, field.name)


def check_page(client: Client, address: str) -> int:
    """All tables of a page; how many it has."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    tables = LexborHTMLParser(answer.content.decode()).css("main table")
    names = [table.attributes.get("id") for table in tables]
    assert len(set(names)) == len(names), f"{address}: two tables have one name: {names}"
    for table in tables:
        if table.css_first("input[type=checkbox]") is None:
            check_table(client, address, table)
    return len(tables)


PAGES = {
    "zones": f"/khu-cum/?{DATES}",
    "projects": f"/du-an/?{DATES}",
    "enterprises": f"/doanh-nghiep/?{DATES}",
    "places": "/dia-ban/?on=2025-08-01",
    "home": f"/?{DATES}",
    "place": f"/dia-ban/{PLACE}/?{DATES}",
    "book": f"/so/bg-parks/?{DATES}",
    "map": f"/ban-do/?{DATES}",
    "map_provinces": f"/ban-do/tinh/?i=land.leased&{DATES}",
    "land": f"/tim-dat/?{DATES}",
    "land_of_a_sector": f"/tim-dat/?sector=26&{DATES}",
    "compare": f"/so-sanh/?with={PLACE}&with=viet-nam.bac-kan&{DATES}",
    "compare_zones": f"/so-sanh/?with=bg-parks/kcn-quang-chau&with=bg-parks/kcn-van-trung&{DATES}",
    "merger": f"/so-sanh/sap-nhap/?i=land.leased&i=occupancy:park&{DATES}",
    "targets": f"/chi-tieu-giao/?place={PLACE}&on=2025-11-30",
    "zone": f"/khu-cum/bg-parks/kcn-quang-chau/?{DATES}",
    "project": f"/du-an/bg-parks/MH-BG-0051/?{DATES}",
    "project_figure": f"/so-lieu/du-an/?project=bg-parks/MH-BG-0051&measure=capital.spent&{DATES}",
    "documents": f"/van-ban/?{DATES}",
    "event": "/su-kien/bg-parks/2/",
    "figure": f"/so-lieu/?indicator=land.leased&kind=park&place={PLACE}&{DATES}",
    "rate": f"/so-lieu/?indicator=occupancy&kind=park&place={PLACE}&{DATES}",
    "indicators": "/chi-tieu/",
    "indicator": f"/chi-tieu/occupancy/?{DATES}",
}


SLOW = ("home", "place", "rate")


@pytest.mark.parametrize("name", [pytest.param(one, marks=pytest.mark.long) if one in SLOW else one for one in PAGES])
@pytest.mark.parametrize("language", ["", pytest.param("/en", marks=pytest.mark.long)])
def test_what_a_page_shows_is_what_each_file_holds(client, name, language) -> None:
    assert check_page(client, language + PAGES[name]) > 0
