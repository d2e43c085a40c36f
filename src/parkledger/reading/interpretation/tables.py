"""Tables: rows of cells with " | " between them, under a heading row that says what each column holds.

A row speaks of the zone or the place in its first worded cell; a column of an indicator and, often, a unit in brackets
("Diện tích (ha)"). A column or row that is not understood states nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.reading.interpretation.decisions import FLOWS, PROVINCIAL, Decision
from parkledger.reading.interpretation.listed_tables import TextTable
from parkledger.reading.interpretation.table_columns import (
    MEASURE,
    TableColumn,
    TableScope,
    columns_of,
    features_of,
    is_english,
    origin_in,
    own_unit,
)
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import ENGLISH_KINDS, KIND_WORDS, find_english_places, find_places
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import HEDGES, FoundQuantity, hedges_before
from parkledger.reading.text.table_marks import CELL_MARK, LABEL_HEADINGS, ORDINAL_HEADINGS, TOTALS

_BORDER: Final = re.compile(rf" *{re.escape(CELL_MARK)} *")
_KIND: Final = re.compile(rf"(?<!\w)(?:{one_of(KIND_WORDS)})(?!\w)")
_ENTRY: Final = re.compile(
    rf"\s*(?:(?:{one_of(HEDGES)}) ?)*(?P<cur>us\$|\$|usd|vnd)? ?(?P<n>{NUMERAL.pattern})"
    rf"(?: ?(?:-|–|~|to|đến) ?(?P<high>{NUMERAL.pattern}))? ?(?:{MEASURE}|(?P<each> ?/ ?[\w².³/ ]+))?[*°+]*\s*"
)
_NAMES: Final = re.compile(
    r"(?<!\w)(?:tên(?: khu| cụm)?|khu|cụm|name|zone|park|cluster)(?!\w)(?! (?:công ty|doanh nghiệp|dự án|nhà đầu tư))"
)
_SEVERAL: Final = re.compile(rf"(?:các|những|the other|other|all|all other) (?P<kind>{one_of(KIND_WORDS)})(?!\w)")
""" "Các khu công nghiệp còn lại": a row of several zones together."""
_KIND_BEHIND: Final = re.compile(rf" (?P<kind>{one_of(ENGLISH_KINDS)})\s*\Z")
_NAMES_OF_NOBODY: Final = (*ORDINAL_HEADINGS, "bình quân")
_BEFORE_PLACES: Final = ("", "tỉnh", "tp", "thành phố", "province", "city", "vùng")
_TOTAL: Final = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng|grand total|total|overall)(?: (?:các )?(?:kcn|ccn|khu|cụm|dự án|projects|parks))*"
)
_ORIGIN: Final = re.compile(
    r"(?:các |dự án |vốn |đầu tư |capital |có vốn )*(?:fdi|ddi|(?:đầu tư )?(?:trong nước|nước ngoài)|domestic|foreign)"
    r"(?:[- ](?:projects|investment|capital|invested))*"
)
_MARKS: Final = " .:()-0123456789"

_OPERATING: Final = ("hoạt động", "operating", "in operation", "operational")
_ABOVE: Final = 160  # characters
_DIGIT: Final = re.compile("[0-9]")
_YEAR: Final = re.compile(r"(?:năm |year )?((?:19|20)[0-9]{2})")
_OF_PLACES: Final = ("capital.", "projects.", "trade.", "output.", "pci.", "fdi.", "grdp.")
"""What a row of a whole province may state, where no zones are spoken of."""
_NEEDS_ORIGIN: Final = ("capital.", "projects.")
_COUNTED: Final = ("project", "person", "enterprise", "zone")
_WHOLE: Final = (*_COUNTED, "rank")


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell that states something, with its row and, where the table or the row says it, its time."""

    quantity: FoundQuantity
    decision: Decision
    place: str | None
    zone: str | None
    row: Span
    start: date | None = None
    end: date | None = None


def bordered_tables(text: str, lower: str, spans: Sequence[Span]) -> list[TextTable]:
    """The tables with their cells side by side in some parts of a text: at least a heading and one row."""
    tables: list[list[Span]] = []
    for start, end in spans:
        at = text.find(CELL_MARK, start, end)
        while at >= 0:
            row = max(start, text.rfind("\n", start, at) + 1), text.find("\n", at, end)
            row = row if row[1] >= 0 else (row[0], end)
            follows = tables and tables[-1][-1][0] >= start and not text[tables[-1][-1][1] : row[0]].strip("\n ")
            if follows:
                tables[-1].append(row)
            else:
                tables.append([row])
            at = text.find(CELL_MARK, row[1], end)
    return [_bordered(text, lower, rows) for rows in tables if len(rows) > 1]


def _bordered(text: str, lower: str, rows: Sequence[Span]) -> TextTable:
    if is_profile(lower, cells := [_cells(text, row) for row in rows]):
        return TextTable((), tuple(cells), rows[0][0], rows[-1][1], profile=True)
    headings = tuple(lower[start:end].strip() for start, end in _cells(text, rows[0]))
    body = [_cells(text, row) for row in rows[1:]]
    while len(body) > 1 and (below := _headings_below(lower, headings, body[0])) is not None:
        headings, body = below, body[1:]
    return TextTable(headings, tuple(body), rows[0][0], rows[-1][1])


def _headings_below(lower: str, above: Sequence[str], cells: Sequence[Span]) -> tuple[str, ...] | None:
    """Headings in two rows put together, each under that of its group; None where a row heads nothing.

    A heading of a group stands over the first of its columns, or over each of them.
    """
    own = [lower[start:end].strip() for start, end in cells]
    if len(own) != len(above) or not any(own) or any(_DIGIT.match(one) for one in own):
        return None
    grouped = any(not one and own[i] for i, one in enumerate(above)) or len(set(above)) < len(above)
    labelled = own[0] and own[0] != above[0]
    if not grouped or labelled:
        return None
    group, joined = "", []
    for head, leaf in zip(above, own, strict=True):
        group = head or group
        joined.append(f"{group} {leaf}" if leaf and leaf != group else head or leaf)
    return tuple(joined)


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The parts of a text that others, in order, leave of it."""
    left: list[Span] = []
    for start, end in spans:
        at = start
        for first, last in taken:
            if first < end and last > at:
                left.append((at, first))
                at = max(at, last)
        left.append((at, end))
    return [(start, end) for start, end in left if start < end]


def is_profile(lower: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether a table is a profile of one subject: two columns, most numbers behind a label that says what they are."""
    pairs = [[lower[slice(*cell)].strip() for cell in row] for row in rows if len(row) == _PAIR]
    if len(pairs) + sum(len(row) == 1 for row in rows) < len(rows) or not pairs or pairs[0][0] in LABEL_HEADINGS:
        return False
    entries = [(label, match) for label, words in pairs if (match := _ENTRY.fullmatch(words))]
    columns = columns_of([_fact_heading(*entry) for entry in entries], TableScope())
    understood = len(columns) - columns.count(None)
    return understood >= _LEAST_FACTS and understood * _PAIR >= len(entries)


_PAIR, _LEAST_FACTS = 2, 2


def _fact_heading(label: str, match: re.Match[str]) -> str:
    """What would head the column of a fact: its label, and the unit of its number."""
    unit = match["unit"] or ("vnd" if match["cur"] == "vnd" else "usd" if match["cur"] else "")
    each = match["per"] or match["each"] or ""
    return f"{label} ({unit}{each})" if unit else label


def _read_profile(lower: str, table: TextTable, usage: DecimalMark | None, scope: TableScope) -> Iterator[TableFigure]:
    """What the lines of a profile state of its one subject."""
    subject = _RowSubject(zone=scope.zone, kind=scope.kind)
    facts = [(row, match) for row in table.rows if len(row) == _PAIR and (match := _ENTRY.fullmatch(lower, *row[1]))]
    columns = columns_of([_fact_heading(lower[slice(*row[0])].strip(), match) for row, match in facts], scope)
    for (row, _), column in zip(facts, columns, strict=True):
        found = _entry(lower, row[1], column._replace(factor=Fraction(1)), usage) if column else None
        if found is not None and column is not None and _is_stated(column, subject):
            yield _figure(found, column, subject, scope, (row[0][0], row[-1][1]))


def read_table(
    text: str, lower: str, table: TextTable, usage: DecimalMark | None, scope: TableScope
) -> Iterator[TableFigure]:
    """What a table of zones, places, years or origins states, row by row, under what stands above it."""
    headings = table.headings
    usage = usage or (DecimalMark.DOT if is_english(lower[table.start : table.end]) else None)
    if table.profile:
        yield from _read_profile(lower, table, usage, scope)
        return
    kind = next((KIND_WORDS[match[0]] for heading in headings for match in _KIND.finditer(heading)), None)
    named = kind is not None or any(_NAMES.search(heading) for heading in headings[:2])
    kind, rows = kind or scope.kind, 0
    scope = scope._replace(operating=_are_operating(lower, table.start))
    columns = columns_of(headings, scope)
    for cells in table.rows:
        if len(cells) == 1:
            scope = scope.of_section(lower[slice(*cells[0])])
            columns = columns_of(headings, scope)
            continue
        subject = _subject(text, lower, cells, kind, named=named)
        if subject is None or (subject.is_total and not rows):
            continue
        rows += 1
        for cell, column in zip(cells, columns, strict=False):
            found = _entry(lower, cell, column, usage) if column else None
            if found is not None and column is not None and _is_stated(column, subject):
                yield _figure(found, column, subject, scope, (cells[0][0], cells[-1][1]))


def _is_stated(column: TableColumn, subject: "_RowSubject") -> bool:
    """Whether a column says something of what its row is about: land is of zones, capital of somebody known."""
    if subject.kind is not None:
        return True
    known = column.origin is not None or subject.origin is not None or not column.indicator.startswith(_NEEDS_ORIGIN)
    return known and subject.place is not None and column.indicator.startswith(_OF_PLACES)


_HUNDRED, _LEAST_RATIO = 100, 50
"""A column that compares with another time without naming a change holds ratios, unless its figures are small."""


def _figure(
    found: FoundQuantity, column: TableColumn, subject: "_RowSubject", scope: TableScope, row: Span
) -> TableFigure:
    provincial = column.indicator in PROVINCIAL
    ratio = column.form == "ratio"
    decision = Decision(
        column.indicator,
        "growth" if ratio else column.form,
        value=found.value - _HUNDRED if ratio and found.value > _LEAST_RATIO else None,
        unit=_unit(found),
        kind=None if provincial else subject.kind,
        origin=subject.origin or column.origin,
        rule="table",
    )
    start, end = subject.year or scope.period(column.indicator)
    if decision.indicator not in FLOWS:
        start = None
    return TableFigure(found, decision, place=subject.place, zone=subject.zone, row=row, start=start, end=end)


def _unit(found: FoundQuantity) -> str:
    return "project" if found.unit == "enterprise" else found.unit or ""


def _cells(text: str, row: Span) -> tuple[Span, ...]:
    borders = [match.span() for match in _BORDER.finditer(text, *row)]
    starts, ends = (row[0], *(end for _, end in borders)), (*(start for start, _ in borders), row[1])
    return tuple(zip(starts, ends, strict=True))


def _are_operating(lower: str, start: int) -> bool:
    """Whether the line above a table says that its zones operate: "Các CCN đang hoạt động"."""
    above = lower[max(0, start - _ABOVE) : start].strip().rpartition("\n")[2]
    operate = any(word in above for word in _OPERATING)
    return operate and "chưa" not in above and "not" not in above and not _DIGIT.search(above.partition(".")[2])


class _RowSubject(NamedTuple):
    """What a row is about: a place, a zone, a year, an origin, or all zones above it."""

    place: str | None = None
    zone: str | None = None
    kind: str | None = None
    is_total: bool = False
    year: tuple[date, date] | None = None
    origin: str | None = None


def _subject(text: str, lower: str, cells: Sequence[Span], kind: str | None, *, named: bool) -> _RowSubject | None:
    """The place or the zone that a row is about, and its kind; a place is the whole of its cell, "VSIP Bắc Ninh" a zone."""
    for start, end in cells[:2]:
        year = _YEAR.fullmatch(lower[start:end].strip())
        if year is not None:
            return _RowSubject(kind=kind, year=(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)))
        words = lower[start:end].strip(" .:0123456789")
        if words.strip(_MARKS) in _BEFORE_PLACES:
            continue  # "(1)", "-", "Tỉnh": the number of a row, or nothing
        if words in TOTALS or _TOTAL.fullmatch(words):
            return _RowSubject(kind=kind, is_total=True)
        if words in _NAMES_OF_NOBODY:
            return None
        origin = origin_in(features_of(words)) if _ORIGIN.fullmatch(words) else None
        if origin is not None:
            return _RowSubject(kind=kind, origin=origin)
        return _place(text, lower, (start, end), kind) or _zone(text, lower, (start, end), kind, named=named)
    return None


def _place(text: str, lower: str, cell: Span, kind: str | None) -> _RowSubject | None:
    """The province, region or country that is the whole of a cell."""
    start, end = cell
    if _KIND.match(lower, start):
        return None
    find = find_english_places if text.isascii() or text[start:end].isascii() else find_places
    for place in find(text, [cell]):
        rest = lower[start : place.start] + lower[place.end : end]
        if place.level != "district" and rest.strip(_MARKS) in _BEFORE_PLACES:
            return _RowSubject(place.name, kind=kind)
    return None


def _zone(text: str, lower: str, cell: Span, kind: str | None, *, named: bool) -> _RowSubject | None:
    """The zone that a cell names, with the word for its kind before or behind its name, or without where the heading says so."""
    start, end = cell
    several = _SEVERAL.match(lower, start, end)
    if several is not None:
        return _RowSubject(kind=KIND_WORDS[several["kind"]])
    match = _KIND.match(lower, start)
    behind = _KIND_BEHIND.search(lower, start, end) if match is None else None
    if behind is not None:
        return _RowSubject(zone=text[start : behind.start()].strip(" .:"), kind=KIND_WORDS[behind["kind"]])
    name = text[match.end() if match else start : end].strip(" .:")
    if not name or not (match or named):
        return None
    return _RowSubject(zone=name, kind=KIND_WORDS[match[0]] if match else kind)


def _entry(lower: str, cell: Span, column: TableColumn, usage: DecimalMark | None) -> FoundQuantity | None:
    """The figure of a cell, in the unit of its column or its own; None where it is none of what the column holds."""
    match = _ENTRY.fullmatch(lower, *cell)
    if match is None or (column.by_cells and not match["unit"]):
        return None
    unit, factor, power = column.unit, column.factor, 0
    if match["unit"] or match["cur"]:
        own, measure, power = own_unit(match)
        if column.unit and own != column.unit and {own, column.unit} != {"ha", "m2"} and column.unit not in _COUNTED:
            return None
        unit, factor = (own, measure) if not column.unit or power or own != column.unit else (unit, factor)
    if not unit:
        return None
    numeral = read_numeral(match["n"], usage, whole=column.unit in _WHOLE, power=power)
    if numeral is None:
        return None
    stop = max(match.end("n"), match.end("unit"), match.end("high"))
    start, hedges = hedges_before(lower, match.start("cur") if match["cur"] else match.start("n"))
    return FoundQuantity(
        start=max(start, cell[0]),
        number=match.start("n"),
        end=stop,
        value=numeral.value * factor,
        step=numeral.step * factor,
        unit=unit,
        word=match["unit"] or "",
        hedges=hedges if start >= cell[0] else (),
        rule=(f"quantity.{unit}", "number.cell"),
        factor=factor,
        certain=numeral.certain,
    )
