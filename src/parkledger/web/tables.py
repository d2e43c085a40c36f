"""Tables on pages and as downloads: a page's table is written as HTML here, and as a file where its address asks for one.

A view gives its tables to its template by `table_page`; the template shows each with `{% table %}`. The address of the
page with `table=<name>&format=csv` answers with the file of that table, whole where the page has a part of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.figures.supposing import MARK, supposed_mark
from parkledger.figures.wording import number
from parkledger.language import Lang, ParkError, format_date, format_moment, format_number, plain_number, slug
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Link, Row, Table, TableContent, Value, words
from parkledger.tables.files import FileFormat, format_named, write
from parkledger.web.files import file_answer
from parkledger.web.paging import FORMAT, PAGE, TABLE, is_download

SORT, ORDER = "sort", "order"
NOTHING = "—"


class TableNotThere(ParkError):
    """The page has no table of that name."""

    code = "table_not_there"
    vi = "Trang này không có bảng «{table}». Các bảng: {tables}."
    en = "This page has no table “{table}”. Its tables: {tables}."


def table_page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page with tables, or the file of one of them where the address asks for it."""
    if not is_download(request):
        return render(request, template, dict(context), status=status)
    form = format_named(request.GET[FORMAT])
    tables = {table.name: table for table in tables_in(context.values())}
    found = tables.get(request.GET[TABLE])
    if found is None:
        raise TableNotThere(table=request.GET[TABLE], tables=sorted(tables) or [NOTHING])
    content = replace(found.content(), notes=notes(request, demo=found.demo))
    return table_download(request, content, form)


def tables_in(values: Iterable[object]) -> Iterator[Table]:
    """The tables in the context of a page, those in lists and mappings among them."""
    for value in values:
        if isinstance(value, Table):
            yield value
        elif isinstance(value, Mapping):
            yield from tables_in(value.values())
        elif isinstance(value, list | tuple):
            yield from tables_in(value)


def table_download(request: HttpRequest, content: TableContent, form: FileFormat) -> HttpResponse:
    """A table's file as an answer."""
    name = f"{slug(content.title) or 'bang'}-{request.dates.on.isoformat()}.{form.extension}"  # type: ignore[attr-defined]
    answer = file_answer(write(content, form), form.media_type, name)
    answer["Cache-Control"] = "no-cache"
    return answer


def notes(request: HttpRequest, *, demo: bool) -> tuple[tuple[str, str], ...]:
    """What a file says of itself: its two dates, where it is from, whether it holds demonstration data."""
    dates: Dates = request.dates  # type: ignore[attr-defined]
    lang: Lang = request.lang  # type: ignore[attr-defined]
    fixed = dates.fixed(timezone.now())
    query = request.GET.copy()
    for name in (TABLE, FORMAT):
        query.pop(name, None)
    for key, value in fixed.given:
        query[key] = value
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    found = [
        (gettext("Số liệu ngày"), format_date(dates.on, lang)),
        (
            gettext("Theo dữ liệu ghi nhận đến"),
            format_moment(fixed.known_at, lang, seconds=True) if fixed.known_at else "",
        ),
        (gettext("Nguồn"), address),
    ]
    if demo:
        found.append((gettext("Lưu ý"), gettext("có dữ liệu minh họa (dấu *)")))
    return tuple(found)


def table_html(table: Table, request: HttpRequest) -> SafeString:
    """A table as HTML, in a box that scrolls where the window is narrower."""
    lang = table.lang
    css = f' class="{escape(table.css)}"' if table.css else ""
    hidden = ' class="hidden"' if table.caption_hidden else ""
    caption = f"<caption{hidden}>{escape(table.caption)}</caption>\n" if table.caption else ""
    foot = "".join(_total_html(table, row) for row in table.totals)
    return SafeString(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words(table.title, lang))}">\n'
        f'<table id="{escape(table.name)}"{css}>\n{caption}<thead>{_head_html(table, request)}</thead>\n'
        f"{''.join(_bodies_html(table))}{f'<tfoot>{foot}</tfoot>' if foot else ''}</table>\n</div>"
    )


def download_links(table: Table, request: HttpRequest) -> SafeString:
    """The links that download a table of the page at hand; none where it is made with what is supposed, of which there are no files."""
    if supposed_mark():
        return SafeString("")
    kept = _kept(request, {PAGE, TABLE, FORMAT})
    links = " · ".join(
        f'<a href="?{escape(urlencode([*kept, (TABLE, table.name), (FORMAT, form.value)]))}" download rel="nofollow">'
        f"{escape(form.label.of(table.lang))}</a>"
        for form in FileFormat
    )
    return SafeString(f'<p class="downloads">{gettext("Tải bảng")}: {links}</p>')


STACKED: Final = "stacked"
"""The style of a table whose rows a phone shows one cell under the other, each after its heading."""


def _kept(request: HttpRequest, without: set[str]) -> list[tuple[str, str]]:
    return [(key, value) for key, values in request.GET.lists() for value in values if key not in without]


def _head_html(table: Table, request: HttpRequest) -> str:
    """The headings: one row, or two where columns stand in groups."""
    shown = table.shown
    if not any(column.group for column in shown):
        return f"<tr>{''.join(_heading_html(table, column, request) for column in shown)}</tr>"
    first, second = "", ""
    for group, members in groupby(shown, key=lambda column: words(column.group, table.lang)):
        columns = list(members)
        if group:
            first += f'<th scope="colgroup" colspan="{len(columns)}">{escape(group)}</th>'
            second += "".join(_heading_html(table, column, request) for column in columns)
        else:
            first += "".join(_heading_html(table, column, request, ' rowspan="2"') for column in columns)
    return f"<tr>{first}</tr><tr>{second}</tr>"


def _heading_html(table: Table, column: Column, request: HttpRequest, more: str = "") -> str:
    text = escape(words(column.heading or column.name, table.lang))
    classes = f"{'number ' if column.type.is_number else ''}{column.css}".strip()
    css = f' class="{classes}"' if classes else ""
    drawn = "" if column.drawn else " data-not-drawn"
    if not column.sortable or table.sorting is None:
        return f'<th scope="col"{more}{css}{drawn}>{text}</th>'
    here, backwards = table.sorting.key == column.key, table.sorting.backwards
    from_the_largest = column.type.is_number or column.type is ColumnType.DATE
    descending = not backwards if here else from_the_largest
    query = [*_kept(request, {SORT, ORDER, PAGE}), (SORT, column.key), *([(ORDER, "desc")] if descending else [])]
    now = f' aria-sort="{"descending" if backwards else "ascending"}"' if here else ""
    mark = f' <span aria-hidden="true">{"▼" if backwards else "▲"}</span>' if here else ""
    link = f'<a class="sort" href="?{escape(urlencode(query))}" rel="nofollow">{text}{mark}</a>'
    return f'<th scope="col"{more}{css}{now}{drawn}>{link}</th>'


def _bodies_html(table: Table) -> Iterator[str]:
    """The rows; where a column makes sections, those of each section under its name."""
    section = next((column for column in table.columns if column.place is ColumnPlace.SECTION), None)
    under: dict[str, list[Column]] = {}
    for column in table.columns:
        if column.place is ColumnPlace.UNDER:
            under.setdefault(column.under, []).append(column)
    if section is None:
        yield f"<tbody>{''.join(_row_html(table, row, under) for row in table.rows)}</tbody>"
        return
    for name, rows in groupby(table.rows, key=lambda row: _words(row.cell(section.key), section, table.lang)):
        head = f'<tr class="section"><th scope="rowgroup" colspan="{len(table.shown)}">{escape(name)}</th></tr>'
        yield f"<tbody>{head}{''.join(_row_html(table, row, under) for row in rows)}</tbody>"


def _row_html(table: Table, row: Row, under: Mapping[str, list[Column]]) -> str:
    css = f' class="{row.css}"' if row.css else ""
    named = f' id="{escape(row.id)}"' if row.id else ""
    heads = next((column for column in table.shown if column.type is not ColumnType.CONTROLS), None)
    cells = [
        _cell_html(
            column,
            row.cell(column.key),
            table.lang,
            _small_html(under.get(column.key, ()), row, table.lang),
            column is heads,
            heading=_heading_beside(table, column),
        )
        for column in table.shown
    ]
    return f"<tr{named}{css}>{''.join(cells)}</tr>\n"


def _heading_beside(table: Table, column: Column) -> str:
    """The heading that a phone shows beside a cell; empty where the table is no stacked one."""
    return words(column.heading or column.name, table.lang) if STACKED in table.css.split() else ""


def _total_html(table: Table, row: Row) -> str:
    """A total: its name over all columns up to the first that it has something in."""
    shown = table.shown
    filled = [index for index, column in enumerate(shown) if index and column.key in row.cells]
    span = filled[0] if filled else len(shown)
    wide = f' colspan="{span}"' if span > 1 else ""
    first = f'<th scope="row"{wide}>{_inner_html(shown[0], row.cell(shown[0].key), table.lang)}</th>'
    rest = [
        _cell_html(
            column, row.cell(column.key), table.lang, "", False, total=True, heading=_heading_beside(table, column)
        )
        for column in shown[span:]
    ]
    return f'<tr class="{row.css or "total"}">{first}{"".join(rest)}</tr>\n'


def _cell_html(
    column: Column, cell: Cell, lang: Lang, small: str, heads: bool, *, total: bool = False, heading: str = ""
) -> str:
    """A cell with what stands in small print in it, and its heading where a phone shows it beside the cell."""
    classes = " ".join(filter(None, ("number" if column.type.is_number else "", column.css, cell.css)))
    attributes = ' scope="row"' if heads else ""
    attributes += f' class="{classes}"' if classes else ""
    attributes += _lang_attribute(cell.lang or column.lang, lang)
    value = cell.value
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        attributes += f' data-value="{plain_number(value)}"'
        unit = cell.unit or column.unit
        attributes += f' data-unit="{escape(unit)}"' if unit else ""
    attributes += f' data-heading="{escape(heading)}"' if heading else ""
    if heading and not (cell.text or cell.links or small or cell.controls) and cell.value in {None, ""}:
        attributes += " data-nothing"
    if cell.drawn is not None:
        attributes += f' data-drawn="{escape(cell.drawn)}"'
    empty = total and cell == Cell()
    tag = "th" if heads else "td"
    return f"<{tag}{attributes}>{'' if empty else _inner_html(column, cell, lang)}{small}{cell.controls}</{tag}>"


def _lang_attribute(own: str, page: Lang) -> str:
    """That words are in another language than the page."""
    return f' lang="{own}"' if own and own != page.value else ""


def _inner_html(column: Column, cell: Cell, lang: Lang) -> str:
    if cell.links or column.type is ColumnType.CONTROLS:
        between = " " if column.type is ColumnType.CONTROLS else ", "  # acts of a row are no list
        return cell.picture + between.join(_link_html(link, lang) for link in cell.links)
    css = ("figure" if cell.value is not None else "figure unknown") if column.type.is_number else cell.badge
    mark = f'<span class="demo" title="{gettext("có dữ liệu minh họa")}">*</span>' if cell.demo else ""
    text = _linked(_marked_up(column, cell, lang), cell.address, css)
    if column.type.is_number and cell.value is not None and not str(cell.text).endswith(MARK):
        text += supposed_mark()
    return f"{cell.picture}{text}{mark}{coverage_mark(words(cell.remark, lang))}"


def _marked_up(column: Column, cell: Cell, lang: Lang) -> str:
    """The words of a cell with what they are: Vietnamese, a day, a code, an abbreviation, something told by the way."""
    said = _words(cell, column, lang)
    text = escape(said) or NOTHING
    if not column.type.is_number and is_vietnamese(said, lang) and "vi" not in {cell.lang, column.lang}:
        text = f'<span lang="vi">{text}</span>'
    if isinstance(cell.value, date) and not isinstance(cell.value, datetime):
        text = f'<time datetime="{cell.value.isoformat()}">{text}</time>'
    if column.strong:
        text = f"<strong>{text}</strong>"
    if cell.title:
        text = f'<abbr title="{escape(words(cell.title, lang))}">{text}</abbr>'
    if column.type is ColumnType.CODE and cell.value is not None:
        text = f"<code>{text}</code>"
    if cell.quiet and not cell.address:
        text = f'<span class="quiet">{text}</span>'
    return f'<span class="{cell.badge}">{text}</span>' if cell.badge and not cell.address else text


def coverage_mark(note: str) -> SafeString:
    """The quiet mark of a figure that is not of all that it was asked for, which says why; nothing for an empty note."""
    if not note:
        return SafeString("")
    return SafeString(f'<abbr class="coverage" title="{escape(note)}">°</abbr>')


def is_vietnamese(text: str, page: Lang) -> bool:
    """Whether words are Vietnamese on a page in another language: names of the data that have no translation."""
    return page is not Lang.VI and any(char.isalpha() and not char.isascii() for char in text)


def act_html(request: HttpRequest, address: str, text: str, about: str) -> SafeString:
    """A form of one button, for the controls of a row; those who hear the page are told what it is `about`."""
    return format_html(
        '<form class="inline" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button type="submit" class="plain" aria-label="{}">{}</button></form>',
        address,
        get_token(request),
        about,
        text,
    )


def _link_html(link: Link, lang: Lang) -> str:
    about = ""
    if link.about:
        own = ' lang="vi"' if is_vietnamese(link.about, lang) else ""
        about = f'<span class="hidden"{own}> {escape(link.about)}</span>'
    text = escape(link.text)
    if is_vietnamese(link.text, lang):
        text = f'<span lang="vi">{text}</span>'
    return _linked(f"{text}{about}", link.address)


def _linked(text: str, address: str, css: str = "") -> str:
    """Escaped text as a link where it leads anywhere."""
    if not address:
        return text
    kind = f' class="{css}"' if css else ""
    return f'<a{kind} href="{escape(address)}">{text}</a>'


def _small_html(columns: Iterable[Column], row: Row, lang: Lang) -> str:
    """What the page shows in small print in a cell: each column that stands there and has something to say."""
    found = ""
    for style, members in groupby(columns, key=lambda column: (column.css or "quiet", column.inline)):
        css, inline = style
        said = [
            _inner_html(replace(column, lang=""), cell, lang)
            for column in members
            if _has_words(cell := row.cell(column.key))
        ]
        if said:
            tag = "span" if css.startswith(("tag", "plain")) else "small"
            found += f'{" " if inline else "<br>"}<{tag} class="{css}">{", ".join(said)}</{tag}>'
    return found


def _has_words(cell: Cell) -> bool:
    return not cell.silent and (bool(cell.text or cell.links) or cell.value not in {None, False, ""})


def _words(cell: Cell, column: Column, lang: Lang) -> str:
    """A value as the page writes it."""
    if cell.text:
        return words(cell.text, lang)
    value: Value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return {Lang.VI: ("không", "có"), Lang.EN: ("no", "yes")}[lang][value]
    if isinstance(value, int | Fraction):
        return _number(Fraction(value), column, cell.unit or column.unit, lang)
    if isinstance(value, datetime):
        return format_moment(value, lang)
    return format_date(value, lang) if isinstance(value, date) else words(value, lang)


def _number(value: Fraction, column: Column, unit: str, lang: Lang) -> str:
    """A number with its unit, but for the unit that the heading says."""
    if column.type is ColumnType.PERCENT:
        return number(value, "percent", lang)
    if not unit or column.type is ColumnType.INTEGER:
        return format_number(value, lang)
    return format_number(value, lang, decimals=2) if column.unit == "ha" else number(value, unit, lang)
