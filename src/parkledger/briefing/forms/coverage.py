"""What a filled form covers of what it was asked for: of the sheet as a whole, and of single cells beyond that.

Both are printed on the face of the sheet. A signed form is read on paper, where comments of cells are not seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from parkledger.briefing.forms.answers import Answers
from parkledger.briefing.forms.model import ABSENT, LACKING, CellState, FilledForm, FormCell, Ref
from parkledger.briefing.forms.scope import FormScope
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.wording import coverage_parts
from parkledger.language import Text

ON_RECORD = "zones.established"
"""What books count from their own decisions: no report is due for it, so that it is limited by the books alone."""
NO_BOOK = Text("chưa có sổ nào của địa bàn này", "no book for this place")
MOST_ZONES = 3
"""Zones that are named; of more their number is said."""


def books_covered(scope: FormScope, kind: ZoneKind, answers: Answers) -> Figure | None:
    """A figure that is limited by the books of the form's place or zone alone; None while questions are gathered."""
    asked = Question(ON_RECORD, scope.place, scope.period.end, zone=scope.zone, kind=kind, known_at=scope.known_at)
    return answers(asked)


def mark_coverage(form: FilledForm, of_books: Figure | None) -> None:
    """Note on a form what limits all of it, and on each of its cells what limits that cell besides."""
    if of_books is not None:
        form.coverage = (NO_BOOK,) if not form.reporters and form.form.is_of_place else coverage_parts(of_books)
    shown = frozenset(() if of_books is None else _in_both_ways(of_books))
    for row in form.rows:
        for cell in row.cells.values():
            cell.limits = tuple(dict.fromkeys(part for part in _parts(cell) if part not in shown))
    cells = {(row.key, column): cell for row in form.rows for column, cell in row.cells.items()}
    for cell in cells.values():
        cell.limits = tuple(dict.fromkeys(_with_parts(cell, cells)))


def _with_parts(cell: FormCell, cells: Mapping[Ref, FormCell]) -> Iterator[Text]:
    """What limits a cell, and the cells that it adds; of rows that are added as a range, the total's own figure tells it."""
    yield from cell.limits
    if cell.formula and ":" not in cell.formula:
        for piece in cell.formula:
            if isinstance(piece, tuple):
                yield from _with_parts(cells[piece], cells)


def _in_both_ways(of_books: Figure) -> Iterator[Text]:
    """The limits as they are worded beside a number, and where there is none."""
    yield from coverage_parts(of_books)
    yield from coverage_parts(replace(of_books, value=None))


def _parts(cell: FormCell) -> Iterator[Text]:
    yield from cell.limits
    for figure in cell.figures:
        yield from coverage_parts(figure)
    if cell.state in LACKING and cell.state is not CellState.UNRECORDED and not cell.figures:
        yield ABSENT[cell.state]


def of_how_many(known: int, rows: int) -> Text:
    """That a total is of some rows alone."""
    return Text(
        f"chỉ cộng {known} dòng có số trong {rows} dòng", f"total of the {known} rows (of {rows}) that have a number"
    )


def of_some_zones(lacking: list[str], every: int) -> Text:
    """That a sum over zones is without some, which are named where they are few."""
    if len(lacking) > MOST_ZONES:
        return Text(
            f"chưa ghi nhận ở {len(lacking)}/{every} cụm", f"not on record of {len(lacking)} of {every} clusters"
        )
    named = ", ".join(lacking)
    return Text(f"chưa ghi nhận ở {named}", f"not on record of {named}")
