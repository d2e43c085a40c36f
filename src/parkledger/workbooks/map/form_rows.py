"""The rows of filled forms: which line of its form each is, and its numbers as templates have them.

A row is known by what stands in it, its number and its words below the heading that it is under, never by its place: rows are
inserted, moved and deleted in a form that was filled. One with a number that is no line of the form is told by its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from parkledger.briefing.forms import StatutoryForm
from parkledger.briefing.forms.model import CellUnit, FormLine
from parkledger.language import Text
from parkledger.workbooks.read.cells import Cell, address
from parkledger.workbooks.read.numerals import exact

Values = dict[str, Any]
NUMBER, LABEL = 0, 1
"""The columns of a row's number and of its words."""
MONEY = MappingProxyType(
    {"VND": {10**9: "ty-vnd", 10**6: "trieu-vnd", 1: "vnd"}, "USD": {10**6: "trieu-usd", 1: "usd"}}
)
"""The units of templates in which money of forms is written, by currency and size."""
FINEST = Fraction(1, 10**6)
"""No number of a form is finer: a đồng of millions of them."""


def number_of(cell: Cell) -> Fraction | None:
    """A cell's number, exactly; None where it has none."""
    return exact(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def words_of(cell: Cell) -> str:
    """What stands in a cell; a whole number without the decimals that programs give it."""
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell or "")


def in_money(name: str, unit: CellUnit) -> str:
    """The key of a template's column for a field of money in a form's unit."""
    return f"{name}:{MONEY[unit.currency or ''][unit.size]}"


class FormRows:
    """The lines of a form that rows of a sheet are, found one after the other."""

    def __init__(self, form: StatutoryForm) -> None:
        self._lines = form.lines
        self._by_words = not any(line.investors for line in form.lines)
        """Whether words alone say which line a row is; below investors rows of theirs have the words of lines."""
        self._under = -1
        self._taken: set[int] = set()

    def line(self, cells: Sequence[Cell]) -> FormLine | None:
        """The line that the next row is; None where it is none of the form's, or one that was there already."""
        number, words = _plain(cells[NUMBER]), _plain(cells[LABEL])
        alike = [place for place, line in enumerate(self._lines) if words in _labels(line)]
        numbered = [place for place in alike if _plain(self._lines[place].number) == number]
        place = self._chosen(numbered)
        if place is None and self._by_words and not number:
            place = self._chosen(alike)
        if place is None or place in self._taken:
            return None
        self._taken.add(place)
        if self._lines[place].source is None:
            self._under = place
        return self._lines[place]

    def _chosen(self, places: Sequence[int]) -> int | None:
        """Of lines of the same words that under the heading last read, the next heading of them, or the only one there is."""
        end = next(
            (place for place in range(self._under + 1, len(self._lines)) if self._is_heading(place)), len(self._lines)
        )
        under = [place for place in places if self._under < place < end]
        headings = [place for place in places if self._is_heading(place) and place > self._under]
        return next(iter(under or headings or (places if len(places) == 1 else ())), None)

    def _is_heading(self, place: int) -> bool:
        return self._lines[place].source is None


def told_apart(
    form: StatutoryForm, rows: Iterable[tuple[int, Sequence[Cell]]], result: int
) -> tuple[dict[str, tuple[Cell, str]], list[str]]:
    """What rows tell, and where, by the lines of a form that they are; and the places of numbers in rows that are none of its lines."""
    known, left = FormRows(form), []
    found: dict[str, tuple[Cell, str]] = {}
    for place, row in rows:
        cells = [*row, *[None] * (result + 1)]
        if cells[LABEL] is None:
            continue
        line = known.line(cells)
        if line is not None:
            found[line.key] = cells[result], address(place, result)
        elif number_of(cells[result]) is not None:
            left.append(address(place, result))
    return found, left


def no_lines(code: str, places: Sequence[str]) -> Iterator[Text]:
    """What is said of numbers in rows that are no lines of a form; nothing where there are none."""
    if places:
        where = ", ".join(places)
        yield Text(
            f"{code}: không nạp ô {where}: dòng không phải dòng của biểu, hoặc ghi hai lần",
            f"{code}: not cells {where}: their rows are no lines of the form, or stand there twice",
        )


def _plain(cell: Cell) -> str:
    return " ".join(words_of(cell).split()).casefold()


def _labels(line: FormLine) -> set[str]:
    return {_plain(line.label.vi), _plain(line.label.en)}
