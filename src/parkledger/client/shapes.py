"""What the API gives, typed: made from its description by tools/write_client_shapes.py, which is run again when it changes.

Exact values are fractions, money is whole US cents or đồng.
"""

from datetime import date, datetime
from typing import Any

from parkledger.client.base import Exact, Shape


class AmountOwed(Shape):
    """What was to be paid by a day, and what was paid and reduced of it: in the smallest unit of its currency (US cents, đồng)."""

    currency: str
    assessed: int
    paid: int
    reduced: int
    left: int


class BookEnd(Shape):
    """The last day that one of several books speaks for."""

    book: str
    until: date


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


class ContrastValue(Shape):
    """One of a pair of values, in the unit of the figure; `supposed` tells that it takes in what is supposed."""

    value: int | float | None
    exact: Exact | None
    supposed: bool
    demo: bool


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


class ForecastRange(Shape):
    """The interval of a forecast: in `level` of cases the result lies from `low` to `high`."""

    low: float
    median: float
    high: float
    level: float


class FormCell(Shape):
    """
    A cell: words, or a number in the form's unit; without a value, `state` says why there is none.

    `limits` are what it does not cover of what it was asked for, beyond what all of the form does not.
    """

    state: str
    text: str | None = None
    value: int | float | None = None
    exact: Exact | None = None
    unit: str | None = ""
    demo: bool | None = False
    limits: list[str] | None = None
    note: str | None = ""


class FormCheck(Shape):
    """Two numbers held against each other; `agrees` is null where they need not, or where one is unknown."""

    name: str
    left: int | float | None
    right: int | float | None
    unit: str
    comparison: bool
    agrees: bool | None
    note: str


class FormColumn(Shape):
    """A column; `own` is one that is the register's and not the form's."""

    key: str
    heading: str
    number: str
    own: bool


class FormGap(Shape):
    """What a form lacks, of whom, and why."""

    form: str
    what: str
    who: str
    why: str
    state: str


class FormRow(Shape):
    """A row with its cells by the keys of the columns; `rest` is what the place has and no row."""

    key: str
    kind: str
    cells: dict[str, FormCell]


class Investor(Shape):
    """Who holds how much of a project's capital on the day."""

    name: str
    country_code: str
    share: str


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


class OwnCapital(Shape):
    """Capital that an event tells of in another currency: in its smallest unit, with the rate of its day and the US cents it counts for."""

    event: str
    on: date
    field: str
    currency: str
    amount: int
    vnd_per_unit: str
    usd_cents: int


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


class Practice(Shape):
    """A practice on record of a place that is compared."""

    place: str
    title: str
    topic: str
    start: date
    end: date | None
    indicators: list[str]


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
    investors: list[Investor]
    registered_on: date
    ended_on: date | None
    revoked: bool
    status: str
    status_name: Name
    slow: str | None
    currency: str
    capital: int | None
    implemented: int | None
    leased_m2: int | None
    approved_m2: int | None
    demo: bool
    years: list[Capital]
    charter: int | None
    own_currency: list[OwnCapital]
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
    investors: list[Investor]
    registered_on: date
    ended_on: date | None
    revoked: bool
    status: str
    status_name: Name
    slow: str | None
    currency: str
    capital: int | None
    implemented: int | None
    leased_m2: int | None
    approved_m2: int | None
    demo: bool


class ProvinceCode(Shape):
    """A province's code in the register, and its official number with the edition of the list and its validity there."""

    code: str
    name: Name
    number: str | None
    edition: str | None
    verified: str | None
    valid_from: date | None
    valid_until: date | None


class RatioCell(Shape):
    """A ratio of two figures of one subject; without a value, `text` says why there is none."""

    key: str
    text: str
    value: int | float | None
    exact: Exact | None
    unit: str
    demo: bool
    coverage: str


class RatioRow(Shape):
    """A ratio for all that is compared: `above` divided by `below`, `times` as much."""

    code: str
    kind: str
    title: str
    above: str
    below: str
    times: int
    cells: list[RatioCell]


class ReportFigure(Shape):
    """A figure as the report writes it; `note` is the number of its note."""

    text: str
    note: int
    indicator: str
    value: int | float | None
    exact: Exact | None
    unit: str
    demo: bool


class ReportNote(Shape):
    """Where a figure comes from."""

    number: int
    said: str


class ReportTemplate(Shape):
    """A template that comes with the program, in one language."""

    name: str
    label: str
    of_zone: bool
    scope: str


class ReportTemplates(Shape):
    """The templates of a language."""

    templates: list[ReportTemplate]


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


class SigningCheck(Shape):
    """A check before signing, and what it found wrong."""

    number: int
    asks: str
    passed: bool
    wrong: list[str]


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


class StatutoryForm(Shape):
    """A form. `layout` says how well its layout was verified; `why_not` why no file is made of it."""

    code: str
    number: str
    title: Name
    kind: str
    layout: str
    basis: Name
    receiver: Name
    cutoff: str
    filled: bool
    why_not: Name | None


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


class Subject(Shape):
    """Something compared. `notes` say on which territory it stands."""

    key: str
    title: Name
    place: str
    zone: str | None
    kind: str | None
    notes: list[Name]


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


class SupposedEvent(Shape):
    """An event of a supposition, in the order in which it would be recorded."""

    position: int
    type: str
    fields: dict[str, Any]


class Supposition(Shape):
    """A supposition of a book. `revision` goes up with every change."""

    number: int
    book: str
    title: str
    description: str
    author: str
    revision: int
    saved_at: datetime
    notice: Name


class TargetRevision(Shape):
    """What a target was set at from a day on; the first is the setting itself."""

    on: date
    exact: Exact
    ground: str
    document: str
    event: str


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


class ZoneGap(Shape):
    """A zone that should have reported, with the periods that it did not report of; none where it reported nothing at all."""

    book: str
    zone: str
    title: str
    periods: list[list[Any]]


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


class ZonesLacked(Shape):
    """How many zones a figure does not have all of, for one reason."""

    why: str
    zones: int
    places: list[str]


class Contrast(Shape):
    """A figure as it is on record, and as it would be; `difference` is null where either is not known."""

    indicator: str
    name: Name
    kind: str | None
    unit: str
    recorded: ContrastValue
    under: ContrastValue
    difference: Exact | None


class Coverage(Shape):
    """What a figure is of, of all that it was asked for. `missing` are the provinces of which there is no book."""

    status: str
    since: date | None
    until: date | None
    books_ended: list[BookEnd]
    gaps: list[list[Any]]
    missing: list[str]
    zones_silent: int
    zones_partly: int
    zones_empty: int
    zones_lacking: list[ZoneGap]
    zones_incomplete: list[ZonesLacked]
    text: str


class Duty(Shape):
    """Something to be done, as it stood on the day; `due_on` is null while its clock stands still, or where no term is on record."""

    id: str
    book: str
    kind: str
    name: Name
    about_kind: str
    about_code: str
    about_name: str
    zone: str | None
    place: str
    obliged: str
    obliged_name: str
    unit: str
    procedure: str | None
    channel: str | None
    assignee: str | None
    basis: str
    verified: str | None
    started_on: date
    first_due_on: date | None
    due_on: date | None
    promised_on: date | None
    done_on: date | None
    lapsed_on: date | None
    state: str
    amount: AmountOwed | None
    slow: str
    event: str | None
    demo: bool


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


class FilledForm(Shape):
    """A form filled. `coverage` is what limits all of it: places without a book, the last day that books speak for."""

    code: str
    subject: str
    place: str
    period_start: date
    period_end: date
    known_at: datetime | None
    layout: str
    reporters: list[str]
    demo: bool
    columns: list[FormColumn]
    rows: list[FormRow]
    notes: list[str]
    coverage: list[str]


class FilledForms(Shape):
    """Forms filled, what they were held against, and what is missing in them."""

    forms: list[FilledForm]
    checks: list[FormCheck]
    gaps: list[FormGap]
    demo: bool


class Forecast(Shape):
    """What a year's total may come to: no figure, and under none of a figure's names."""

    indicator: str
    kind: str | None
    origin: str | None
    year: int
    made_on: date
    forecast: ForecastRange
    unit: str
    plan: int | float | None
    plan_exact: Exact | None
    chance_of_plan: float | None
    method: str
    method_name: str
    demo: bool
    note: str


class Forms(Shape):
    """Every form that the register knows of."""

    forms: list[StatutoryForm]


class Formula(Shape):
    """One way of computing an indicator: for which kinds of zone, from which day on, by which law."""

    code: str
    name: Name
    since: date | None
    kinds: list[str | None]
    basis: str
    verified: str
    terms: list[str]


class Group(Shape):
    """
    A country (ISO 3166) or sector (VSIC) that a figure is of; without a code, what is filed under no project.

    A joint project is divided by the shares on record, and counted with the country that has the largest; without shares it is
    of a group of its own.
    """

    by: str
    code: str
    name: Name


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


class Report(Shape):
    """A report: its words as text, every figure in them, their notes, the checks before signing; apart, what it forecasts."""

    title: str
    place: str
    period_start: date
    period_end: date
    known_at: datetime | None
    text: str
    figures: list[ReportFigure]
    notes: list[ReportNote]
    forecasts: list[Forecast]
    checks: list[SigningCheck]
    draft: bool
    demo: bool


class Target(Shape):
    """A target in force on the day, for a period that overlaps its year, with what is reached of it."""

    indicator: str
    name: Name
    place: str
    zone: str | None
    kind: str | None
    origin: str | None
    period_start: date
    period_end: date
    set_by: str
    unit: str
    exact: Exact
    revisions: list[TargetRevision]
    actual: Exact | None
    attained: Exact | None
    attained_unit: str
    left: Exact | None
    state: str
    demo: bool


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


class ComparedFigure(Shape):
    """A figure of a comparison, with the parameters of the address that asks for it again."""

    form: str
    text: str
    value: int | float | None
    exact: Exact | None
    unit: str
    formula: str
    period_start: date | None
    period_end: date
    coverage: Coverage
    demo: bool
    estimate: bool
    question: dict[str, str]


class ContrastGroup(Shape):
    """What changes of a zone, or of the book's place where `zone` is null; `new` tells that the zone is only supposed."""

    zone: str | None
    name: str | None
    new: bool
    figures: list[Contrast]


class Figure(Shape):
    """A figure. `exact` is its value as a fraction of whole numbers; null where its inputs were never recorded."""

    indicator: str
    form: str
    place: str
    zone: str | None
    kind: str | None
    origin: str | None
    group: Group | None
    rest_of: str | None
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


class MergerPart(Shape):
    """A former province with its figure."""

    province: ProvinceCode
    figure: ComparedFigure


class SuppositionDetail(Shape):
    """A supposition with its events, and what they change by a day."""

    number: int
    book: str
    title: str
    description: str
    author: str
    revision: int
    saved_at: datetime
    notice: Name
    on: date
    place: str
    events: list[SupposedEvent]
    groups: list[ContrastGroup]


class ComparedCell(Shape):
    """
    What stands for one subject in a row; without a `figure` the indicator does not apply to it.

    `among` is its rank among those compared, from the largest, `rank` that among the provinces with a figure.
    """

    key: str
    figure: ComparedFigure | None
    among: int | None
    rank: ComparedFigure | None
    growth: ComparedFigure | None
    before: ComparedFigure | None


class ComparedRow(Shape):
    """An indicator for all that is compared; where its definitions differ nothing is ranked, and `differences` say why."""

    indicator: str
    kind: str | None
    origin: str | None
    group: Group | None
    name: Name
    title: str
    differences: list[Name]
    cells: list[ComparedCell]


class Comparison(Shape):
    """A comparison. `definitions` are the formulas with the days since which they hold."""

    on: date
    known_at: datetime | None
    subjects: list[Subject]
    rows: list[ComparedRow]
    ratios: list[RatioRow]
    definitions: list[str]
    practices: list[Practice]
    demo: bool


class MergerLine(Shape):
    """
    One indicator of one province of today. `combined` is what its parts come to, `difference` its own figure less that.

    `combination` tells how the parts become one: added, or a rate computed anew from sums, or not at all.
    """

    indicator: str
    kind: str | None
    origin: str | None
    title: str
    province: ProvinceCode
    parts: list[MergerPart]
    combination: str
    combined: int | float | None
    combined_exact: Exact | None
    own: ComparedFigure
    difference: int | float | None
    difference_exact: Exact | None
    unit: str
    lacks: Name | None
    why: Name
    events: int


class Merger(Shape):
    """A reconciliation; `scheme` is what the provinces' numbers are of."""

    on: date
    known_at: datetime | None
    scheme: Name
    lines: list[MergerLine]
