"""What may be recorded: values that every database holds, in an event that reads back from its stored form as it was.

Whatever is recorded passes these checks before anything is written, so that it can be loaded, exported and verified ever
after. They ask the columns of the tables and the classes of the events for what fits; no event type says it again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from pydantic import BaseModel, ValidationError

from parkledger.language import Text
from parkledger.ledger.book.hashing import dumped
from parkledger.ledger.book.payloads import written_payload
from parkledger.ledger.book.refusals import WHOLE, fields_refused, refusal
from parkledger.ledger.errors import FieldsRefused
from parkledger.ledger.events import EVENT_TYPES, Event, Money, Rate
from parkledger.ledger.events.base import Document
from parkledger.ledger.models import Event as StoredEvent
from parkledger.ledger.models import EventSubject, Posting, Project, Zone
from parkledger.ledger.store.tables import StoredTable

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days between which everything recorded happens; spreadsheets know no day before the first."""
LONGEST_TEXT = 20_000
"""Characters in one text of an event that has no limit of its own."""
MOST_DIGITS = 40
"""Digits of a decimal number, before and after its point together."""

_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters other than tabs and line ends, halves of surrogate pairs, and what is no character."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What a database cannot hold."""


class FieldProblem(NamedTuple):
    """A field with what is wrong with its value."""

    field: str
    problem: Text


def check_values(event: Event, *, exported: bool = False) -> None:
    """Refuse texts, numbers and dates that cannot be stored, shown or calculated with.

    Where the event comes from an exported journal, only what a database cannot hold is refused: it was recorded once.
    """
    if all(map(_is_harmless, event.__dict__.values())):
        return
    if found := list(_all_findings(event.__dict__, exported=exported)):
        raise _refused(event.code, found)


def unstorable(code: str, fields: Mapping[str, Any]) -> FieldsRefused:
    """The refusal of fields, as given, of which some cannot be written as UTF-8."""
    return _refused(code, list(_all_findings(fields, exported=True)))


def written(event: Event) -> tuple[str, str | None]:
    """The payload and the document of an event as they are stored.

    Refused where the event's class does not make the same event of them, as loading and verifying would.
    """
    payload = written_payload(event)
    document = None if event.document is None else dumped(event.document.filled())
    try:
        again = revive(event.code, payload, event.effective_on, document, event.note, event.demo)
    except ValidationError as refused:
        raise refusal(event.code, type(event).model_fields, refused, type(event).choices()) from refused
    found = again.__dict__
    if found != event.__dict__ and (
        changed := [name for name, value in event.__dict__.items() if found[name] != value]
    ):
        problem = Text("đọc lại từ sổ sẽ thành giá trị khác", "would read back from the book as another value")
        raise _refused(event.code, [FieldProblem(name, problem) for name in changed])
    return payload, document


def check_columns(event: Event, table: StoredTable, rows: Iterable[Sequence[Any]]) -> None:
    """Refuse rows that follow from an event where a value is longer or larger than its column holds."""
    texts, numbers = _limits(table)
    for row in rows:
        for place, column, most in texts:
            value = row[place]
            if value is not None and len(value) > most and (problem := _longer_than(most, value)):
                raise _refused(event.code, [FieldProblem(_source(event, column, value), problem)])
        for place, _, most in numbers:
            value = row[place]
            if value is not None and not -most <= value <= most:
                raise _refused(event.code, [_too_large(event)])


def revive(code: str, payload: str, effective_on: date, document: str | None, note: str, demo: bool) -> Event:
    """An event from its stored columns."""
    return EVENT_TYPES[code].model_validate(
        {
            **json.loads(payload),
            "effective_on": effective_on,
            "document": dict(_document(document)) if document else None,
            "note": note,
            "demo": bool(demo),
        }
    )


@lru_cache(maxsize=1024)
def _document(stored: str) -> dict[str, Any]:
    """The fields of a document as it is stored; many events of a file cite the same one."""
    found: dict[str, Any] = json.loads(stored)
    return found


def _is_harmless(value: object) -> bool:
    """Whether nothing can be wrong with a value, as with nearly all: told quickly, and not always where it is so."""
    kind = type(value)
    if kind is str:
        return len(value) <= LONGEST_TEXT and value.isprintable()  # type: ignore[arg-type, attr-defined]
    if kind is date:
        return FIRST_DAY <= value <= LAST_DAY  # type: ignore[operator]
    if kind is dict:
        return all(map(_is_harmless, value)) and all(map(_is_harmless, value.values()))  # type: ignore[call-overload, attr-defined]
    if kind is Rate or kind is Document:
        return all(map(_is_harmless, value.__dict__.values()))
    return kind in _HARMLESS


_HARMLESS = frozenset({int, bool, type(None), Money})


def _all_findings(fields: Mapping[str, Any], *, exported: bool) -> Iterator[FieldProblem]:
    characters = _UNSTORABLE if exported else _STRANGE
    for name, value in fields.items():
        yield from _findings(name, value, characters, exported=exported)


def _findings(name: str, value: object, characters: re.Pattern[str], *, exported: bool) -> Iterator[FieldProblem]:
    """What is wrong with a value, and with the values within it."""
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, Mapping):
        for part, within in value.items():
            yield from _findings(name, part, characters, exported=exported)
            yield from _findings(f"{name}.{part}", within, characters, exported=exported)
    elif isinstance(value, list | tuple):
        for within in value:
            yield from _findings(name, within, characters, exported=exported)
    elif problem := _problem(value, characters, exported=exported):
        yield FieldProblem(name, problem)


def _problem(value: object, characters: re.Pattern[str], *, exported: bool) -> Text | None:
    """What is wrong with a text, a number or a day."""
    if isinstance(value, str):
        strange = characters.search(value)
        return _strange_character(strange) if strange else _longer_than(LONGEST_TEXT, value)
    if isinstance(value, date) and not exported and not FIRST_DAY <= value <= LAST_DAY:
        return _out_of_time()
    if isinstance(value, Decimal) and not _is_written_shortly(value):
        return Text("là số quá lớn, quá nhỏ hoặc quá nhiều chữ số", "has too many digits")
    return None


def _is_written_shortly(number: Decimal) -> bool:
    """Whether a number has few digits when written out: 1E+1000000 has one digit and would be a million long."""
    _, digits, exponent = number.as_tuple()
    return isinstance(exponent, int) and len(digits) + abs(exponent) <= MOST_DIGITS


class _Limit(NamedTuple):
    """A column by its place in a row: the characters it holds, or the largest number."""

    place: int
    column: str
    most: int


@cache
def _limits(table: StoredTable) -> tuple[tuple[_Limit, ...], tuple[_Limit, ...]]:
    """The columns of a table for texts and for numbers that do not hold every one, but for those of closed lists and ids."""
    described = next(meta for meta in (model._meta for model in _MODELS) if meta.db_table == table.name)  # noqa: SLF001 - Django documents it
    fields = {field.column: field for field in described.concrete_fields}
    texts, numbers = [], []
    for place, column in enumerate(table.columns):
        field = fields[column]
        if column in _OF_CLOSED_LISTS or column.endswith("id"):
            continue
        if isinstance(field, models.IntegerField):
            most = BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()][1]
            numbers.append(_Limit(place, column, most))
        elif field.max_length is not None:
            texts.append(_Limit(place, column, field.max_length))
    return tuple(texts), tuple(numbers)


_OF_CLOSED_LISTS = frozenset({"type", "hash", "role", "measure", "scenario", "kind", "origin", "currency", "status"})
_MODELS: tuple[type[models.Model], ...] = (StoredEvent, Posting, EventSubject, Zone, Project)


def _source(event: Event, column: str, value: str) -> str:
    """The field that the text of a column was made of; the column where none was."""
    texts = {name: given for name, given in event.__dict__.items() if isinstance(given, str) and given}
    within = sorted((name for name in texts if texts[name] in value), key=lambda name: -len(texts[name]))
    return column if texts.get(column) == value else next(iter(within), column)


def _too_large(event: Event) -> FieldProblem:
    """A number larger than its column, at the fields that have numbers."""
    numbers = [name for name, value in event.__dict__.items() if isinstance(value, BaseModel | Decimal | Mapping)]
    named = [name for name in numbers if name != "document"]
    return FieldProblem(
        named[0] if named else WHOLE,
        Text("cho ra số quá lớn, sổ không giữ được", "comes to a number larger than the book can keep"),
    )


def _refused(code: str, found: Sequence[FieldProblem]) -> FieldsRefused:
    return fields_refused(code, found)


def _strange_character(found: re.Match[str]) -> Text:
    what, at = f"U+{ord(found[0]):04X}", found.start() + 1
    return Text(
        f"có ký tự điều khiển {what} ở vị trí {at}, hãy bỏ ký tự đó",
        f"has the control character {what} at position {at}; take it out",
    )


def _longer_than(limit: int, value: str) -> Text | None:
    if len(value) <= limit:
        return None
    return Text(f"dài quá {limit} ký tự", f"is longer than {limit} characters")


def _out_of_time() -> Text:
    first, last = FIRST_DAY.year, LAST_DAY.year
    return Text(f"phải trong khoảng từ năm {first} đến năm {last}", f"must be in the years from {first} to {last}")
