"""What importing a file would do, before anything is recorded: its valid rows in words, the key figures before and after."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.measures import REPORTABLE
from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures, expire
from parkledger.figures.wording import figure_title, period_words, written
from parkledger.language import SMALLEST, Lang, Quantity, Text, Unit, format_date, format_number, format_quantity
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.store import registry
from parkledger.records.event_details import posted_in_words
from parkledger.submissions.forms.event_form import FormField
from parkledger.submissions.preview.dry_run import Tried
from parkledger.workbooks.importing import ImportOutcome
from parkledger.workbooks.map.across import ColumnScope
from parkledger.workbooks.map.columns import fields_by_name
from parkledger.workbooks.map.rows import ImportRow

KEY_FIGURES = (
    "zones.established",
    "land.established",
    "land.leasable",
    "land.leased",
    "occupancy",
    "projects.in_force",
    "capital.in_force",
)
"""The indicators by which an import is judged, beside those that it reports: zones, land, land let, occupancy, projects, capital."""


MOST_CHANGES = 6
"""Changes that are told of one event."""


@dataclass(frozen=True, slots=True)
class RowInWords:
    """A row that would be recorded: its place, what it is, what it says, what of it is to be looked at again, and what of
    the book it changes."""

    where: str
    label: Text
    words: Text
    doubts: tuple[Text, ...] = ()
    changes: tuple[Text, ...] = ()

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The row for programs."""
        doubts = [words.of(lang) for words in self.doubts]
        changes = [words.of(lang) for words in self.changes]
        told = {"where": self.where, "type": self.label.of(lang), "says": self.words.of(lang)}
        return {**told, "doubts": doubts, "changes": changes}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure before and after, in words."""

    code: str
    title: Text
    on: Text
    before: Text
    after: Text

    @property
    def moves(self) -> bool:
        """Whether the import changes it."""
        return self.before != self.after

    def as_json(self, lang: Lang) -> dict[str, str]:
        """The figure for programs."""
        told = {"title": self.title, "on": self.on, "before": self.before, "after": self.after}
        return {"indicator": self.code, **{name: words.of(lang) for name, words in told.items()}}


def rows_in_words(rows: Sequence[ImportRow], outcome: ImportOutcome) -> list[RowInWords]:
    """The rows that would be recorded, every event of a row on a line of its own, the first with the row's warnings."""
    changes = _changes(rows, outcome)
    doubts: defaultdict[tuple[str, ColumnScope | None], list[Text]] = defaultdict(list)
    for each in outcome.warnings:
        doubts[each.where, each.scope].append(each.words)
    return [
        RowInWords(
            row.where,
            EVENT_TYPES[part.sheet.type].label,
            _says(part),
            () if place else tuple(doubts[row.where, row.scope]),
            changes[row.where, row.scope, place],
        )
        for row in rows
        for place, part in enumerate(row.parts)
    ]


def _changes(
    rows: Sequence[ImportRow], outcome: ImportOutcome
) -> Mapping[tuple[str, ColumnScope | None, int], tuple[Text, ...]]:
    """What the events of some rows change, by where the row stands and which of its events it is."""
    wanted = {(row.where, row.scope) for row in rows}
    taken: Counter[tuple[str, ColumnScope | None]] = Counter()
    posted: list[tuple[tuple[str, ColumnScope | None, int], PostingRow]] = []
    last = 0
    for seq, of_row in sorted(outcome.row_of.items(), key=lambda pair: pair[0]):
        if of_row in wanted:
            events = (outcome.tried[each] for each in range(last + 1, seq + 1) if each in outcome.tried)
            posted += [((*of_row, taken[of_row]), row) for event in events for row in event.rows]
            taken[of_row] += 1
        last = seq
    found: defaultdict[tuple[str, ColumnScope | None, int], tuple[Text, ...]] = defaultdict(tuple)
    told = posted_in_words([row for _, row in posted], outcome.zones)
    for (place, _), each in zip(posted, told, strict=True):
        words = Text(f"{each.measure.vi} {each.amount.vi}", f"{each.measure.en} {each.amount.en}")
        if words not in found[place] and len(found[place]) < MOST_CHANGES:
            found[place] += (words,)
    return found


def key_figures(outcome: ImportOutcome) -> list[KeyFigure]:
    """The key figures of the book's place before and after, of each kind of zone that the rows touch, on their last day.

    What the rows report is told beside them.

    The formulas are evaluated over what is recorded and, again, with the rows' postings added.
    """
    events = tuple(outcome.tried[seq] for seq in sorted(outcome.tried))
    if not events:
        return []
    tried = Tried(outcome.book, events, outcome.zones)
    supposed = tried.supposed
    touched = {posting.kind for posting in supposed}
    kinds = [kind for kind in ZoneKind if kind.value in touched]
    on = max(each.event.effective_on for each in events)
    reported = {posting.measure for posting in supposed} & set(REPORTABLE) & set(INDICATORS)
    codes = (*KEY_FIGURES, *(code for code in REPORTABLE if code in reported))
    asked = list(_questions(codes, registry.get_book(outcome.book).place, kinds, on))
    expire()
    before, after = current_figures().answer(asked), tried.figures(asked)
    pairs = zip(before, after, strict=True)
    return [_told(*pair) for pair in pairs if any(figure.value is not None for figure in pair)]


def _questions(codes: Sequence[str], place: str, kinds: Sequence[ZoneKind], on: date) -> Iterator[Question]:
    for kind in kinds:
        for code in codes:
            question = Question(code, place, on, kind=kind)
            if not question.definition.kinds or kind in question.definition.kinds:
                yield question


def _told(before: Figure, after: Figure) -> KeyFigure:
    return KeyFigure(
        before.question.indicator,
        Text(figure_title(after, Lang.VI), figure_title(after, Lang.EN)),
        Text(period_words(after, Lang.VI), period_words(after, Lang.EN)),
        Text(written(before, Lang.VI), written(before, Lang.EN)),
        Text(written(after, Lang.VI), written(after, Lang.EN)),
    )


def _says(part: ImportRow) -> Text:
    """What a row says, field by field."""
    fields = fields_by_name(part.sheet.type)
    values = [(field, value) for field in fields.values() if (value := _at(part.fields, field)) not in {None, ""}]
    return Text(
        *(
            "; ".join(f"{field.label.of(lang)}: {_shown(field, value, lang)}" for field, value in values)
            for lang in Lang
        )
    )


def _at(fields: Mapping[str, Any], field: FormField) -> Any:
    value: Any = fields.get(field.path[0])
    if len(field.path) > 1:
        value = value.get(".".join(field.path[1:])) if isinstance(value, Mapping) else None
    return _Money(value) if isinstance(value, dict) else value


class _Money(dict[str, Any]):
    """An amount of money, which can stand in a set."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


def _shown(field: FormField, value: Any, lang: Lang) -> str:
    if isinstance(value, dict):
        unit = Unit(value["currency"])
        return format_quantity(Quantity(Fraction(value["amount"], SMALLEST[unit]), unit), lang)
    if isinstance(value, bool):
        return {Lang.VI: ("không", "có"), Lang.EN: ("no", "yes")}[lang][value]
    if field.kind == "area":
        return format_quantity(Quantity(Fraction(value, 10_000), Unit.HECTARE), lang)
    if field.kind == "date":
        return format_date(date.fromisoformat(value), lang)
    if field.kind == "choice":
        return dict(field.choices)[value].of(lang)
    number = format_number(value, lang, grouping=field.kind != "year") if isinstance(value, int) else str(value)
    return f"{number} {field.unit.of(lang)}" if field.unit is not None else number
