"""What every event type is made of: its fields, what it checks, what it claims, and how it is taken back.

To add an event type, add one class that extends `Event` to a module of this package. What the rest of the register
needs to know of the type stands on the class; forms, workbooks, timelines, the API and the references read it there.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from parkledger.catalogue import Act, Currency, ForeignCurrency, Origin, Scenario, Status, ZoneKind
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DutyStep
from parkledger.language import (
    SMALLEST,
    Labelled,
    Lang,
    ParkError,
    Text,
    Unit,
    format_date,
    format_number,
    parse_area_m2,
    parse_capital,
    parse_date,
    parse_money,
)
from parkledger.ledger.book.postings import Claim, Entry, Key, PostingRow, Vector
from parkledger.ledger.book.view import View
from parkledger.ledger.clearance import ClearanceStep
from parkledger.ledger.errors import (
    CurrenciesSeveral,
    DocumentNotYetIssued,
    ForeignRateUnusual,
    NotYetHappened,
    RateUnusual,
    TooFarAhead,
)
from parkledger.ledger.events.headings import SHARED_HEADINGS
from parkledger.ledger.leases import LeaseStep
from parkledger.ledger.plots import PlotStep

EVENT_TYPES: dict[str, type["Event"]] = {}
"""Every event type by its code, by group and in a group as defined: the one registry, to which a class adds itself."""


class EventGroup(Labelled):
    """The groups of event types, in the order in which pages and references list them."""

    DECLARATIONS = "declarations", "Khai báo khu, cụm", "Putting a zone on record"
    STAGES = "stages", "Các bước của khu, cụm", "A zone's stages"
    SECTORS = "sectors", "Ngành nghề thu hút đầu tư", "Sectors attracted"
    LAND = "land", "Đất đai", "Land"
    PROJECTS = "projects", "Dự án", "Projects"
    SCHEDULES = "schedules", "Tiến độ dự án", "Projects' schedules"
    DUTIES = "duties", "Hồ sơ thủ tục, việc phải làm", "Dossiers and duties"
    FOUNDING = "founding", "Hồ sơ thành lập, mở rộng; CCN trước 2009", "Founding dossiers; clusters of before 2009"
    INSPECTIONS = "inspections", "Kiểm tra, xử lý vi phạm", "Inspections"
    ENVIRONMENT = "environment", "Môi trường", "Environment"
    INFRASTRUCTURE = "infrastructure", "Hạ tầng kỹ thuật", "Infrastructure"
    LABOUR = "labour", "Lao động", "Labour"
    OPENING = "opening", "Số dư đầu kỳ", "Opening balances"
    REPORTS = "reports", "Báo cáo, chỉ tiêu", "Reports and targets"
    PROMOTION = "promotion", "Xúc tiến đầu tư", "Investment promotion"
    EXCHANGES = "exchanges", "Trao đổi kinh nghiệm", "Exchange of experience"
    DUES = "dues", "Khoản phải nộp ngân sách", "Due to the State"
    SERVICES = "services", "Công trình, giá, tỷ giá, số liệu", "Facilities, prices, rates, statistics"
    ENDS = "ends", "Sáp nhập, bãi bỏ, đổi tên", "Merging, revoking, renaming"
    CORRECTIONS = "corrections", "Đính chính", "Corrections"


class Submitter(StrEnum):
    """Who, besides the officers of a book, may submit events of a type: each about its own zones, projects or inquiries."""

    OPERATOR = "operator"
    ENTERPRISE = "enterprise"
    PROMOTION = "promotion"


class EffectiveDay(StrEnum):
    """Where an event's day comes from: always given; the end of its period unless given; always the end of its period."""

    GIVEN = "given"
    DEFAULTED = "defaulted"
    DERIVED = "derived"


class RegisteredCapital(StrEnum):
    """What a project is registered with: its investment capital, of it charter capital."""

    INVESTMENT = "investment"
    CHARTER = "charter"


class DayOrder(IntEnum):
    """The order in which an import records the events of one day: what others rest on comes first."""

    RATES = 1
    ZONES = 2
    PROJECTS = 3
    OTHERS = 4


UNIT_SPELLINGS = {
    "ha": ("héc ta", "hecta"),
    "m2": ("m2", "mét vuông"),
    "m3": ("m3", "mét khối", "khối"),
    "m": ("mét", "m dài", "md", "mét dài"),
    "km": ("ki lô mét", "cây số"),
    "m3/day": ("m3/ngày đêm", "m3/ngày", "m3/ng.đ", "m3/ngđ", "m3/ng.đêm", "m3/ng đêm", "m3/24h", "m3/d"),
    "kVA": ("kva",),
    "kg/day": ("kg/ngày", "kg/ngày đêm", "kg/ngđ", "kg/ng.đ"),
    "kg": ("ki lô gam", "cân"),
    "month": ("theo tháng", "thuê bao/tháng"),
    "item": ("cái", "công trình", "hạng mục", "bộ", "chiếc"),
}
"""How offices write the units that a list of choices has, without their raised numbers."""


class Choices(Mapping[str, Text]):
    """Marks a field that takes one of some codes, with what each is called. A field of a labelled enum needs no mark.

    `spellings` are other words by which people write a code in that field: the same words may mean another code elsewhere.
    """

    def __init__(self, names: Mapping[str, Text], spellings: Mapping[str, Iterable[str]] | None = None) -> None:
        self.names = MappingProxyType(dict(names))
        self.spellings = MappingProxyType({code: tuple(words) for code, words in (spellings or {}).items()})
        if unknown := self.spellings.keys() - self.names.keys():
            raise TypeError(f"spellings of codes that are no choices: {sorted(unknown)}")

    def __getitem__(self, code: str) -> Text:
        return self.names[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __eq__(self, other: object) -> bool:
        """Two lists are never one: of another field, the same names may go with other spellings."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def only(self, codes: Iterable[str]) -> "Choices":
        """Some of the choices, in this order."""
        kept = list(codes)
        spellings = {code: self.spellings[code] for code in kept if code in self.spellings}
        return Choices({code: self.names[code] for code in kept}, spellings)

    @classmethod
    def of(cls, labelled_list: type[Labelled]) -> Self:
        """The members of a labelled enum."""
        names = {member.value: member.label for member in labelled_list}
        return cls(names, {member.value: member.spellings for member in labelled_list if member.spellings})

    @classmethod
    def of_units(cls, names: Mapping[str, Text]) -> Self:
        """Units, each with the ways in which offices write it."""
        return cls(names, {code: UNIT_SPELLINGS[code] for code in names if code in UNIT_SPELLINGS})

    @classmethod
    def as_written(cls, *codes: str) -> Self:
        """Codes that are their own names, such as a drawing's scale."""
        return cls({code: Text(code, code) for code in codes})


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
    the code. `book_field` is the field that names another book, where the field may name a zone of that book. The event
    is about what the field names, unless that only says where something belongs (`is_subject`).
    """

    to: SubjectKind
    looked_up: bool = True
    book_field: str = ""
    is_subject: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """Marks a field whose text names something of the book: a contract, a household group, an obligation.

    Texts that differ only by upper and lower case or by spaces name one thing; it is to be written as it was first. `within`
    are the fields that name what the thing is part of, where it is told apart only there.
    """

    what: str
    within: tuple[str, ...] = ()


class NotBefore:
    """Marks a day of an event that cannot come before the event's own: the last of a lease, by when a promise is to be kept."""

    def refuses(self, day: date, on: date) -> bool:
        """Whether a day cannot be that of an event of another."""
        return day < on


class NotAfter:
    """Marks a day of an event that cannot come after the event's own: the first certificate of a project on the books."""

    def refuses(self, day: date, on: date) -> bool:
        """Whether a day cannot be that of an event of another."""
        return day > on


class NameKey(NamedTuple):
    """What texts that name one thing have in common: of what kind it is, what it is part of, its name without case and spaces."""

    what: str
    within: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Ground:
    """What one event puts on record and others rest on: a thing of the book that they name, else something of a kind.

    `part` tells apart what rests on no more than a part of it, as a payment on one instalment. Of a kind that no field names,
    `project` is the project that it is of, where it is of one.
    """

    thing: NameKey | None = None
    part: str = ""
    kind: str = ""
    project: str = ""
    name: str = dataclass_field(default="", compare=False)
    """What people call it."""


class NameGiven(NamedTuple):
    """A thing of the book as an event names it in a field."""

    key: NameKey
    field: str
    spelling: str


def without_case(text: str) -> str:
    """A name without what does not tell it apart from others: case and spaces; marks of tone and vowels do."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


class SupersededEstimate(NamedTuple):
    """An estimate in whose place another report stands, with those of its measures that go on standing as an estimate."""

    seq: int
    remainder: frozenset[str]


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


def _capital(text: str) -> dict[str, object]:
    currency, amount = parse_capital(text)
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


LOWEST_RATE, HIGHEST_RATE = 1, 1_000_000
"""Đồng for one US dollar that can be read at all, at the least and at the most."""
RATES_SINCE, USUAL_RATES = date(1990, 1, 1), (1_000, 100_000)
"""From this day a rate is recorded only within these bounds: thousands left out or written twice are found out by them.
About 15 đồng in 1985, 4,500 at the end of 1989, 6,500 in 1990, 26,000 in 2025, by the State Bank's and market rates (memory)."""


class Money(BaseModel):
    """An amount in whole US cents or whole đồng; of capital also in the smallest unit of another currency.

    Capital in another currency is posted in US cents, at the rates kept with its event.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    currency: Literal["USD", "VND", "EUR", "JPY", "CNY", "KRW", "TWD", "SGD", "HKD", "GBP"]
    amount: int = Field(ge=0, le=10**16)  # its equivalent in đồng must fit 64 bits

    @property
    def is_foreign(self) -> bool:
        """Whether it is in a currency that figures are not told in."""
        return self.currency not in set(Currency)

    @property
    def posted_in(self) -> str:
        """The currency of account in which it is posted."""
        return Currency.USD.value if self.is_foreign else self.currency

    def vector(self, rate: "Rate", sign: int = 1) -> Vector:
        """The amount in its currency of account with its equivalents in US cents and đồng, each rounded once, half up."""
        vnd, usd = rate.vnd_per_usd.as_integer_ratio()
        if self.is_foreign:
            each, parts = rate.foreign(self.currency).as_integer_ratio()
            smallest = parts * SMALLEST[Unit(self.currency)]
            in_usd = _rounded(self.amount * each * 100 * usd, smallest * vnd)
            return (sign * in_usd, sign * in_usd, sign * _rounded(self.amount * each, smallest))
        if self.currency == Currency.USD:
            return (sign * self.amount, sign * self.amount, sign * _rounded(self.amount * vnd, 100 * usd))
        return (sign * self.amount, sign * _rounded(self.amount * 100 * usd, vnd), sign * self.amount)

    def unconverted(self) -> Vector:
        """The amount in its own currency alone, where no rate is known."""
        in_usd = self.currency == Currency.USD
        return (self.amount, self.amount if in_usd else 0, 0 if in_usd else self.amount)


class Rate(BaseModel):
    """The exchange rate used for an event's conversions, kept with it: never converted again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vnd_per_usd: Annotated[Decimal, Field(ge=LOWEST_RATE, le=HIGHEST_RATE)]
    source: str
    on: Annotated[date, BeforeValidator(_day)]
    currency: ForeignCurrency | None = None
    vnd_per_unit: Annotated[Decimal, Field(gt=0, le=HIGHEST_RATE)] | None = None
    """Đồng for one of another currency, where the event tells of capital in one."""

    def foreign(self, currency: str) -> Decimal:
        """Đồng for one of another currency; LookupError where the event is not completed with it."""
        if self.currency != currency or self.vnd_per_unit is None:
            raise LookupError("an event is completed with the rate of its currency before its postings are derived")
        return self.vnd_per_unit


def check_rate(view: View, vnd_per_usd: Decimal, on: date, field: str) -> None:
    """Refuse a rate that the dollar has not had in the years since it was freed, such as 25 for 25.000."""
    least, most = USUAL_RATES
    if on >= RATES_SINCE and not view.exported and not least <= vnd_per_usd <= most:
        given = format_number(Fraction(vnd_per_usd), Lang.VI), format_number(Fraction(vnd_per_usd), Lang.EN)
        raise RateUnusual(rate=Text(*given), on=on, least=least, most=most, example="25400").at_field(field)


def check_foreign_rate(view: View, currency: ForeignCurrency, rate: Decimal, on: date, field: str) -> None:
    """Refuse a rate that a currency has not had since 1990, such as 27 for 27.000."""
    least, most = currency.usual_rates
    if on >= RATES_SINCE and not view.exported and not least <= rate <= most:
        given = format_number(Fraction(rate), Lang.VI), format_number(Fraction(rate), Lang.EN)
        raise ForeignRateUnusual(currency=currency.value, rate=Text(*given), on=on, least=least, most=most).at_field(
            field
        )


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
        return document_identity(self.__dict__)

    @property
    def cited(self) -> str:
        """Its number, else its title, with the day on which it was issued; empty where it has neither."""
        named = self.number or self.title
        day = format_date(self.issued_on, Lang.VI) if named and self.issued_on else ""
        return ", ".join(part for part in (named, day) if part)

    def filled(self) -> dict[str, str]:
        """The fields that are not empty, as JSON values."""
        found = {name: value for name, value in self.__dict__.items() if value not in {"", None}}
        if self.issued_on is not None:
            found["issued_on"] = self.issued_on.isoformat()
        return found


def document_identity(document: Mapping[str, Any]) -> str:
    """A document's own short code: made of number, issuer and date, else of its address, its hash or its title."""
    return _identity(*(str(document.get(name) or "").strip() for name in _IDENTIFYING))


_IDENTIFYING = ("number", "issuer", "issued_on", "url", "sha256", "title")


@lru_cache(maxsize=4096)
def _identity(number: str, issuer: str, issued_on: str, url: str, sha256: str, title: str) -> str:
    if number:
        named = ("number", number, issuer, issued_on)
    elif url or sha256:
        named = ("at", url or sha256, "", "")
    else:
        named = ("title", title, issuer, issued_on)
    return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest()[:IDENTITY_DIGITS]


Area = Annotated[int, BeforeValidator(_area), Field(ge=0, le=10**12, strict=True)]
PositiveArea = Annotated[int, BeforeValidator(_area), Field(gt=0, le=10**12, strict=True)]
Count = Annotated[int, Field(ge=0, le=10**12)]
Day = Annotated[date, BeforeValidator(_day)]
LaterDay = Annotated[Day, NotBefore()]
EarlierDay = Annotated[Day, NotAfter()]


class AnyCurrency:
    """Marks a field of money that may be in another currency than figures are told in."""


def _of_account(money: Money) -> Money:
    """Money that is told in đồng or US dollars alone."""
    if money.is_foreign:
        raise ValueError(
            "chỉ ghi bằng USD hoặc đồng; ngoại tệ khác chỉ ghi ở vốn / only in USD or VND; capital alone is in other currencies"
        )
    return money


Amount = Annotated[Money, BeforeValidator(as_written(_money)), AfterValidator(_of_account)]
CapitalAmount = Annotated[Money, BeforeValidator(as_written(_capital)), AnyCurrency()]
ZoneRef = Annotated[str, Ref(SubjectKind.ZONE), Field(min_length=1, max_length=200)]
ProjectRef = Annotated[str, Ref(SubjectKind.PROJECT), Field(min_length=1, max_length=120)]
PlaceRef = Annotated[str, Ref(SubjectKind.PLACE), Field(min_length=1, max_length=120)]
NewZone = Annotated[str, Ref(SubjectKind.ZONE, looked_up=False), Named("zone"), Field(max_length=120)]
NewProject = Annotated[
    str, Ref(SubjectKind.PROJECT, looked_up=False), Named("project"), Field(min_length=1, max_length=120)
]
Enterprise = Annotated[str, Ref(SubjectKind.ENTERPRISE, looked_up=False), Field(max_length=300)]
Facility = Annotated[str, Ref(SubjectKind.FACILITY, looked_up=False), Field(min_length=1, max_length=100)]
Words = Annotated[str, Field(max_length=300)]
KindName = Annotated[Literal["park", "cluster", "economic_zone"], Choices.of(ZoneKind)]
OriginName = Annotated[Literal["fdi", "ddi"], Choices.of(Origin)]
HAPPENED = timedelta(days=1)
"""How far ahead what has happened may be dated: a day, for clocks that differ."""
DECIDED = timedelta(days=366)
"""How far ahead what is decided may take effect: a decision of December is of the year that begins, a price of its end."""
EXPECTED = timedelta(days=6 * 366)
"""How far ahead a period may end of which something is expected: a plan of five years is made in the year before them."""
CURRENCIES = {"VND": Text("đồng (VND)", "đồng (VND)"), "USD": Text("đô la Mỹ (USD)", "US dollar (USD)")}
CURRENCY_CHOICES = Choices(CURRENCIES, {"VND": ("đồng", "VNĐ", "đồng Việt Nam"), "USD": ("đô la", "đô la Mỹ", "US$")})
"""The currencies with what offices write for them."""
FIRE_SAFETY_WORDS = ("PCCC", "phòng cháy", "phòng cháy chữa cháy và cứu nạn cứu hộ", "PCCC và CNCH")
"""How offices write fire safety, besides its name."""
ENVIRONMENT_WORDS = ("bảo vệ môi trường", "BVMT")
"""How offices write the environment, besides its name."""
ANOTHER = {"other": ("khác",)}
"""How a choice that is none of the others is written."""
DIRECTIONS = {"up": Text("tăng", "increase"), "down": Text("giảm", "decrease")}
DIRECTION_WORDS = {"up": ("điều chỉnh tăng",), "down": ("điều chỉnh giảm",)}


def labelled(vi: str, en: str, *, unit: str | None = None, **bounds: Any) -> Any:
    """A field with its Vietnamese and English labels and the unit of its number."""
    extra: dict[str, Any] = {"vi": vi, "en": en} | ({"unit": unit} if unit else {})
    return Field(title=vi, description=en, json_schema_extra=extra, **bounds)


class Event(BaseModel):
    """Something decided or reported. The fields below are common to all types; the rest is the type's payload."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    code: ClassVar[str]
    label: ClassVar[Text]
    group: ClassVar[EventGroup]
    basis: ClassVar[str] = ""
    abstract: ClassVar[bool] = True
    carries_money: ClassVar[bool] = False
    public_kind: ClassVar[PublicKind] = PublicKind.JOURNAL
    """The kind of records with which a book shows its events of this type, or withholds them."""
    is_submitted: ClassVar[bool] = True
    """Whether people write it down; a correction is made from the event that it takes back."""
    submitters: ClassVar[frozenset[Submitter]] = frozenset()
    effective_day: ClassVar[EffectiveDay] = EffectiveDay.GIVEN
    day_order: ClassVar[DayOrder] = DayOrder.OTHERS
    milestone: ClassVar[str] = ""
    """The measure of the stage that a zone reaches by it."""
    act: ClassVar[Act | None] = None
    """What it does with a zone that the law sets conditions on; where that depends on its fields, see `legal_act`."""
    in_zone_timeline: ClassVar[bool]
    """Whether it is listed with what was decided of a zone: so where it always names one, unless its class says no."""
    longest_ahead: ClassVar[timedelta] = HAPPENED
    """How long after the day on which it is recorded its own day may lie."""
    is_of_territory: ClassVar[bool] = False
    """Whether its place is part of what the book covers: where a zone or project lies is, where an investor was met is not."""
    shows_upkeep: ClassVar[bool] = True
    """Whether it shows that the book was kept on its day; what is copied from elsewhere or set for later does not."""
    begins_duties: ClassVar[bool] = True
    """Whether what it says of duties can begin one; an event that only serves or ends them begins none."""
    supersedes_estimates: ClassVar[bool] = False
    """Whether one event of the type takes the place of estimates that others of the type gave."""
    also_filed_by: ClassVar[tuple[str, ...]] = ()
    """Fields that name what else its duties are about, besides what the first of its fields names."""
    puts: ClassVar[tuple[str, ...]] = ()
    """The fields that name what it puts on record, on which others rest."""
    needs_known: ClassVar[tuple[str, ...]] = ()
    """The fields that name what others put on record and it rests on."""
    ground_kind: ClassVar[str] = ""
    """The kind of what it puts on record or rests on, where no field names that."""
    duty_fields: ClassVar[tuple[str, ...]] = ()
    """The fields without any of which it says nothing of duties, where it is of a type that mostly says nothing of them."""
    duties_cite_document: ClassVar[bool] = False
    """Whether the ground of what is due by it is the document behind it."""
    is_decision: ClassVar[bool] = False
    """Whether a zone came to be what it is by it. Such events are few, and a zone's page reads all of them."""
    not_told: ClassVar[frozenset[str]] = frozenset({"zone", "project", "place", "kind", "rate"})
    """Fields left out where the event is told in one line. Those of a class add to those of its bases."""
    sheet_titles: ClassVar[tuple[str, ...]] = ()
    """Words in the name or title of an office's sheet that speak for the type, besides its label."""
    told_by: ClassVar[tuple[str, ...]] = ()
    """Words in the tab, a title or a heading of a sheet that tell it from those of its group with the same columns: a payment
    from the plan, a reduction from a payment. Only types with such siblings have any."""
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = SHARED_HEADINGS
    """What offices write above a column of a field, besides its label. Those of a class add to those of its bases."""
    pairs: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    """The fields that are pairs of names and values, each with the names that it takes."""
    own_headings: ClassVar[frozenset[str]] = frozenset()
    """Fields to which the headings of the class's bases do not apply."""
    also_in_row: ClassVar[tuple[str, ...]] = ()
    """Event types that one row of an office's sheet is as well, where it has columns for them."""

    effective_on: Day = labelled("ngày có hiệu lực", "effective on")
    document: Document | None = labelled("văn bản", "document", default=None)
    note: str = labelled("ghi chú", "note", default="", max_length=2000)
    demo: bool = labelled("dữ liệu minh họa", "demonstration data", default=False)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Register a type under its class's name in snake_case; refused where the class leaves out what must be said."""
        cls.abstract = cls.__dict__.get("abstract", False)
        if cls.abstract:
            return
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        if "label" not in cls.__dict__:
            raise TypeError(f"{cls.__name__} needs a label in Vietnamese and English")
        if not hasattr(cls, "group"):
            raise TypeError(f"{cls.__name__} needs a group: one of {[group.name for group in EventGroup]}")
        cls.choices()
        if not hasattr(cls, "in_zone_timeline"):
            cls.in_zone_timeline = "zone" in cls.references() and cls.model_fields["zone"].is_required()
        _register(cls)

    @classmethod
    @cache
    def payload_fields(cls) -> Mapping[str, Any]:
        """The fields that are this type's own."""
        common = Event.model_fields
        return MappingProxyType({name: info for name, info in cls.model_fields.items() if name not in common})

    @classmethod
    def label_of(cls, field: str) -> Text:
        """What one of its fields is called."""
        info = cls.model_fields[field]
        return Text(info.title or field, info.description or field)

    @classmethod
    def assumed(cls, given: AbstractSet[str]) -> Mapping[str, Text]:  # noqa: ARG003  most take nothing for granted
        """What an event of the type takes for granted where only these fields are given: by field, in words, for its readers."""
        return {}

    @classmethod
    @cache
    def subject_fields(cls) -> Mapping[str, Ref]:
        """The fields that name what an event of this type is about, each with the mark that says what it names."""
        marks = ((name, mark) for name, info in cls.payload_fields().items() for mark in _marks(info))
        return MappingProxyType({name: mark for name, mark in marks if isinstance(mark, Ref)})

    @classmethod
    @cache
    def named_fields(cls) -> Mapping[str, Named]:
        """The fields whose text names something of the book, each with the mark that says what."""
        marks = ((name, mark) for name, info in cls.payload_fields().items() for mark in _marks(info))
        return MappingProxyType({name: mark for name, mark in marks if isinstance(mark, Named)})

    @classmethod
    @cache
    def days_in_order(cls) -> Mapping[str, NotBefore | NotAfter]:
        """The fields with a day that cannot come before, or after, the event's own."""
        marks = ((name, mark) for name, info in cls.payload_fields().items() for mark in _marks(info))
        return MappingProxyType({name: mark for name, mark in marks if isinstance(mark, NotBefore | NotAfter)})

    @classmethod
    def names_in(cls, fields: Mapping[str, Any]) -> Iterator[NameGiven]:
        """The things of the book that an event of the type with these fields names."""
        for field, mark in cls.named_fields().items():
            if spelling := fields.get(field):
                within = tuple(str(fields.get(each) or "") for each in mark.within)
                yield NameGiven(NameKey(mark.what, within, without_case(spelling)), field, spelling)

    @classmethod
    @cache
    def references(cls) -> Mapping[str, SubjectKind]:
        """The fields that name a zone, project or place that is on record, each with what it names."""
        return MappingProxyType({name: ref.to for name, ref in cls.subject_fields().items() if ref.looked_up})

    @classmethod
    @cache
    def choices(cls) -> Mapping[str, Choices]:
        """The fields that take one of some codes, each with the codes in their order and what they are called."""
        found = ((name, _choices(cls, name, info)) for name, info in cls.payload_fields().items())
        return MappingProxyType({name: choices for name, choices in found if choices})

    @classmethod
    def headings_of(cls, field: str) -> tuple[str, ...]:
        """What offices write above a column of a field, besides its label.

        What a class gives to one field, its bases give to no other: "số hợp đồng" is the document's number where there
        is no contract.
        """
        found: list[str] = []
        given: set[str] = set()
        for base in cls.__mro__:
            own = vars(base).get("headings", {})
            found += [words for words in own.get(field, ()) if words not in given]
            given.update(words for name, each in own.items() if name != field for words in each)
            if field in vars(base).get("own_headings", ()):
                break
        return tuple(found)

    @classmethod
    @cache
    def all_not_told(cls) -> frozenset[str]:
        """The fields left out where an event of the type is told in one line."""
        return frozenset().union(*(vars(base).get("not_told", ()) for base in cls.__mro__))

    def legal_act(self) -> Act | None:
        """What the event does with a zone that the law sets conditions on; None where it does nothing of the kind."""
        return self.act

    def subjects(self) -> tuple[Subject, ...]:
        """What the event is about, as its own fields name it; codes stand in them once the event is completed."""
        fields = self.__dict__
        found = []
        for name, ref in self.subject_fields().items():
            if ref.is_subject and (given := fields[name]):
                found.append(Subject(ref.to, given, name, fields[ref.book_field] if ref.book_field else ""))
        document = self.document
        if document is not None and any(document.__dict__.values()):
            found.append(Subject(SubjectKind.DOCUMENT, document.identity, "document"))
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

    def superseded_estimates(self, view: View) -> list[SupersededEstimate]:
        """The estimates in force in whose place this event stands once it is recorded, or once another is corrected to it.

        What it is checked against is the book without them.
        """
        return []

    def with_measures(self, measures: Collection[str]) -> Self:
        """The event as it tells of some of its measures alone."""
        return self

    def comes_after(self) -> Iterable[str]:
        """The keys of events, where they are in force, than which it cannot be earlier: a promise is made before it is kept."""
        return ()

    def comes_before(self) -> Iterable[str]:
        """The keys of events, where they are in force, than which it cannot be later."""
        return ()

    def puts_on_record(self) -> Iterable[Ground]:
        """What others rest on once it is recorded: where it is withdrawn, they must be withdrawn before it."""
        return self.grounds(self.puts)

    def rests_on(self) -> Iterable[Ground]:
        """What it cannot be on record without, where that was on record before; whether it must be, `check` says."""
        return self.grounds(self.needs_known)

    def projects_needed(self) -> list[Ground]:
        """The projects on record that it names, without any of which it cannot be on record either."""
        codes = (self.__dict__[name] for name, to in self.references().items() if to is SubjectKind.PROJECT)
        return [project_ground(code) for code in codes if code]

    def grounds(self, fields: Collection[str]) -> list[Ground]:
        """What some of its fields name."""
        if not fields:
            return []
        return [
            Ground(given.key, name=given.spelling) for given in self.names_in(self.__dict__) if given.field in fields
        ]

    @property
    def needs_rate(self) -> bool:
        """Whether an exchange rate is kept with it, to convert what it says of money."""
        return self.carries_money

    @property
    def stands_without_rate(self) -> bool:
        """Whether it may be recorded where the book knows no rate: its money is then told in its own currency alone."""
        return False

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
                try:
                    changes[name] = view.resolve(to, given, self.effective_on)
                except ParkError as refused:
                    raise refused.at_field(name) from None
        is_open = self.needs_rate and getattr(self, "rate", None) is None
        if is_open and not (self.stands_without_rate and view.names.rate(self.effective_on) is None):
            changes["rate"] = _kept_rate(**view.rate(self.effective_on))
        elif self.carries_money and self.__dict__["rate"] is not None:
            check_rate(view, self.__dict__["rate"].vnd_per_usd, self.__dict__["rate"].on, "rate.vnd_per_usd")
        return changes

    def check_ahead(self, recorded_on: date) -> None:
        """Refuse what cannot have happened, or cannot have been decided, by the day on which it is recorded."""
        if self.effective_on - recorded_on > self.longest_ahead:
            error = NotYetHappened if self.longest_ahead == HAPPENED else TooFarAhead
            latest = recorded_on + self.longest_ahead
            raise error(what=self.label, on=self.effective_on, recorded=recorded_on, latest=latest)
        self.check_document_ahead(recorded_on)

    def check_document_ahead(self, recorded_on: date) -> None:
        """Refuse a document that is not issued by the day on which it is cited, whatever lies ahead of what it says."""
        issued = self.document.issued_on if self.document is not None else None
        if issued is not None and issued - recorded_on > HAPPENED:
            raise DocumentNotYetIssued(issued=issued, recorded=recorded_on)

    def check(self, view: View) -> None:
        """Refuse, in words, what cannot be. Sums that must hold are checked after the postings are derived."""

    def declare(self, view: View, seq: int) -> None:
        """Make or change the zones and projects that the event speaks of."""

    def claims(self, view: View) -> Iterable[Claim]:
        """What the event says of the measures it touches."""
        return ()

    def rested_on_by(self, view: View, instead: "Event") -> Iterable[int]:
        """The events, by number, whose claims follow from this one and would be others with `instead` in its place.

        They are recorded anew after it is corrected, each in its own place.
        """
        return ()

    def duty_steps(self) -> Iterable[DutyStep]:
        """What the event says of duties: that one begins, stops, runs on, is done or lapses."""
        return ()

    def plot_step(self) -> PlotStep | None:
        """What the event does to plots of its zone; None where it names none."""
        return None

    def zone_of_land(self) -> str | None:
        """The zone of whose plots, lease contracts or clearance the event says something; None where it says nothing of them."""
        if not self.may_say_of_land():
            return None
        says = self.plot_step() is not None or any(True for _ in self.lease_steps())
        return str(self.__dict__["zone"]) if says else None

    @classmethod
    @cache
    def may_say_of_land(cls) -> bool:
        """Whether events of the type may say something of plots, lease contracts or household groups."""
        common = (Event.zone_of_land, Event.plot_step, Event.lease_steps, Event.clearance_step)
        return (cls.zone_of_land, cls.plot_step, cls.lease_steps, cls.clearance_step) != common

    def lease_steps(self) -> Iterable[LeaseStep]:
        """What the event says of lease contracts of its zone."""
        return ()

    def clearance_step(self) -> ClearanceStep | None:
        """What the event says of the clearance of a household group; None where it says nothing of it."""
        return None

    def apply(self, view: View, seq: int) -> list[PostingRow]:
        """Declare, claim, and return the postings that follow."""
        self.declare(view, seq)
        rows: list[PostingRow] = []
        for claim in self.claims(view):
            rows += view.register.enter(claim, seq, len(rows))
        return rows

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Take the event back, given the postings it made, and return the postings that follow.

        Where it is `replaced`, the event that replaces it follows at once: what it declared stays on record.
        """
        return view.register.retract(rows, seq, 0)


_COMMON = set(Event.model_fields)


@cache
def duty_types() -> tuple[str, ...]:
    """The codes of the event types that say something of duties."""
    return tuple(code for code, kind in EVENT_TYPES.items() if kind.duty_steps is not Event.duty_steps)


@cache
def land_types() -> tuple[str, ...]:
    """The codes of the event types that may say something of plots, lease contracts or household groups."""
    return tuple(code for code, kind in EVENT_TYPES.items() if kind.may_say_of_land())


@cache
def naming_types(what: str) -> tuple[str, ...]:
    """The codes of the event types that name things of a kind."""
    return tuple(
        code for code, kind in EVENT_TYPES.items() if what in {mark.what for mark in kind.named_fields().values()}
    )


def project_ground(code: str) -> Ground:
    """A project, on which all that names it rests."""
    return Ground(kind=SubjectKind.PROJECT.value, project=code, name=code)


@cache
def grounded_types(kind: str) -> tuple[str, ...]:
    """The codes of the event types that put something of a kind on record, or rest on it, where it is looked up by kind."""
    return tuple(
        code for code, each in EVENT_TYPES.items() if each.ground_kind == kind or kind in each.references().values()
    )


@cache
def codes_of(*bases: type[Event]) -> tuple[str, ...]:
    """The codes of the event types that are, or extend, one of some classes, in order."""
    return tuple(code for code, kind in EVENT_TYPES.items() if issubclass(kind, bases))


def _register(kind: type[Event]) -> None:
    """Add a type to the registry, which stays in the order of the groups."""
    known = EVENT_TYPES.get(kind.code)
    if known is not None and known.__module__ != kind.__module__:
        raise TypeError(f"{kind.__module__}.{kind.__name__}: {known.__module__} has an event type of that name")
    order = list(EventGroup)
    types = sorted([*EVENT_TYPES.values(), kind], key=lambda each: order.index(each.group))
    EVENT_TYPES.clear()
    EVENT_TYPES.update((each.code, each) for each in types)
    codes_of.cache_clear()
    duty_types.cache_clear()
    land_types.cache_clear()
    naming_types.cache_clear()
    grounded_types.cache_clear()


def unregister(kind: type[Event]) -> None:
    """Take a type out of the registry: for tests that define one."""
    del EVENT_TYPES[kind.code]
    codes_of.cache_clear()
    duty_types.cache_clear()
    land_types.cache_clear()
    naming_types.cache_clear()
    grounded_types.cache_clear()


def _marks(info: FieldInfo) -> Iterator[object]:
    """The marks of a field's type, and of its parts where it may be left empty."""
    yield from info.metadata
    for part in get_args(info.annotation):
        yield from getattr(part, "__metadata__", ())


def _choices(kind: type[Event], name: str, info: FieldInfo) -> Choices:
    """The codes that a field takes, with their names; refused where codes of a closed list have none."""
    annotation: Any = info.annotation
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    mark = next((mark for mark in _marks(info) if isinstance(mark, Choices)), None)
    if isinstance(annotation, type) and issubclass(annotation, Labelled):
        return Choices.of(annotation)
    codes = [str(code) for code in get_args(annotation)] if get_origin(annotation) is Literal else []
    unnamed = [code for code in codes if mark is None or code not in mark.names]
    if unnamed or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        raise TypeError(f"{kind.__name__}.{name}: mark the field with Choices, a name for each code ({unnamed})")
    return mark.only(codes or mark) if mark is not None else Choices({})


class AmountTold(NamedTuple):
    """An amount of money in a field of an event, below nothing where `sign` is; `registered` of what a project is registered with."""

    field: str
    money: Money
    sign: int = 1
    registered: RegisteredCapital | None = None


class MoneyEvent(Event):
    """An event with an amount of money; the rate of its conversions is kept with it."""

    abstract: ClassVar[bool] = True
    carries_money: ClassVar[bool] = True

    rate: Rate | None = labelled("tỷ giá đã dùng", "rate used", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the rate of the other currency that its capital is in, where it is in one."""
        changes = super().completions(view)
        given = {value.currency for value in self.__dict__.values() if isinstance(value, Money) and value.is_foreign}
        if not given:
            return changes
        if len(given) > 1:
            raise CurrenciesSeveral(currencies=", ".join(sorted(given)))
        currency, rate = ForeignCurrency(given.pop()), changes.get("rate") or self.rate
        if rate is None:
            rate = _kept_rate(**view.rate(self.effective_on))
        if self.rate is None and (own := self.own_rate(view, currency, rate)) is not None:
            return changes | {"rate": own}
        if rate.vnd_per_unit is not None and rate.currency is None:
            rate = changes["rate"] = rate.model_copy(update={"currency": currency})
        if rate.currency is not currency or rate.vnd_per_unit is None:
            changes["rate"] = rate.model_copy(
                update={"currency": currency, "vnd_per_unit": view.foreign_rate(currency.value, self.effective_on)}
            )
        else:
            check_foreign_rate(view, currency, rate.vnd_per_unit, rate.on, "rate.vnd_per_unit")
        return changes

    def own_rate(self, view: View, currency: ForeignCurrency, rate: Rate) -> Rate | None:
        """The rate by which capital in another currency is counted where none is given; None: that of the day, beside `rate`."""
        return None

    def amounts_told(self) -> Iterator[AmountTold]:
        """The amounts of money that it tells of."""
        for name, value in self.__dict__.items():
            if isinstance(value, Money):
                yield AmountTold(name, value)

    @property
    def other_currency(self) -> ForeignCurrency | None:
        """The currency that some of its capital is in, where figures are not told in it."""
        return self.rate.currency if self.rate is not None else None

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


def stands(key: Key, amount: int | Vector, on: date, status: str = Status.FINAL.value) -> Claim:
    """Something held stood at this much, whatever was known before."""
    return Claim(key, Entry.LEVEL, amount if isinstance(amount, tuple) else plain(amount), on, status)


def flowed(key: Key, amount: int | Vector, on: date, status: str = Status.FINAL.value) -> Claim:
    """This much flowed in a period that ended on a day."""
    return Claim(key, Entry.FLOW, amount if isinstance(amount, tuple) else plain(amount), on, status)


def as_plan(key: Key, period: tuple[date, date], setter: str) -> Key:
    """The series of a target: what was planned for a period, by whom."""
    return key._replace(scenario=Scenario.PLAN.value, period_start=period[0], period_end=period[1], detail=setter)


def _rounded(above: int, below: int) -> int:
    """A positive quotient rounded to a whole number, half up."""
    return (2 * above + below) // (2 * below)
