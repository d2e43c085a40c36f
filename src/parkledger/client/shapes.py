"""What the API gives, typed. Exact values are fractions, money is whole US cents or đồng; what is added later is ignored."""

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf


def _fraction(value: Any) -> Any:
    return Fraction(value) if isinstance(value, str) else value


Exact = Annotated[InstanceOf[Fraction], BeforeValidator(_fraction)]


class Shape(BaseModel):
    """Something that the API gives; it is not changed."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Words(Shape):
    """What something is called."""

    vi: str
    en: str


class Problem(Shape):
    """One thing that was wrong with a request."""

    code: str
    where: str
    vi: str
    en: str


class Term(Shape):
    """One term of a formula with what it came to."""

    code: str
    name: str
    value: int | float | None
    unit: str
    note: str


class Figure(Shape):
    """A figure; `exact` is None where its inputs were never recorded."""

    indicator: str
    form: str
    place: str
    zone: str | None
    kind: str | None
    origin: str | None
    period_start: date | None
    period_end: date
    known_at: datetime
    value: int | float | None
    exact: Exact | None
    unit: str
    formula: str
    formula_name: str
    basis: str
    terms: list[Term]
    events: list[str]
    demo: bool
    estimate: bool
    note: str
    question: dict[str, str]


class Number(Shape):
    """A number of a zone."""

    exact: Exact | None
    unit: str
    demo: bool


class Zone(Shape):
    """A zone as it was on the day."""

    ref: str
    book: str
    code: str
    kind: str
    name: str
    title: str
    place: str
    place_name: Words
    stage: str | None
    began: date
    ended_on: date | None
    merged_into: str | None
    developer: str
    demo: bool
    numbers: dict[str, Number]


class Place(Shape):
    """An administrative unit."""

    code: str
    level: str
    name: str
    english: str
    parent: str | None
    exists_from: date
    exists_until: date | None
    existed: bool
    successors: list[str]


class Project(Shape):
    """A project as it was on the day; its capital is in whole US cents or đồng."""

    ref: str
    book: str
    code: str
    name: str
    enterprise: str
    zone: str | None
    place: str
    origin: str
    role: str
    registered_on: date
    ended_on: date | None
    status: str
    currency: str
    capital: int | None
    implemented: int | None
    leased_m2: int | None
    demo: bool


class Enterprise(Shape):
    """An enterprise with what its projects in force come to."""

    slug: str
    name: str
    projects_fdi: int
    projects_ddi: int
    fdi_usd_cents: int
    ddi_vnd: int
    leased_m2: int
    demo: bool


class Posting(Shape):
    """What an event changes, in whole units."""

    line: int
    role: str
    measure: str
    zone: str | None
    project: str | None
    place: str
    currency: str | None
    effective_on: date
    amount: int
    usd: int
    vnd: int


class Event(Shape):
    """An event as recorded; its postings only where one event was asked for."""

    ref: str
    book: str
    seq: int
    type: str
    label: Words
    payload: dict[str, Any]
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    document: dict[str, Any] | None
    note: str
    demo: bool
    reversed_by: int | None
    replaced_by: int | None
    hash: str
    previous_hash: str | None = None
    hash_holds: bool | None = None
    postings: list[Posting] = Field(default_factory=list)


class Document(Shape):
    """A document that events cite; the events only where one document was asked for."""

    id: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    urls: list[str]
    cited: int
    events: list[str] = Field(default_factory=list)


class KeptPage(Shape):
    """A published page that was read and kept."""

    id: int
    title: str
    published: date | None
    url: str
    sha256: str
    statements: int


class Statement(Shape):
    """What a page states; its value is exact under `fields["exact"]`."""

    page: int
    ordinal: int
    indicator: str
    quote: str
    start: int
    end: int
    fields: dict[str, Any]
    accepted: str | None


class Indicator(Shape):
    """What can be asked."""

    code: str
    name: Words
    unit: str
    timing: str


class Book(Shape):
    """A book with the end of its chain."""

    code: str
    name: str
    place: str
    demo: bool
    events: int
    tip_seq: int
    tip_hash: str


class Submission(Shape):
    """A submission; `version` is sent with every step, `events` are what approval recorded."""

    id: int
    book: str
    kind: str
    fields: dict[str, Any]
    corrects: int | None
    reason: str
    zone: str | None
    enterprise: str
    state: str
    version: int
    author: str
    events: list[str]


class Token(Shape):
    """What the token in use is for."""

    owner: str
    name: str
    scopes: list[str]
    book: str | None
    expires_at: datetime
