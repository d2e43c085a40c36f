"""Importing a file: every row is read, the valid ones recorded in whole batches, the refused ones told and kept.

What was recorded is known by its digest, so that a file imported again, or a mended copy of it, or one that was stopped
half-way, adds what is missing and nothing twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from parkledger.language import ParkError, Text
from parkledger.ledger.book.loading import BATCH, JournalLine, LoadReport, Read, Step, load_read
from parkledger.ledger.book.recording import Recorded, Writer
from parkledger.ledger.errors import RateMissing
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.store import registry
from parkledger.workbooks.errors import MadeForAnotherBook, NothingToImport, RatesMissing
from parkledger.workbooks.map.across import ColumnScope
from parkledger.workbooks.map.near_names import ask_names, names_that_differ
from parkledger.workbooks.map.proposals import is_template
from parkledger.workbooks.map.rows import ImportRow, ImportSheet, UnreportedCell, events_of, numbered, refused_by_ledger
from parkledger.workbooks.read.grids import Grid
from parkledger.workbooks.write.instructions import INSTRUCTIONS, OF_BOOK

if TYPE_CHECKING:
    from parkledger.submissions.preview.dry_run import TriedEvent

Progress = Callable[[int], None]
MOST_NAMED = 10
"""Hidden rows that are named one by one."""


@dataclass(frozen=True, slots=True)
class RowWarning:
    """What is to be looked at again in a row that can be recorded, and the parameters that say so, if it is by any."""

    where: str
    words: Text
    rules: tuple[str, ...] = ()
    scope: ColumnScope | None = None
    """The period and zone of its columns, where others of the same row are of something else."""


@dataclass(slots=True)
class ImportOutcome:
    """What came of importing a file."""

    recorded: int = 0
    events: list[int] = field(default_factory=list)
    """The numbers of the events recorded, but for those that took estimates back: what `withdraw` takes to undo it."""
    estimates: int = 0
    """Estimates whose place reports took: they do not come back where those are withdrawn."""
    already: int = 0
    refused: list[ImportRow] = field(default_factory=list)
    problems: list[ParkError] = field(default_factory=list)
    skipped: list[tuple[ImportSheet, int, str]] = field(default_factory=list)
    unreported: list[tuple[str, Text]] = field(default_factory=list)
    """The rows passed over since a figure that they must have is not reported: where, and what the cell says."""
    cells_without_figure: list[UnreportedCell] = field(default_factory=list)
    """The cells of other rows that say so in words: the row's other figures are recorded."""
    hidden: list[Text] = field(default_factory=list)
    """What is to be said of rows that were read though their sheet does not show them."""
    accepted: list[ImportRow] | None = None
    """The rows that were or would be recorded, where they are asked for."""
    warnings: list[RowWarning] = field(default_factory=list)
    """What stands out in the rows that were or would be recorded."""
    row_of: dict[int, tuple[str, ColumnScope | None]] = field(default_factory=dict)
    """Where the row stands that an event was read from, with the scope of its columns, by the event's number."""
    other_names: dict[int, list[Text]] = field(default_factory=dict)
    """What is to be said of names beside codes that are not those of what the codes are, by the event's number."""
    notes: list[Text] = field(default_factory=list)
    """What is to be said of sheets beside their rows: the day read in a title, a sum that differs."""
    tried: "dict[int, TriedEvent]" = field(default_factory=dict)
    """What would be recorded, by its number, where the rows are asked for."""
    zones: dict[int, dict[str, Any]] = field(default_factory=dict)
    book: str = ""

    @property
    def errors(self) -> list[ParkError]:
        """Every problem, the sheets' first, then row by row; that an exchange rate is missing is told once."""
        waiting = [row.rate_missing_on for row in self.refused if row.rate_missing_on is not None]
        rates = (
            [RatesMissing(book=self.book, rows=len(waiting), first=min(waiting), last=max(waiting))] if waiting else []
        )
        told = (problem for row in self.refused if row.rate_missing_on is None for problem in row.problems)
        return [*self.problems, *rates, *told]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was refused."""
        return not self.problems and not self.refused


def run(
    book: str,
    sheets: Sequence[ImportSheet],
    *,
    by: str,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
    keep: bool = False,
) -> ImportOutcome:
    """Import sheets into a book; in a dry run everything is tried and nothing recorded. `keep` keeps the accepted rows."""
    outcome = begun(sheets)
    outcome.book = book
    outcome.accepted = [] if keep else None
    rows = ordered(book, sheets)
    if not dry_run:
        _load(book, rows, outcome, by, progress)
        return outcome
    with transaction.atomic():
        _load(book, rows, outcome, by, progress)
        transaction.set_rollback(True)
    return outcome


def begun(sheets: Sequence[ImportSheet]) -> ImportOutcome:
    """What is known of sheets before their rows are read."""
    outcome = ImportOutcome()
    for sheet in sheets:
        outcome.problems += sheet.problems
        outcome.skipped += [(sheet, number, why) for number, why in sheet.skipped]
        outcome.notes += [*sheet.grid.notes, *sheet.notes]
        if hidden := sheet.hidden:
            outcome.hidden.append(_hidden_words(sheet.grid.name, hidden))
    return outcome


def _hidden_words(sheet: str, hidden: Sequence[int]) -> Text:
    shown = ", ".join(str(number + 1) for number in hidden[:MOST_NAMED]) + (", …" if len(hidden) > MOST_NAMED else "")
    return Text(
        f"{sheet}: đọc cả {len(hidden)} dòng đang bị ẩn ({shown}). Nếu không cần, hãy xóa các dòng đó rồi nạp lại.",
        f"{sheet}: {len(hidden)} hidden rows are read as well ({shown}). If they are not meant, delete them and import again.",
    )


def ordered(book: str, sheets: Sequence[ImportSheet]) -> Iterator[ImportRow]:
    """The rows of the sheets that can be read: of one sheet as they stand, of several as the events happened."""
    demo = registry.get_book(book).demo
    seen: Counter[str] = Counter()
    sound = [sheet for sheet in sheets if not sheet.problems]
    rows = numbered(chain.from_iterable(events_of(sheet, demo=demo) for sheet in sound), seen)
    if len(sound) < 2:
        return rows
    order = {code: (kind.day_order, place) for place, (code, kind) in enumerate(EVENT_TYPES.items())}
    return iter(sorted(rows, key=lambda row: (_day(row), order[row.sheet.type])))


def _day(row: ImportRow) -> str:
    """When a row's event happened; rows that make none come first, in the order of the file."""
    return row.event.effective_on.isoformat() if row.event is not None else ""


def _load(book: str, rows: Iterator[ImportRow], outcome: ImportOutcome, by: str, progress: Progress) -> None:
    report = LoadReport()
    load_read(book, _batches(rows, outcome, report, progress), by=by, report=report)
    for seq, told_of in sorted(outcome.other_names.items()):
        where, scope = outcome.row_of[seq]
        outcome.warnings += [RowWarning(where, words, scope=scope) for words in told_of]
    outcome.warnings += _outliers(book, outcome, report)
    outcome.recorded, outcome.already, outcome.events = report.recorded, report.already, report.events
    outcome.estimates = report.estimates
    told = (report.superseded_words(), report.withdrawn_words(book))
    outcome.notes += [words for words in told if words is not None]
    if outcome.cells_without_figure:
        outcome.notes.append(in_words(outcome.cells_without_figure))
    outcome.refused.sort(key=lambda row: (row.sheet.grid.name, row.number))


def in_words(cells: Sequence[UnreportedCell]) -> Text:
    """What cells say that have no figure to report."""
    shown, rest = [each.words for each in cells[:MOST_NAMED]], len(cells) - MOST_NAMED
    more = [Text(f"và {rest} ô nữa", f"and {rest} more cells")] if rest > 0 else []
    return Text("; ".join(each.vi for each in (*shown, *more)), "; ".join(each.en for each in (*shown, *more)))


def _outliers(book: str, outcome: ImportOutcome, report: LoadReport) -> list[RowWarning]:
    """The numbers that stand out in what was recorded, each with its row."""
    if not report.events:
        return []
    from parkledger.submissions.preview.outliers import not_looked_at, outliers_recorded  # brings the figures

    if (words := not_looked_at(len(report.events))) is not None:
        outcome.notes.append(words)
    found = []
    for each in outliers_recorded(book, report.events):
        where, scope = outcome.row_of.get(each.seq, ("", None))
        found.append(RowWarning(where, each.words, tuple(rule.parameter.code for rule in each.tripped), scope))
    return found


def _batches(
    rows: Iterator[ImportRow], outcome: ImportOutcome, report: LoadReport, progress: Progress
) -> Iterator[list[Read]]:
    """The valid rows in batches. Once a batch was taken in, the rows that the ledger refused are kept, the others let go."""
    while batch := list(islice(rows, BATCH)):
        valid = _valid(batch, outcome)
        yield [(JournalLine(number, "", row.digest), _step(row, outcome)) for number, row in enumerate(valid)]
        _keep_refused(valid, outcome, report)
        if outcome.accepted is not None:
            outcome.accepted += [row for row in valid if not row.problems]
        report.refused.clear()
        progress(len(batch))


def _valid(batch: Sequence[ImportRow], outcome: ImportOutcome) -> list[ImportRow]:
    """The rows of a batch that make an event; what came of the others, and of cells that hold no figure, is kept."""
    valid = [row for row in batch if row.event is not None]
    passed_over = [row for row in batch if row.is_without_figure and not row.problems]
    outcome.refused += [row for row in batch if row.event is None and (row.problems or not row.is_without_figure)]
    outcome.unreported += [(row.where, in_words(row.unreported)) for row in passed_over]
    outcome.cells_without_figure += [each for row in valid for each in row.unreported if not each.is_dash]
    return valid


def _keep_refused(valid: Sequence[ImportRow], outcome: ImportOutcome, report: LoadReport) -> None:
    """Keep the rows that the ledger refused, each with why."""
    for refusal in report.refused:
        row = valid[refusal.line.number]
        if isinstance(refusal.error, RateMissing):
            row.rate_missing_on = (row.refused_part or row).event.effective_on  # type: ignore[union-attr]
        row.problems.append(refused_by_ledger(row, refusal.error))
        outcome.refused.append(row)


def _step(row: ImportRow, outcome: ImportOutcome) -> Step:
    """Recording a row: all its events, or none where one of them is refused."""

    def record(writer: Writer) -> Recorded:
        recorded = None
        for place, part in enumerate(row.parts):
            if part.event is None:
                raise ValueError(f"{row.where} makes no event")
            row.refused_part = part
            ask_names(part.event, writer.view)
            other = names_that_differ(part.event, part.named, writer.view)
            before = writer.tip.seq
            recorded = writer.record(part.event)
            outcome.row_of[recorded.seq] = (row.where, row.scope)
            outcome.other_names[recorded.seq] = other
            if place:
                writer.note_line(row.digest_of(place), recorded)
            if outcome.accepted is not None:
                from parkledger.submissions.preview.dry_run import keep_tried  # brings the figures, for a trial alone

                keep_tried(writer, before, outcome.tried, outcome.zones)
        row.refused_part = None
        if recorded is None:
            raise ValueError(f"{row.where} makes no event")
        return recorded

    return record


def made_for(grids: Sequence[Grid]) -> str:
    """The code of the book that a template was made for, as its instructions say; empty where it was made for none."""
    if not any(map(is_template, grids)):
        return ""
    lines = (str(row[0]) for grid in grids if grid.name == INSTRUCTIONS for row in grid.rows if row)
    return next((line.removeprefix(OF_BOOK).strip() for line in lines if line.startswith(OF_BOOK)), "")


def check_made_for(file: str, grids: Sequence[Grid], book: str) -> None:
    """Refuse a template that was made for another book: zones of one would come on record in both."""
    if (meant := made_for(grids)) and meant != book:
        raise MadeForAnotherBook(file=file, made_for=meant, book=book)


def nothing_in(file: str, grids: Sequence[Grid]) -> NothingToImport:
    """Why a file cannot be imported in which no table was recognised."""
    return NothingToImport(file=file, sheets=[grid.name for grid in grids] or ["—"])


def where_all(errors: Iterable[ParkError], file: str) -> list[ParkError]:
    """Errors with the file before their place."""
    found = []
    for error in errors:
        error.where = f"{file}: {error.where}" if error.where else file
        found.append(error)
    return found
