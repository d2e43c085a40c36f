"""Tables: rows of cells with " | " between them, under a heading row that says what each column holds.

A row speaks of the zone or the place in its first worded cell; a column of an indicator and, often, a unit in brackets
("Diện tích (ha)"). A column or row that is not understood states nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.listed_tables import TextTable
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import ENGLISH_KINDS, KIND_WORDS, find_places
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import HEDGES, FoundQuantity, hedges_before
from parkledger.reading.text.table_marks import CELL_MARK, ORDINAL_HEADINGS, TOTALS
from parkledger.reading.text.units import IMPOSSIBLE_SCALES, SCALE_PATTERN, SCALES, UNIT_OF, UNIT_PATTERN

_BORDER: Final = re.compile(rf" *{re.escape(CELL_MARK)} *")
_UNIT: Final = re.compile(rf"(?:(?P<scale>{SCALE_PATTERN})(?!\w) ?)?(?P<unit>{UNIT_PATTERN})(?!\w)")
_KIND: Final = re.compile(rf"(?<!\w)(?:{one_of(KIND_WORDS)})(?!\w)")
_ENTRY: Final = re.compile(
    rf"\s*(?:(?:{one_of(HEDGES)}) ?)*(?P<n>{NUMERAL.pattern}) ?(?P<unit>%|ha|{UNIT_PATTERN})?[*°]*\s*"
)
_NAMES: Final = re.compile(
    r"(?<!\w)(?:tên(?: khu| cụm)?|khu|cụm|name|zone|park|cluster)(?!\w)(?! (?:công ty|doanh nghiệp|dự án|nhà đầu tư))"
)
_KIND_BEHIND: Final = re.compile(rf" (?P<kind>{one_of(ENGLISH_KINDS)})\s*\Z")
_NAMES_OF_NOBODY: Final = (*ORDINAL_HEADINGS, "bình quân")
_BEFORE_PLACES: Final = ("", "tỉnh", "tp", "thành phố")
_MARKS: Final = " .:()-0123456789"

COLUMNS: Final = (
    ("lấp đầy", "occupancy", "percent"),
    ("đã cho thuê", "land.leased", "ha"),
    ("cho thuê", "land.leasable", "ha"),
    ("đất công nghiệp", "land.leasable", "ha"),
    ("diện tích", "land.established", "ha"),
    ("số lượng", "zones.established", "zone"),
    ("lao động", "labour.workers", "person"),
    ("dự án", "projects.in_force", "project"),
    ("doanh nghiệp", "enterprises.operating", "enterprise"),
    ("xuất khẩu", "trade.export", "USD"),
    ("vốn thực hiện", "capital.implemented", "USD"),
    ("vốn", "capital.in_force", "USD"),
    ("occupancy", "occupancy", "percent"),
    ("leased", "land.leased", "ha"),
    ("leasable", "land.leasable", "ha"),
    ("area", "land.established", "ha"),
    ("land", "land.established", "ha"),
    ("workers", "labour.workers", "person"),
    ("projects", "projects.in_force", "project"),
    ("exports", "trade.export", "USD"),
    ("capital", "capital.in_force", "USD"),
)
"""What a heading says a column holds (the first words that fit), and its unit where none is written."""

_PLANNED: Final = re.compile(r"(?<!\w)(?:theo qh|quy hoạch|qh)(?!\w)")
_AS_PLANNED: Final = {"land.established": "land.planned", "zones.established": "zones.planned"}
_OPERATING: Final = "hoạt động"
_ABOVE: Final = 160  # characters
_DIGIT: Final = re.compile("[0-9]")
_RATES: Final = ("tỷ lệ", "tỉ lệ")
_NEEDS_UNIT: Final = frozenset({"USD"})


@dataclass(frozen=True, slots=True)
class TableColumn:
    """What a column holds."""

    indicator: str
    unit: str
    factor: Fraction
    origin: str | None


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell that states something, with its row."""

    quantity: FoundQuantity
    decision: Decision
    place: str | None
    zone: str | None
    row: Span


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


def read_table(
    text: str, lower: str, table: TextTable, usage: DecimalMark | None, titled: str | None = None
) -> Iterator[TableFigure]:
    """What a table of zones or places states, row by row; `titled` is the kind of zones that the page's title names."""
    headings = table.headings
    columns = [_column(heading) for heading in headings]
    kind = next((KIND_WORDS[match[0]] for heading in headings for match in _KIND.finditer(heading)), None)
    if kind is None and any(_NAMES.search(heading) for heading in headings[:2]):
        kind = titled
    operating, rows = _are_operating(lower, table.start), 0
    for cells in table.rows:
        if len(cells) == 1:
            operating = _OPERATING in lower[slice(*cells[0])]
            continue
        row = cells[0][0], cells[-1][1]
        subject = _subject(text, lower, cells, kind)
        if subject is None or subject.kind is None or (subject.is_total and not rows):
            continue
        rows += 1
        for cell, column in zip(cells, columns, strict=False):
            found = _entry(lower, cell, column, usage) if column else None
            if found is not None and column is not None:
                told = "land.operating" if operating and column.indicator == "land.established" else column.indicator
                decision = Decision(told, unit=_unit(found), kind=subject.kind, origin=column.origin, rule="table")
                yield TableFigure(found, decision, subject.place, subject.zone, row)


def _unit(found: FoundQuantity) -> str:
    return "project" if found.unit == "enterprise" else found.unit or ""


def _cells(text: str, row: Span) -> tuple[Span, ...]:
    borders = [match.span() for match in _BORDER.finditer(text, *row)]
    starts, ends = (row[0], *(end for _, end in borders)), (*(start for start, _ in borders), row[1])
    return tuple(zip(starts, ends, strict=True))


def _column(heading: str) -> TableColumn | None:
    fits = next((column for column in COLUMNS if column[0] in heading), None)
    if fits is not None and _PLANNED.search(heading):
        fits = (fits[0], _AS_PLANNED.get(fits[1], fits[1]), fits[2])
    if fits is None or (fits[1] != "occupancy" and any(word in heading for word in _RATES)):
        return None
    _, indicator, unit = fits
    brackets = heading.rpartition("(")[2]
    written = _UNIT.search(brackets) if "(" in heading else None
    if written is not None and written["unit"] in UNIT_OF:
        measure = UNIT_OF[written["unit"]]
        power = SCALES.get(written["scale"] or "", IMPOSSIBLE_SCALES.get(written["scale"] or "", 0))
        factor, unit = 10**power * measure.factor, measure.unit
    elif unit in _NEEDS_UNIT:
        return None
    else:
        factor = Fraction(1)
    origin = "fdi" if "fdi" in heading or "nước ngoài" in heading else "ddi" if "trong nước" in heading else None
    return TableColumn(indicator, unit, Fraction(factor), origin)


def _are_operating(lower: str, start: int) -> bool:
    """Whether the line above a table says that its zones operate: "Các CCN đang hoạt động"."""
    above = lower[max(0, start - _ABOVE) : start].strip().rpartition("\n")[2]
    return _OPERATING in above and "chưa" not in above and not _DIGIT.search(above.partition(".")[2])


class _RowSubject(NamedTuple):
    """What a row is about: a place, a zone, or all zones above it."""

    place: str | None
    zone: str | None
    kind: str | None
    is_total: bool = False


def _subject(text: str, lower: str, cells: Sequence[Span], kind: str | None) -> _RowSubject | None:
    """The place or the zone that a row is about, and its kind; a place is the whole of its cell, "VSIP Bắc Ninh" a zone."""
    for start, end in cells[:2]:
        words = lower[start:end].strip(" .:0123456789")
        if words.strip(_MARKS) in _BEFORE_PLACES:
            continue  # "(1)", "-", "Tỉnh": the number of a row, or nothing
        if words in TOTALS:
            return _RowSubject(None, None, kind, is_total=True)
        if words in _NAMES_OF_NOBODY:
            return None
        match = _KIND.match(lower, start)
        name = text[match.end() if match else start : end].strip(" .:")
        if match is None:
            places = [place for place in find_places(text, [(start, end)]) if place.level == "province"]
            rest = lower[start : places[0].start] + lower[places[0].end : end] if places else words
            if places and rest.strip(_MARKS) in _BEFORE_PLACES:
                return _RowSubject(places[0].name, None, kind)
        behind = _KIND_BEHIND.search(lower, start, end) if match is None else None
        if behind is not None:
            return _RowSubject(None, text[start : behind.start()].strip(" .:"), KIND_WORDS[behind["kind"]])
        return _RowSubject(None, name, KIND_WORDS[match[0]] if match else kind) if name else None
    return None


def _entry(lower: str, cell: Span, column: TableColumn, usage: DecimalMark | None) -> FoundQuantity | None:
    match = _ENTRY.fullmatch(lower, *cell)
    if match is None:
        return None
    measure = UNIT_OF.get(match["unit"] or "")
    if measure is not None and measure.unit != column.unit:
        return None
    numeral = read_numeral(match["n"], usage, whole=column.unit in ("project", "person", "enterprise", "zone"))
    if numeral is None:
        return None
    stop = match.end("unit") if match["unit"] else match.end("n")
    start, hedges = hedges_before(lower, match.start("n"))
    return FoundQuantity(
        start=max(start, cell[0]),
        number=match.start("n"),
        end=stop,
        value=numeral.value * column.factor,
        step=numeral.step * column.factor,
        unit=column.unit,
        word=match["unit"] or "",
        hedges=hedges if start >= cell[0] else (),
        rule=(f"quantity.{column.unit}", "number.cell"),
        factor=column.factor,
        certain=numeral.certain,
    )
