"""Every table of every page as a file: `table=<its id>&format=csv` in the page's own address.

The file is made from the page itself, so that it holds just what the page shows, for the same two dates. A cell's
`data-value` is its number in the unit shown; cells that only look like numbers stay text. Pages of a long list are
shown whole for a download (see `paging`).
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.briefing.tables import FileFormat, Table, Value, format_named, write
from parkledger.figures.current import moment_now
from parkledger.language import VIETNAM, Lang, ParkError, format_date, slug
from parkledger.records.dates import Dates
from parkledger.web.middleware import API_ROOT, refused
from parkledger.web.table_links import offer_tables

TABLE, FORMAT = "table", "format"


class TableNotThere(ParkError):
    """The page has no table of that name."""

    code = "table_not_there"
    vi = "Trang này không có bảng «{table}». Các bảng: {tables}."
    en = "This page has no table “{table}”. Its tables: {tables}."


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
            form = format_named(request.GET[FORMAT])
            request.whole = True  # type: ignore[attr-defined]
            page = get_response(request)
            if page.status_code != 200 or not isinstance(page, HttpResponse):
                return page
            return _file(request, offer_tables(request, page), request.GET[TABLE], form)
        except ParkError as problem:
            return refused(request, problem)

    return answer


def table_download(request: HttpRequest, table: Table, form: FileFormat) -> HttpResponse:
    """A table's file as an answer."""
    name = f"{slug(table.name) or 'bang'}-{request.dates.on.isoformat()}.{form.value}"  # type: ignore[attr-defined]
    answer = HttpResponse(write(table, form), content_type=form.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-cache"
    return answer


def notes(request: HttpRequest, *, demo: bool) -> tuple[tuple[str, str], ...]:
    """What a file says of itself: its two dates, where it is from, whether it holds demonstration data."""
    dates: Dates = request.dates  # type: ignore[attr-defined]
    lang: Lang = request.lang  # type: ignore[attr-defined]
    fixed = dates.fixed(moment_now())
    known = fixed.known_at.astimezone(VIETNAM) if fixed.known_at else None
    query = request.GET.copy()
    for name in (TABLE, FORMAT):
        query.pop(name, None)
    for key, value in fixed.given:
        query[key] = value
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    found = [
        (gettext("Số liệu ngày"), format_date(dates.on, lang)),
        (
            gettext("Như đã biết"),
            f"{format_date(known.date(), lang)} {known:%H:%M:%S}" if known else "",
        ),
        (gettext("Nguồn"), address),
    ]
    if demo:
        found.append((gettext("Lưu ý"), gettext("có dữ liệu minh họa (dấu *)")))
    return tuple(found)


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
    return table_download(request, Table(title, headings, rows, notes(request, demo=demo)), form)


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
