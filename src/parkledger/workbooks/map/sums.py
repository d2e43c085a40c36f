"""Sums in a table: a row whose figures are those of other rows added up is none of its data, and a sum that differs is told."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from parkledger.language import AMOUNT_UNITS, Lang, ParkError, Text, format_number
from parkledger.workbooks.map.conversion import PlacedColumn, convert
from parkledger.workbooks.map.row_kinds import Numbering
from parkledger.workbooks.read.cells import Cell, address

ADDED = frozenset({"area", "money", "mixed", "count"})
"""Kinds of fields whose values may be added."""
FEWEST = 2
"""Columns that must agree, and rows that must be added, before a row that has a name is taken for a sum."""
MOST_LEVELS = 12
"""Sums before and after a sum at which what it adds up may begin or end."""
SHOWN_IN = {"area": "ha", "USD": "trieu-usd", "VND": "ty-vnd"}
"""The unit in which an amount is told whose column has none."""
Amount = tuple[str, int]
"""A value's currency, or nothing, and how much it is."""
Row = tuple[int, list[Cell]]


@dataclass(slots=True)
class SheetSums:
    """What was found: rows that are sums, rows of which it is not sure, and sums that differ from what they add up."""

    totals: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    differences: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SummedTable:
    """The rows of a table as sums see it: those of data, those that say that they are sums, those at which groups begin."""

    sheet: str
    places: Sequence[tuple[int, PlacedColumn]]
    rows: Sequence[Row]
    told: Sequence[Row]
    breaks: Sequence[int]
    numbering: Numbering
    naming: Sequence[int]
    """The columns by which a row of data says what it is about."""

    @property
    def adding(self) -> list[tuple[int, PlacedColumn]]:
        """The columns whose values may be added."""
        return [(index, place) for index, place in self.places if place.of.kind in ADDED and not place.column.is_unit]


class AddedRows:
    """The values of rows, added up from the first: what stands between any two rows is one subtraction."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._sums: dict[tuple[int, str], list[tuple[int, int]]] = {}

    def add(self, number: int, amounts: dict[int, Amount]) -> None:
        """One row more."""
        self.numbers.append(number)
        for index, (currency, much) in amounts.items():
            if much:
                sums = self._sums.setdefault((index, currency), [])
                sums.append((number, (sums[-1][1] if sums else 0) + much))

    def between(self, after: int, before: int, index: int) -> Amount | None:
        """What the rows after one and before another add up to in a column; None where that is of several currencies."""
        found = {}
        for (column, currency), sums in self._sums.items():
            if column == index and (much := _until(sums, before) - _until(sums, after + 1)):
                found[currency] = much
        return next(iter(found.items()), ("", 0)) if len(found) < FEWEST else None

    def count(self, after: int, before: int) -> int:
        """How many rows stand after one and before another."""
        return bisect_left(self.numbers, before) - bisect_right(self.numbers, after)

    def addends(self, after: int, before: int, index: int) -> int:
        """How many of those rows say something in a column."""
        return sum(
            bisect_left(sums, (before,)) - bisect_left(sums, (after + 1,))
            for (column, _), sums in self._sums.items()
            if column == index
        )


def _until(sums: Sequence[tuple[int, int]], before: int) -> int:
    found = bisect_left(sums, (before,))
    return sums[found - 1][1] if found else 0


def find_sums(table: SummedTable) -> SheetSums:
    """The sums of a table: those told by their figures, and those told by their words with what is wrong in them."""
    found = SheetSums()
    adding = table.adding
    if not adding:
        return found
    amounts = {number: _amounts(cells, adding) for number, cells in table.rows}
    stops = sorted({*table.breaks, *(number for number, _ in table.told)})
    above, every = AddedRows(), AddedRows()
    for number, _ in table.rows:
        every.add(number, amounts[number])
    for number, cells in table.rows:
        verdict = _verdict(table, cells, amounts[number], _runs(number, stops, above, every, levels=1))
        if verdict == "sum":
            found.totals.append(number)
            stops.insert(bisect_left(stops, number), number)
            continue
        if verdict:
            found.doubtful.append(number)
        above.add(number, amounts[number])
    for number, cells in table.told:
        found.differences += _differences(table, number, cells, list(_runs(number, stops, above, above)))
    return found


Run = tuple[AddedRows, int, int]
"""The rows of a table between two numbers."""


def _runs(
    number: int, stops: Sequence[int], above: AddedRows, below: AddedRows, *, levels: int = MOST_LEVELS
) -> Iterator[Run]:
    """The rows that a sum may add up: above it since a sum or a group's name or the first, below it until one or the last."""
    at, after = bisect_left(stops, number), bisect_right(stops, number)  # a sum's own stop is none of its bounds
    for stop in [*reversed(stops[max(0, at - levels) : at]), -1]:
        yield above, stop, number
    for stop in [*stops[after : after + levels], 10**9]:
        yield below, number, stop
    yield above, -1, 10**9


def _verdict(table: SummedTable, cells: Sequence[Cell], amounts: dict[int, Amount], runs: Iterator[Run]) -> str:
    """ "sum" where a row's figures are those of others added up, "doubtful" where that may be chance, else nothing."""
    own = {index: amount for index, amount in amounts.items() if amount[1]}
    if not own:
        return ""
    nameless = bool(table.naming) and all(index >= len(cells) or cells[index] is None for index in table.naming)
    for rows, after, before in runs:
        if max(rows.addends(after, before, index) for index in own) < (1 if nameless else FEWEST):
            continue
        if any(rows.between(after, before, index) != amount for index, amount in own.items()):
            continue
        unnumbered = table.numbering.is_kept and not table.numbering.is_numbered(cells)
        if nameless or unnumbered or len(own) >= FEWEST:
            return "sum"
        return "" if table.numbering.is_kept else "doubtful"
    return ""


def _amounts(cells: Sequence[Cell], adding: Sequence[tuple[int, PlacedColumn]]) -> dict[int, Amount]:
    """The values of a row that can be added, by column."""
    found: dict[int, Amount] = {}
    for index, place in adding:
        cell = cells[index] if index < len(cells) else None
        try:
            value: Any = convert(cell, place) if cell is not None else None
        except ParkError:
            continue
        if isinstance(value, dict):
            found[index] = (str(value["currency"]), int(value["amount"]))
        elif value is not None and not isinstance(value, str):  # what is in per cent is not added
            found[index] = ("", int(value))
    return found


def _differences(table: SummedTable, number: int, cells: Sequence[Cell], runs: Sequence[Run]) -> list[Text]:
    """Where a sum is not what rows above or below it add up to."""
    told: list[Text] = []
    places = dict(table.adding)
    for index, own in _amounts(cells, table.adding).items():
        sums = [rows.between(after, before, index) for rows, after, before in runs if rows.count(after, before)]
        known = [each for each in sums if each is not None]
        if known and not any(own == each or own[1] == each[1] == 0 for each in known):
            nearest = min(known, key=lambda each: abs(each[1] - own[1]))
            told.append(_told(f"{table.sheet}!{address(number, index)}", places[index], own, nearest[1]))
    return told


def _told(where: str, place: PlacedColumn, own: Amount, added: int) -> Text:
    """A sum that differs, in the unit of its column."""
    code = place.column.unit or SHOWN_IN.get(own[0] or place.of.kind, "")
    unit = AMOUNT_UNITS.get(code)

    def shown(amount: int, lang: Lang) -> str:
        number = format_number(Fraction(amount, unit.smallest if unit else 1), lang)
        return f"{number} {unit.name.of(lang)}" if unit and unit.kind != "count" else number

    said, apart = own[1], own[1] - added
    return Text(
        f"{where}: dòng cộng ghi {shown(said, Lang.VI)}, các dòng cộng lại được {shown(added, Lang.VI)}, "
        f"lệch {shown(apart, Lang.VI)}. Dòng cộng không được ghi; hãy kiểm tra lại.",
        f"{where}: the sum says {shown(said, Lang.EN)}, its rows add up to {shown(added, Lang.EN)}, "
        f"{shown(apart, Lang.EN)} apart. Sums are not recorded; please check.",
    )
