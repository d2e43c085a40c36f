"""What an event says, in words: each of its fields with its label, its value as people write it, and where it leads."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any, get_args

from pydantic.fields import FieldInfo

from parkledger.catalogue import MEASURES
from parkledger.figures.wording import number, persons
from parkledger.language import (
    SMALLEST,
    Lang,
    ParkError,
    Text,
    Unit,
    exact_decimals,
    format_date,
    format_number,
    format_short,
    to_hectares,
)
from parkledger.ledger.events import EVENT_TYPES, Event, SubjectKind
from parkledger.ledger.events.sector_names import sectors_in
from parkledger.ledger.store import registry
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.events import Stored
from parkledger.records.histories import ZoneOn, zones_by_code
from parkledger.records.links import reach
from parkledger.records.names import ProjectName, projects_named

WORDS_OF_A_LINE = 5
"""Fields told of an event in one line of a list."""
YES, NO = Text("có", "yes"), Text("không", "no")


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field: its label, its value in both languages, and the page it names."""

    name: str
    label: Text
    value: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Refs:
    """The zones and projects that some events name, looked up together."""

    zones: Mapping[tuple[str, str], ZoneOn]
    projects: Mapping[tuple[str, str], ProjectName]
    dates: Dates

    def zone(self, book: str, code: str) -> tuple[Text, str]:
        """A zone's title and address; its code where it is not on record any more."""
        zone = self.zones.get((book, code))
        title = zone.title if zone else code
        address = reach("zone", book, code, dates=self.dates) if zone and not zone.withdrawn else ""
        return Text(title, title), address

    def project(self, book: str, code: str) -> tuple[Text, str]:
        """A project's name with its enterprise, and its address."""
        project = self.projects.get((book, code))
        if project is None:
            return Text(code, code), ""
        said = ", ".join(dict.fromkeys(part for part in (project.name, project.enterprise) if part)) or code
        return Text(said, said), reach("project", book, code, dates=self.dates)


def refs_of(events: Iterable[Stored], dates: Dates) -> Refs:
    """What some events name."""
    wanted = [
        (event.book, str(event.payload[name]))
        for event in events
        for name, to in references_of(event.type).items()
        if to == "project" and event.payload.get(name)
    ]
    return Refs(zones_by_code(dates), projects_named(wanted), dates)


def references_of(code: str) -> dict[str, SubjectKind]:
    """The fields of an event type that name what it is about, each with what it names."""
    kind = EVENT_TYPES.get(code)
    return {name: ref.to for name, ref in kind.subject_fields().items()} if kind else {}


def fields_of(event: Stored, refs: Refs) -> list[FieldText]:
    """All of an event's own fields that say something, in the order of its type; then what it takes for granted."""
    return [*_fields(event, refs, frozenset()), *_assumed(event)]


def _assumed(event: Stored) -> Iterator[FieldText]:
    kind = EVENT_TYPES.get(event.type)
    for name, words in (kind.assumed(event.payload.keys()) if kind else {}).items():
        yield FieldText(name, kind.label_of(name) if kind else Text(name, name), words)


def _fields(event: Stored, refs: Refs, without: frozenset[str]) -> Iterator[FieldText]:
    kind = EVENT_TYPES.get(event.type)
    infos = kind.payload_fields() if kind else {}
    known = [name for name in infos if name in event.payload]
    for name in [*known, *(each for each in event.payload if each not in infos)]:
        value = event.payload[name]
        if value in ("", None) or name in without:
            continue
        info = infos.get(name)
        label = Text(info.title, info.description) if info is not None else Text(name, name)
        unit = (info.json_schema_extra or {}).get("unit", "") if info is not None else ""
        yield from _told(event, refs, name, label, unit, value)


def about(event: Stored, refs: Refs) -> tuple[Text, str] | None:
    """What an event is about: its project, else its zone, else its place."""
    payload = event.payload
    if payload.get("project"):
        return refs.project(event.book, str(payload["project"]))
    if payload.get("zone"):
        return refs.zone(event.book, str(payload["zone"]))
    return _place(str(payload["place"]), refs.dates) if payload.get("place") else None


def in_words(event: Stored, refs: Refs, lang: Lang) -> str:
    """An event in one line: the fields that matter, with their labels."""
    kind = EVENT_TYPES.get(event.type)
    without = kind.all_not_told() if kind else Event.not_told
    told = (field for field in _fields(event, refs, without) if field.value != NO)
    said = [f"{field.label.of(lang)}: {field.value.of(lang)}" for field in islice(told, WORDS_OF_A_LINE)]
    if event.payload.get("project") and event.payload.get("zone"):
        said.insert(0, refs.zone(event.book, str(event.payload["zone"]))[0].of(lang))
    more = " …" if next(told, None) is not None else ""
    return "; ".join(said) + more


DECIMALS_OF_RATES = 4
"""Decimals of a rate on the screen, as many as can be recorded; an average of several has more."""


def _told(event: Stored, refs: Refs, name: str, label: Text, unit: str, value: Any) -> Iterable[FieldText]:
    to = references_of(event.type).get(name)
    if name == "into" and "into_book" in event.payload:
        said, address = refs.zone(str(event.payload["into_book"]), str(value))
        return [FieldText(name, label, said, address)]
    if name == "into_book":
        return [FieldText(name, label, _book(str(value)), reach("book", str(value), dates=refs.dates))]
    if to == "zone":
        return [FieldText(name, label, *refs.zone(event.book, str(value)))]
    if to == "project":
        return [FieldText(name, label, *refs.project(event.book, str(value)))]
    if to == "place":
        return [FieldText(name, label, *_place(str(value), refs.dates))]
    if name == "rate" and isinstance(value, dict):
        return [FieldText(name, label, _rate(value))]
    if name == "values" and isinstance(value, dict):
        return (FieldText(f"values.{code}", *_measured(code, amount)) for code, amount in value.items())
    return [FieldText(name, label, _valued(event, name, unit, value))]


def _valued(event: Stored, name: str, unit: str, value: Any) -> Text:
    """A field's own value in both languages."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        return money(int(value["amount"]), str(value["currency"]))
    kind = EVENT_TYPES.get(event.type)
    choices = kind.choices().get(name) if kind else None
    if choices is not None and str(value) in choices:
        return choices[str(value)]
    if unit == "sector":
        named = sectors_in(str(value))
        return Text("; ".join(each.title.vi for each in named), "; ".join(each.title.en for each in named))
    target = unit_of_target(event.payload) if name == "value" else ""
    if target == "micro" and isinstance(value, str):
        return _both(lambda lang: f"{format_number(Fraction(value), lang)}%")
    if isinstance(value, int):
        return amount_in(Fraction(value), target) if target else _whole(value, unit)
    if _is_decimal(kind.payload_fields().get(name) if kind else None):
        return _decimal(Fraction(str(value)), unit)
    return _text(str(value))


def _whole(value: int, unit: str) -> Text:
    """A whole number in its unit; years stand without a mark of thousands."""
    if unit == Unit.PERSON:
        return _both(lambda lang: persons(Fraction(value), lang))
    return Text(str(value), str(value)) if unit == "year" else amount_in(Fraction(value), unit)


def _is_decimal(info: FieldInfo | None) -> bool:
    """Whether a field holds a decimal number, which is kept as text; a code of digits is none."""
    return info is not None and _has_decimal(info.annotation)


def _has_decimal(annotation: Any) -> bool:
    return annotation is Decimal or any(_has_decimal(part) for part in get_args(annotation))


def _decimal(exact: Fraction, unit: str) -> Text:
    """A decimal number with all its decimals, as each language writes it."""
    decimals = exact_decimals(exact) or 0
    sign = "%" if unit == "percent" else ""
    return _both(lambda lang: f"{format_number(exact, lang, decimals=decimals)}{sign}")


def unit_of_target(payload: Mapping[str, Any]) -> str:
    """The unit in which what a target is set for is posted; empty where the payload sets none."""
    measure = MEASURES.get(str(payload.get("measure", "")))
    return measure.unit if measure else ""


def _text(value: str) -> Text:
    """A text as it stands; a date as each language writes it."""
    try:
        on = date.fromisoformat(value)
        return _both(lambda lang: format_date(on, lang))
    except ValueError:
        return Text(value, value) if value.strip() else Text("—", "—")


def money(amount: int, currency: str) -> Text:
    """An amount of the smallest unit of a currency: US cents, đồng."""
    exact = Fraction(amount, SMALLEST[Unit(currency)])
    return _both(lambda lang: number(exact, currency, lang))


def amount_in(exact: Fraction, unit: str) -> Text:
    """A number in the unit of a field or a measure; square metres with their hectares."""
    if unit == "m2":
        return _both(lambda lang: f"{format_number(exact, lang)} m² ({number(to_hectares(exact), 'ha', lang)})")
    return _both(lambda lang: counted(exact, unit, lang))


def counted(exact: Fraction, unit: str, lang: Lang) -> str:
    """A number with its unit, whole where it is counted: 1 dự án, not 1,00 dự án."""
    if unit in {"", "degree", "micro"}:
        return format_short(exact, lang, 6)
    return number(exact, unit, lang)


def _measured(code: str, value: Any) -> tuple[Text, Text]:
    """A measure's name and what was reported of it."""
    measure = MEASURES.get(code)
    if measure is None:
        return Text(code, code), Text(str(value), str(value))
    if isinstance(value, dict):
        return measure.name, money(int(value["amount"]), str(value["currency"]))
    return measure.name, amount_in(Fraction(value), measure.unit)


def _rate(value: Mapping[str, Any]) -> Text:
    exact = Fraction(str(value.get("vnd_per_usd", "0")))
    source, on = value.get("source", ""), date.fromisoformat(str(value["on"]))
    of_unit = Fraction(str(value.get("vnd_per_unit") or 0))

    def dong(rate: Fraction, lang: Lang) -> str:
        decimals = min(exact_decimals(rate) or 0, DECIMALS_OF_RATES)
        return format_number(rate, lang, decimals=decimals)

    def written(lang: Lang) -> str:
        said = f"1 USD = {dong(exact, lang)} VND ({source}, {format_date(on, lang)})"
        return f"{said}; 1 {value['currency']} = {dong(of_unit, lang)} VND" if of_unit else said

    return _both(written)


def _book(code: str) -> Text:
    """The name of a book; its code where there is none of it here."""
    names = {book.code: book.name for book in registry.books()}
    return Text(names.get(code, code), names.get(code, code))


def _place(code: str, dates: Dates) -> tuple[Text, str]:
    try:
        title = get(code).title(dates.on)
    except ParkError:
        return Text(code, code), ""
    return Text(title.vi, title.en), reach("place", code, dates=dates)


def _both(write: Callable[[Lang], str]) -> Text:
    return Text(write(Lang.VI), write(Lang.EN))


@dataclass(frozen=True, slots=True)
class Touched:
    """A zone or project with how many of the events name it."""

    named: Text
    address: str
    events: int


def touched_by(events: Iterable[Stored], refs: Refs) -> tuple[list[Touched], list[Touched]]:
    """The zones and the projects that events name, the most often named first."""
    zones: Counter[tuple[str, str]] = Counter()
    projects: Counter[tuple[str, str]] = Counter()
    for event in events:
        for name, to in references_of(event.type).items():
            code = event.payload.get(name)
            if not code or to == "place":
                continue
            book = str(event.payload.get("into_book") or event.book) if name == "into" else event.book
            (zones if to == "zone" else projects)[book, str(code)] += 1
    return (
        [Touched(*refs.zone(*key), events=count) for key, count in zones.most_common()],
        [Touched(*refs.project(*key), events=count) for key, count in projects.most_common()],
    )
