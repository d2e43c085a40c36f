"""Every table of every page as a file: `table=<its id>&format=csv` in the page's own address.

The file is made from the page itself, so that it holds just what the page shows, for the same two dates. A cell's
`data-value` is its number in the unit shown; cells that only look like numbers stay text. Pages of a long list are
shown whole for a download (see `paging`).
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.language import ParkError
from parkledger.tables import ColumnType, TableContent
from parkledger.tables.files import FileFormat, format_named
from parkledger.tables.model import FileColumn
from parkledger.tables.model import Plain as Value
from parkledger.web.middleware import API_ROOT, refused
from parkledger.web.table_links import offer_tables
from parkledger.web.tables import TableNotThere, notes, table_download

TABLE, FORMAT = "table", "format"


def table_downloads(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a page asked for with `table` and `format` is answered with that table's file."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(API_ROOT):
            return get_response(request)
        if TABLE not in request.GET or FORMAT not in request.GET or request.method != "GET":
            page = get_response(request)
            return offer_tables(request, page) if isinstance(page, HttpResponse) else page
        try:
            request.whole = True  # type: ignore[attr-defined]
            page = get_response(request)
            if page.status_code != 200 or not isinstance(page, HttpResponse) or "Content-Disposition" in page:
                return page
            return _file(request, offer_tables(request, page), request.GET[TABLE], format_named(request.GET[FORMAT]))
        except ParkError as problem:
            return refused(request, problem)

    return answer


def _file(request: HttpRequest, page: HttpResponse, wanted: str, form: FileFormat) -> HttpResponse:
    tree = LexborHTMLParser(page.content.decode())
    tables = {table.attributes.get("id") or "": table for table in tree.css("table[id]")}
    if wanted not in tables:
        raise TableNotThere(table=wanted, tables=sorted(tables) or ["—"])
    found = tables[wanted]
    heading = tree.css_first("h1")
    caption = found.css_first("caption") or heading
    headings, rows = read_table(found)
    demo = found.css_first(".demo") is not None
    title = " ".join(part.text(strip=True) for part in (heading, caption) if part is not None)
    columns = []
    for index, name in enumerate(headings):
        values = [row[index] for row in rows]
        columns.append(FileColumn(str(index), name, _type(values), values))
    return table_download(request, TableContent(title, columns, notes(request, demo=demo)), form)


def _type(values: list[Value]) -> ColumnType:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | Decimal) for value in known):
        return ColumnType.INTEGER if all(isinstance(value, int) for value in known) else ColumnType.PERCENT
    if known and all(isinstance(value, date) for value in known):
        return ColumnType.DATE
    for index, value in enumerate(values):
        values[index] = None if value is None else str(value)
    return ColumnType.TEXT


def read_table(table: LexborNode) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """A table of a page as headings and typed rows; cells that span columns are repeated empty.

    Figures carry their unit: a column of one unit has it in its heading, a column of several is followed by their units.
    """
    head = [_cells(row) for row in table.css("thead tr")]
    lines = [line for row in table.css("tr")[len(head) :] if (line := _cells(row))]
    width = max((len(line) for line in (*head, *lines)), default=0)
    headings = [*_merged(head), *[""] * width][:width]
    columns: list[tuple[str, list[Value]]] = []
    for index in range(width):
        cells = [line[index] if index < len(line) else None for line in lines]
        units = [_unit(cell) for cell in cells]
        known = set(filter(None, units))
        unit = f" [{known.pop()}]" if len(known) == 1 else ""
        columns.append((headings[index] + unit, [_value(cell) for cell in cells]))
        if len(known) > 1:
            columns.append((f"{headings[index]} – {UNIT}", list(units)))
    rows = list(zip(*(values for _, values in columns), strict=True))
    return tuple(heading for heading, _ in columns), rows


UNIT = "đơn vị / unit"


def _unit(cell: LexborNode | None) -> str | None:
    """The unit of the figure in a cell."""
    inner = None if cell is None else cell.css_first("[data-unit]")
    return None if inner is None else inner.attributes.get("data-unit")


def _cells(row: LexborNode) -> list[LexborNode | None]:
    """A row's cells; a cell over several columns is followed by empty ones."""
    found: list[LexborNode | None] = []
    for cell in row.iter():
        if cell.tag in {"th", "td"}:
            found.append(cell)
            found += [None] * (int(cell.attributes.get("colspan") or 1) - 1)
    return found


def _merged(lines: list[list[LexborNode | None]]) -> list[str]:
    """Headings of several rows as one: group and column."""
    if not lines:
        return []
    width = max(len(line) for line in lines)
    columns: list[list[str]] = [[] for _ in range(width)]
    for line in lines:
        group = ""
        for index in range(len(line)):
            cell = line[index]
            group = _words(cell) if cell is not None else group
            if group:
                columns[index].append(group)
    return [" – ".join(dict.fromkeys(parts)) for parts in columns]


def _value(cell: LexborNode | None) -> Value:
    if cell is None:
        return None
    number = cell.attributes.get("data-value")
    if number is None:
        inner = cell.css_first("[data-value]")
        number = (
            inner.attributes.get("data-value") if inner is not None and len(cell.css("[data-value]")) == 1 else None
        )
    if number is not None:
        return _number(number)
    moment = cell.css_first("time[datetime]")
    if moment is not None and len(moment.attributes.get("datetime") or "") == len("2023-08-22"):
        return date.fromisoformat(moment.attributes["datetime"] or "")
    return _words(cell) or None


def _number(text: str) -> Value:
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return text
    return int(found) if found == found.to_integral_value() else found


def _words(cell: LexborNode) -> str:
    """A cell's words, without the mark of demonstration data, which the file's notes explain."""
    return " ".join(_pieces(cell)).strip()


def _pieces(cell: LexborNode) -> Iterable[str]:
    return " ".join(cell.text(separator=" ").split()).split(" ")
