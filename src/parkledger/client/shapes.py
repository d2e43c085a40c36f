"""What the API gives, typed: made from its description by tools/write_client_shapes.py, which is run again when it changes.

Exact values are fractions, money is whole US cents or đồng.
"""

from datetime import date, datetime
from typing import Any

from parkledger.client.base import Exact, Shape


class Book(Shape):
    """A book with the end of its chain: whoever keeps `tip_hash` can tell later that nothing before it was changed."""

    code: str
    name: str
    place: str
    demo: bool
    events: int
    tip_seq: int
    tip_hash: str
    tip_recorded_at: datetime | None


class Capital(Shape):
    """Capital at a year's end, or on the day, in whole US cents or đồng; none before any is recorded."""

    until: date
    registered: int | None
    implemented: int | None


class Chain(Shape):
    """A stretch of a chain, recomputed from what is stored now. `broken` names the events whose hash does not fit."""

    book: str
    first: int | None
    last: int | None
    checked: int
    holds: bool
    broken: list[str]
    last_hash: str


class Coverage(Shape):
    """What a figure is of, of all that it was asked for. `missing` are the provinces of which there is no book."""

    status: str
    since: date | None
    until: date | None
    gaps: list[list[Any]]
    missing: list[str]
    text: str


class DocumentDetail(Shape):
    """A document with the events that cite it."""

    id: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    urls: list[str]
    sha256: str
    cited: int
    events: list[str]


class Document(Shape):
    """A document as the events that cite it describe it."""

    id: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    urls: list[str]
    sha256: str
    cited: int


class EnterpriseDetail(Shape):
    """An enterprise with its projects, and those that it gave away."""

    slug: str
    name: str
    countries: list[str]
    projects_fdi: int
    projects_ddi: int
    fdi_usd_cents: int
    ddi_vnd: int
    leased_m2: int
    demo: bool
    projects: list[str]
    former: list[str]


class Enterprise(Shape):
    """An enterprise as the name on projects, with what its projects in force come to."""

    slug: str
    name: str
    countries: list[str]
    projects_fdi: int
    projects_ddi: int
    fdi_usd_cents: int
    ddi_vnd: int
    leased_m2: int
    demo: bool


class Name(Shape):
    """What something is called, in Vietnamese and in English."""

    vi: str
    en: str


class Number(Shape):
    """A number of a zone: its value, the same exactly, its unit, and whether demonstration data are in it."""

    value: int | float | None
    exact: Exact | None
    unit: str
    demo: bool


class KeptPage(Shape):
    """A page that was read and kept, with the SHA-256 of its bytes."""

    id: int
    title: str
    published: date | None
    author: str
    source: str
    url: str
    sha256: str
    media_type: str
    read_at: datetime
    version_of: int | None
    statements: int


class Place(Shape):
    """An administrative unit with the days on which it existed (not on the last) and what it became."""

    code: str
    official_code: str | None
    level: str
    name: str
    english: str
    parent: str | None
    exists_from: date
    exists_until: date | None
    existed: bool
    dated: bool
    successors: list[str]


class Posting(Shape):
    """What an event changes. Amounts are whole: m², US cents or đồng, persons, millionths of tariffs and statistics."""

    line: int
    role: str
    measure: str
    scenario: str
    zone: str | None
    project: str | None
    place: str
    kind: str | None
    origin: str | None
    currency: str | None
    detail: str
    period_start: date | None
    period_end: date | None
    effective_on: date
    status: str
    count: int
    amount: int
    usd: int
    vnd: int
    level: int | None


class Problem(Shape):
    """One thing that is wrong: its code, the parameter or field it is about, and what to do, in both languages."""

    code: str
    where: str
    vi: str
    en: str


class Problems(Shape):
    """The one shape of every refusal."""

    errors: list[Problem]


class ProjectDetail(Shape):
    """A project with its capital year by year and the events about it."""

    ref: str
    book: str
    code: str
    name: str
    enterprise: str
    zone: str | None
    place: str
    place_name: Name
    origin: str
    role: str
    sector: str
    country: str
    country_codes: list[str]
    registered_on: date
    ended_on: date | None
    revoked: bool
    status: str
    status_name: Name
    currency: str
    capital: int | None
    implemented: int | None
    leased_m2: int | None
    approved_m2: int | None
    demo: bool
    years: list[Capital]
    charter: int | None
    events: list[str]


class Project(Shape):
    """A project as it was on the day; its capital in the smallest unit of its currency (US cents, đồng)."""

    ref: str
    book: str
    code: str
    name: str
    enterprise: str
    zone: str | None
    place: str
    place_name: Name
    origin: str
    role: str
    sector: str
    country: str
    country_codes: list[str]
    registered_on: date
    ended_on: date | None
    revoked: bool
    status: str
    status_name: Name
    currency: str
    capital: int | None
    implemented: int | None
    leased_m2: int | None
    approved_m2: int | None
    demo: bool


class SectorStance(Shape):
    """What a zone does about a section or division by decision; divisions not listed follow their section."""

    sector: str
    section: str | None
    name: Name
    stance: str
    since: date
    conditions: str
    document: str
    event: str
    demo: bool


class Stage(Shape):
    """A stage with the day on which the zone reached it."""

    stage: str
    on: date


class Statement(Shape):
    """What a page states: the characters it stands in, and the figure as it was published."""

    page: int
    ordinal: int
    indicator: str
    quote: str
    start: int
    end: int
    published: date | None
    fields: dict[str, Any]
    accepted: str | None


class Step(Shape):
    """
    What happened to a submission: who moved it, when, from which state to which, with what comment.

    A draft that was saved stays in its state, and the comment names the fields that were changed.
    """

    by: str
    at: datetime
    before: str
    after: str
    comment: str


class SubmissionDetail(Shape):
    """A submission with everything that happened to it."""

    id: int
    book: str
    kind: str
    label: Name
    fields: dict[str, Any]
    corrects: int | None
    reason: str
    zone: str | None
    enterprise: str
    state: str
    state_name: Name
    version: int
    author: str
    saved_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    events: list[str]
    steps: list[Step]


class Submission(Shape):
    """A submission. `version` goes up with every change and is sent with every step; `events` are what approval recorded."""

    id: int
    book: str
    kind: str
    label: Name
    fields: dict[str, Any]
    corrects: int | None
    reason: str
    zone: str | None
    enterprise: str
    state: str
    state_name: Name
    version: int
    author: str
    saved_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    events: list[str]


class Term(Shape):
    """One term of a formula with what it came to."""

    code: str
    name: str
    value: int | float | None
    unit: str
    note: str


class Token(Shape):
    """The token that a request carries: whose it is, what for, until when."""

    owner: str
    name: str
    scopes: list[str]
    book: str | None
    expires_at: datetime


class Verified(Shape):
    """A whole book verified: its chain, and its postings derived again from its events."""

    book: str
    events: int
    postings: int
    holds: bool
    last: int
    head: str
    problems: list[Problem]


class ZoneName(Shape):
    """A name with the day from which the zone bore it."""

    since: date
    name: str


class Zone(Shape):
    """A zone as it was on the day."""

    ref: str
    book: str
    code: str
    kind: str
    name: str
    title: str
    place: str
    place_name: Name
    stage: str | None
    began: date
    ended_on: date | None
    revoked: bool
    merged_into: str | None
    part_of: str | None
    developer: str
    latitude: str
    longitude: str
    position_assumed: bool
    demo: bool
    numbers: dict[str, Number]


class EventDetail(Shape):
    """An event with its postings, the hash before it, and whether its own still holds."""

    ref: str
    book: str
    seq: int
    type: str
    label: Name
    payload: dict[str, Any]
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    document: dict[str, Any] | None
    note: str
    demo: bool
    reverses: int | None
    replaces: int | None
    reversed_by: int | None
    replaced_by: int | None
    key: str | None
    hash: str
    previous_hash: str
    hash_holds: bool
    postings: list[Posting]


class Event(Shape):
    """An event as it was recorded. `reversed_by` and `replaced_by` are numbers in the same book, as known at the moment."""

    ref: str
    book: str
    seq: int
    type: str
    label: Name
    payload: dict[str, Any]
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    document: dict[str, Any] | None
    note: str
    demo: bool
    reverses: int | None
    replaces: int | None
    reversed_by: int | None
    replaced_by: int | None
    key: str | None
    hash: str


class Field(Shape):
    """A field of an event type."""

    name: str
    label: Name
    type: str
    unit: str
    required: bool


class Figure(Shape):
    """A figure. `exact` is its value as a fraction of whole numbers; null where its inputs were never recorded."""

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
    formula_since: date | None
    basis: str
    verified: str
    terms: list[Term]
    events: list[str]
    event_details: list[dict[str, Any]] | None = None
    demo: bool
    estimate: bool
    low: int | float | None
    high: int | float | None
    coverage: Coverage
    note: str
    question: dict[str, str]


class Figures(Shape):
    """Figures in the order in which they were asked for."""

    figures: list[Figure]


class Formula(Shape):
    """One way of computing an indicator: for which kinds of zone, from which day on, by which law."""

    code: str
    name: Name
    since: date | None
    kinds: list[str | None]
    basis: str
    verified: str
    terms: list[str]


class Indicator(Shape):
    """An indicator: `timing` says whether it is asked on a day (`on`) or over a period (`in_period`)."""

    code: str
    name: Name
    unit: str
    timing: str
    decimals: int
    statistic: bool
    kinds: list[str | None]
    formulas: list[Formula]


class Type(Shape):
    """An event type with its fields and the JSON Schema of what is sent to record one."""

    code: str
    label: Name
    summary: str
    basis: str
    fields: list[Field]
    payload_schema: dict[str, Any]


class ZoneDetail(Shape):
    """A zone with its names, the stages it reached, its policy on sectors, and all the numbers of its page."""

    ref: str
    book: str
    code: str
    kind: str
    name: str
    title: str
    place: str
    place_name: Name
    stage: str | None
    began: date
    ended_on: date | None
    revoked: bool
    merged_into: str | None
    part_of: str | None
    developer: str
    latitude: str
    longitude: str
    position_assumed: bool
    demo: bool
    numbers: dict[str, Number]
    names: list[ZoneName]
    stages: list[Stage]
    sectors: list[SectorStance]
    merged_from: list[str]
    projects_in_force: int
    projects_ended: int
