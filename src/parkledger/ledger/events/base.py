"""What every event type is made of: its fields, what it checks, what it claims, and how it is taken back.

To add an event type, add one class that extends `Event`: forms, the event reference and the command line follow.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from parkledger.catalogue import Currency, Name, Scenario
from parkledger.language import ParkError, parse_area_m2, parse_date, parse_money
from parkledger.ledger.entries import Claim, Entry, Key, Row, Vector
from parkledger.ledger.view import View

EVENT_TYPES: dict[str, type["Event"]] = {}
"""Every event type by its code, in the order of definition."""


class SubjectKind(StrEnum):
    """What an event can be about."""

    ZONE = "zone"
    PROJECT = "project"
    ENTERPRISE = "enterprise"
    FACILITY = "facility"
    PLACE = "place"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names a zone, project, enterprise, facility or place.

    Where `looked_up`, the field may be given by code or name and must name one that is on record; it is completed with
    the code. `book_field` is the field that names another book, where the field may name a zone of that book.
    """

    to: SubjectKind
    looked_up: bool = True
    book_field: str = ""


class Subject(NamedTuple):
    """One thing that an event is about: by its code, an enterprise or facility by its name, a document by its identity.

    `book` is the code of the book that has the zone, empty for the event's own book.
    """

    kind: SubjectKind
    name: str
    field: str
    book: str = ""


def as_written(read: Callable[[str], Any]) -> Callable[[object], object]:
    """A validator that reads text as people write it; what cannot be read is refused with the reader's own words."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return read(value)
        except ParkError as unreadable:
            raise ValueError(unreadable) from unreadable

    return validate


def _money(text: str) -> dict[str, object]:
    currency, amount = parse_money(text)
    return {"currency": currency, "amount": amount}


_area = as_written(parse_area_m2)


_date = as_written(parse_date)


def _day(value: object) -> object:
    """A date as people write it; the written form of machines, by far the commonest, is read at once."""
    if isinstance(value, str) and len(value) == ISO_LENGTH and value[4] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return _date(value)
    return _date(value)


ISO_LENGTH = len("2023-08-22")
IDENTITY_DIGITS = 12
"""Hexadecimal digits of a document's identity."""


class Money(BaseModel):
    """An amount in whole US cents or whole đồng."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    currency: Literal["USD", "VND"]
    amount: int = Field(ge=0, le=10**16)  # its equivalent in đồng must fit 64 bits

    def vector(self, rate: "Rate", sign: int = 1) -> Vector:
        """The amount with its equivalents in US cents and đồng, each rounded once, half up."""
        vnd, usd = rate.vnd_per_usd.as_integer_ratio()
        if self.currency == Currency.USD:
            return (sign * self.amount, sign * self.amount, sign * _rounded(self.amount * vnd, 100 * usd))
        return (sign * self.amount, sign * _rounded(self.amount * 100 * usd, vnd), sign * self.amount)


class Rate(BaseModel):
    """The exchange rate used for an event's conversions, kept with it: never converted again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vnd_per_usd: Decimal = Field(gt=0)
    source: str
    on: Annotated[date, BeforeValidator(_day)]


@lru_cache(maxsize=4096)
def _kept_rate(vnd_per_usd: str, source: str, on: str) -> Rate:
    """A rate as it is kept with every event that converts at it."""
    return Rate.model_validate({"vnd_per_usd": vnd_per_usd, "source": source, "on": on})


class Document(BaseModel):
    """The decision, certificate, report or page behind an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: Annotated[date | None, BeforeValidator(_day)] = None
    url: str = ""
    sha256: str = ""

    @property
    def identity(self) -> str:
        """The document's own short code, the same for all events that cite it."""
        return document_identity(self.filled())

    def filled(self) -> dict[str, str]:
        """The fields that are not empty, as JSON values."""
        found = {name: value for name, value in self.__dict__.items() if value not in {"", None}}
        if self.issued_on is not None:
            found["issued_on"] = self.issued_on.isoformat()
        return found


def document_identity(document: Mapping[str, Any]) -> str:
    """A document's own short code: made of number, issuer and date, else of its address, its hash or its title."""
    given = {key: str(value).strip() for key, value in document.items() if value}
    if given.get("number"):
        named = ("number", given["number"], given.get("issuer", ""), given.get("issued_on", ""))
    elif given.get("url") or given.get("sha256"):
        named = ("at", given.get("url") or given["sha256"], "", "")
    else:
        named = ("title", given.get("title", ""), given.get("issuer", ""), given.get("issued_on", ""))
    return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest()[:IDENTITY_DIGITS]


Area = Annotated[int, BeforeValidator(_area), Field(ge=0, le=10**12, strict=True)]
PositiveArea = Annotated[int, BeforeValidator(_area), Field(gt=0, le=10**12, strict=True)]
Count = Annotated[int, Field(ge=0, le=10**12)]
Day = Annotated[date, BeforeValidator(_day)]
Amount = Annotated[Money, BeforeValidator(as_written(_money))]
ZoneRef = Annotated[str, Ref(SubjectKind.ZONE), Field(min_length=1, max_length=200)]
ProjectRef = Annotated[str, Ref(SubjectKind.PROJECT), Field(min_length=1, max_length=120)]
PlaceRef = Annotated[str, Ref(SubjectKind.PLACE), Field(min_length=1, max_length=120)]
NewZone = Annotated[str, Ref(SubjectKind.ZONE, looked_up=False), Field(max_length=120)]
NewProject = Annotated[str, Ref(SubjectKind.PROJECT, looked_up=False), Field(min_length=1, max_length=120)]
Enterprise = Annotated[str, Ref(SubjectKind.ENTERPRISE, looked_up=False), Field(max_length=300)]
Facility = Annotated[str, Ref(SubjectKind.FACILITY, looked_up=False), Field(min_length=1, max_length=100)]
Words = Annotated[str, Field(max_length=300)]


def labelled(vi: str, en: str, *, unit: str | None = None, **bounds: Any) -> Any:
    """A field with its Vietnamese and English labels and the unit of its number."""
    extra: dict[str, Any] = {"vi": vi, "en": en} | ({"unit": unit} if unit else {})
    return Field(title=vi, description=en, json_schema_extra=extra, **bounds)


class Event(BaseModel):
    """Something decided or reported. The fields below are common to all types; the rest is the type's payload."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    code: ClassVar[str]
    label: ClassVar[Name]
    basis: ClassVar[str] = ""
    carries_money: ClassVar[bool] = False
    abstract: ClassVar[bool] = True

    effective_on: Day = labelled("ngày có hiệu lực", "effective on")
    document: Document | None = labelled("văn bản", "document", default=None)
    note: str = labelled("ghi chú", "note", default="", max_length=2000)
    demo: bool = labelled("dữ liệu minh họa", "demonstration data", default=False)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Register a type under its class's name in snake_case."""
        cls.abstract = cls.__dict__.get("abstract", False)
        if cls.abstract:
            return
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        if "label" not in cls.__dict__:
            raise TypeError(f"{cls.__name__} needs a label in Vietnamese and English")
        EVENT_TYPES[cls.code] = cls

    @classmethod
    @cache
    def payload_fields(cls) -> Mapping[str, Any]:
        """The fields that are this type's own."""
        common = Event.model_fields
        return MappingProxyType({name: info for name, info in cls.model_fields.items() if name not in common})

    @classmethod
    @cache
    def subject_fields(cls) -> Mapping[str, Ref]:
        """The fields that name what an event of this type is about, each with the mark that says what it names."""
        found = {}
        for name, info in cls.payload_fields().items():
            inner = [mark for part in get_args(info.annotation) for mark in getattr(part, "__metadata__", ())]
            for mark in (*info.metadata, *inner):
                if isinstance(mark, Ref):
                    found[name] = mark
        return MappingProxyType(found)

    @classmethod
    @cache
    def references(cls) -> Mapping[str, SubjectKind]:
        """The fields that name a zone, project or place that is on record, each with what it names."""
        return MappingProxyType({name: ref.to for name, ref in cls.subject_fields().items() if ref.looked_up})

    def subjects(self) -> tuple[Subject, ...]:
        """What the event is about, as its own fields name it; codes stand in them once the event is completed."""
        found = []
        for name, ref in self.subject_fields().items():
            given = getattr(self, name)
            if given:
                book = getattr(self, ref.book_field) if ref.book_field else ""
                found.append(Subject(ref.to, given, name, book))
        if self.document is not None:
            found.append(Subject(SubjectKind.DOCUMENT, self.document.identity, "document"))
        return tuple(found)

    def payload(self) -> dict[str, Any]:
        """The type's own fields as JSON values; those left empty are left out."""
        found: dict[str, Any] = self.__pydantic_serializer__.to_python(
            self, mode="json", exclude=_COMMON, exclude_none=True
        )
        return found

    def key(self) -> str | None:
        """What the event is the one word on, where a later one replaces it (a period's report); None elsewhere."""
        return None

    def completed(self, view: View) -> Self:
        """The event with names turned into codes, and what it rests on (an exchange rate) written into it."""
        fields = self.__dict__
        changes = {name: value for name, value in self.completions(view).items() if fields[name] != value}
        return self._with(changes) if changes else self

    def _with(self, changes: dict[str, Any]) -> Self:
        """The event with some fields changed to values of their types; `model_copy` does the same with more ado."""
        event = type(self).__new__(type(self))
        object.__setattr__(event, "__dict__", {**self.__dict__, **changes})
        object.__setattr__(event, "__pydantic_fields_set__", self.__pydantic_fields_set__ | changes.keys())
        object.__setattr__(event, "__pydantic_extra__", None)
        object.__setattr__(event, "__pydantic_private__", None)
        return event

    def completions(self, view: View) -> dict[str, Any]:
        """What completes the event."""
        changes: dict[str, Any] = {}
        for name, to in self.references().items():
            given = getattr(self, name)
            if given is not None:
                changes[name] = view.resolve(to, given, self.effective_on)
        if self.carries_money and getattr(self, "rate", None) is None:
            changes["rate"] = _kept_rate(**view.rate(self.effective_on))
        return changes

    def check(self, view: View) -> None:
        """Refuse, in words, what cannot be. Sums that must hold are checked after the postings are derived."""

    def declare(self, view: View, seq: int) -> None:
        """Make or change the zones and projects that the event speaks of."""

    def claims(self, view: View) -> Iterable[Claim]:
        """What the event says of the measures it touches."""
        return ()

    def apply(self, view: View, seq: int) -> list[Row]:
        """Declare, claim, and return the postings that follow."""
        self.declare(view, seq)
        rows: list[Row] = []
        for claim in self.claims(view):
            rows += view.register.enter(claim, seq, len(rows))
        return rows

    def revert(self, view: View, seq: int, rows: list[Row], *, replaced: bool = False) -> list[Row]:
        """Take the event back, given the postings it made, and return the postings that follow.

        Where it is `replaced`, the event that replaces it follows at once: what it declared stays on record.
        """
        return view.register.retract(rows, seq, 0)


_COMMON = set(Event.model_fields)


class MoneyEvent(Event):
    """An event with an amount of money; the rate of its conversions is kept with it."""

    abstract: ClassVar[bool] = True
    carries_money: ClassVar[bool] = True

    rate: Rate | None = labelled("tỷ giá đã dùng", "rate used", default=None)

    def vector(self, money: Money, sign: int = 1) -> Vector:
        """The amount with its equivalents at the event's rate."""
        if self.rate is None:
            raise LookupError("an event is completed with its rate before its postings are derived")
        return money.vector(self.rate, sign)


def plain(amount: int) -> Vector:
    """A number that is not money."""
    return (amount, 0, 0)


def changed(key: Key, amount: int | Vector, on: date) -> Claim:
    """Something held became more or less by this much."""
    return Claim(key, Entry.CHANGE, amount if isinstance(amount, tuple) else plain(amount), on)


def stands(key: Key, amount: int | Vector, on: date, status: str = "final") -> Claim:
    """Something held stood at this much, whatever was known before."""
    return Claim(key, Entry.LEVEL, amount if isinstance(amount, tuple) else plain(amount), on, status)


def flowed(key: Key, amount: int | Vector, on: date, status: str = "final") -> Claim:
    """This much flowed in a period that ended on a day."""
    return Claim(key, Entry.FLOW, amount if isinstance(amount, tuple) else plain(amount), on, status)


def as_plan(key: Key, period: tuple[date, date], setter: str) -> Key:
    """The series of a target: what was planned for a period, by whom."""
    return key._replace(scenario=Scenario.PLAN.value, period_start=period[0], period_end=period[1], detail=setter)


def _rounded(above: int, below: int) -> int:
    """A positive quotient rounded to a whole number, half up."""
    return (2 * above + below) // (2 * below)
