"""`read`: a page in, its quantities, statements and findings out. It never raises on any input."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.reading.checks.findings import findings_of
from parkledger.reading.model import Page, PageQuantity, PageSource, Span, Statement
from parkledger.reading.rules.decisions import Frame
from parkledger.reading.rules.place_tracking import PlaceTracker, main_place
from parkledger.reading.rules.sentences import MentionCursor, SentenceView, sentences, signals_in
from parkledger.reading.rules.statements import DraftStatement, state
from parkledger.reading.rules.tables import TableFigure, read_table, rows_of, without
from parkledger.reading.rules.time_tracking import TimeTracker
from parkledger.reading.text.mentions import PlaceMention, ZoneMention, find_places, find_zones
from parkledger.reading.text.normalisation import NormalText, normalise
from parkledger.reading.text.numerals import NUMERAL, usage_of
from parkledger.reading.text.publication import publication
from parkledger.reading.text.quantities import FoundQuantity, find_quantities
from parkledger.reading.text.time_phrases import TimePhrase
from parkledger.reading.text.times import bind, find_atoms

# Begins with one set of characters, so that the search runs over everything else.
_COMPANY: Final = re.compile(
    r"[CcTt](?:(?:(?<=[Cc])ông ty|(?<=[Tt])ập đoàn|(?<=C)TCP|(?<=C)ty) [^().,;\n]{0,100}?\((\w[\w-]{1,15})\)"
    r"|(?:(?<=[Tt])ập đoàn|(?<=C)ông ty) ([A-Z]\w{2,}))"
)
_COMPANY_MARKS: Final = ("ông ty ", "ập đoàn ", "CTCP ", "Cty ")  # sooner looked for than all of it
_NATIONAL: Final = (
    "cục đầu tư nước ngoài",
    "tổng cục thống kê",
    "bộ kế hoạch và đầu tư",
    "vụ quản lý các khu kinh tế",
    "cục thống kê",
)
_MOST_COMPANIES: Final = 60  # so that looking for them stays quick on any page
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # of publication: beyond them a date is a slip
_ARTICLE: Final = ("title", "article", "")
_FOREIGN: Final = re.compile(r"\bfdi\b|vốn ngoại|nước ngoài")
_OFFICIAL_NAMES: Final = frozenset(
    {"fdi", "ddi", "kcn", "ccn", "kkt", "gpmb", "tthc", "ubnd", "pci", "grdp", "iip", "trách", "cổ"}
)


def read(given: str | bytes, *, published: date | None = None, name: str = "", zones: Iterable[str] = ()) -> Page:
    """Read a page: text as it is, bytes by what they are (HTML, DOCX, PDF, Markdown, text; `name` helps to tell).

    `published` is the day of publication where it is known better than the page itself says; `zones` are names of
    zones known from elsewhere. Offsets in the answer are those of the text given, or, for bytes, of `Page.text`.
    """
    return read_source(source_of(given, name), published=published, zones=zones)


def source_of(given: str | bytes, name: str = "") -> PageSource:
    """A page's text and sections, unread: of a text as it is, of bytes by what they are; `name` helps to tell.

    The libraries for documents are loaded only for bytes.
    """
    if isinstance(given, str):
        from parkledger.reading.pages.lines import source_of_text

        return source_of_text(given)
    from parkledger.reading.pages import formats

    return formats.source_of(given, name)


def read_source(source: PageSource, *, published: date | None = None, zones: Iterable[str] = ()) -> Page:
    """Read a page whose text and sections are known."""
    normal = normalise(source.text)
    spans = [normal.read(part.start, part.end) for part in source.sections if part.kind in _ARTICLE]
    title = next((normal.read(part.start, part.end) for part in source.sections if part.kind == "title"), None)
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    tables = rows_of(normal.text, spans)
    prose = without(spans, tables)
    atoms = find_atoms(normal.lower, prose)
    day = published or source.published or publication(normal.lower, spans[-1][1] if spans else 0, atoms)
    parts = _ReadableParts(spans, prose, tables, atoms)
    made, found = _understand(normal, parts, title, day, frozenset(zones))
    quantities = tuple(_quantity(source.text, normal, one) for one in found)
    known = {id(one): quantity for one, quantity in zip(found, quantities, strict=True)}
    statements = tuple(_statement(source.text, normal, one, known[id(one.quantity)]) for one in made)
    findings = findings_of(normal, found, statements, quantities)
    return Page(
        text=source.text,
        title=source.title,
        published=day,
        author=source.author,
        source=source.source,
        sections=source.sections,
        quantities=quantities,
        statements=statements,
        findings=findings,
    )


class _ReadableParts(NamedTuple):
    """The parts of a page to read: all of them, those outside of tables, its tables' rows, and its phrases of time."""

    everywhere: Sequence[Span]
    prose: Sequence[Span]
    tables: Sequence[Sequence[Span]]
    atoms: Sequence[re.Match[str]]


class _PageMentions(NamedTuple):
    """What was found in the parts of a page that are read, each in the order of the text."""

    quantities: list[FoundQuantity]
    whens: list[TimePhrase]
    places: list[PlaceMention]
    zones: list[ZoneMention]


def _understand(
    normal: NormalText, parts: _ReadableParts, title: Span | None, published: date | None, zones: frozenset[str]
) -> tuple[list[DraftStatement], list[FoundQuantity]]:
    text, lower = normal.text, normal.lower
    everywhere, spans, tables, atoms = parts
    numerals = [match for start, end in everywhere for match in NUMERAL.finditer(lower, start, end)]
    usage = usage_of(match[0] for match in numerals)
    found = find_quantities(lower, spans, [match.span() for match in atoms if match["now"] is None], usage, numerals)
    whens = bind(lower, atoms, published, None)
    places = find_places(text, spans)
    named = find_zones(text, lower, spans, zones)
    in_title = [place for place in places if title and title[0] <= place.start < title[1]]
    companies = _companies(text, spans)
    head = lower[title[0] : title[1]] if title else ""
    frame = Frame(title_fdi=bool(_FOREIGN.search(head)), pci="pci" in head or lower.count("pci") > 2)
    national = any(agency in lower for agency in _NATIONAL)
    main = main_place(in_title, places, national=national)
    views = _views(normal, spans, _PageMentions(found, whens, places, named))
    made = state(views, frame, PlaceTracker(main, companies), TimeTracker(published, whens))
    entries = [entry for rows in tables for entry in read_table(text, lower, rows, usage)]
    made += [_tabulated(lower, entry, main, published) for entry in entries]
    found += [entry.quantity for entry in entries]
    return sorted(made, key=lambda one: one.quantity.start), sorted(found, key=lambda one: one.start)


def _tabulated(lower: str, entry: TableFigure, main: str | None, published: date | None) -> DraftStatement:
    """A cell as a statement, of the day of publication: a table seldom says its own."""
    start, end = entry.row
    row = SentenceView(start, end, paragraph=-1, lower=lower, quantities=(entry.quantity,))
    return DraftStatement(
        quantity=entry.quantity,
        decision=entry.decision,
        place=entry.place or main,
        zone=entry.zone,
        start=None,
        end=published,
        view=row,
    )


def _companies(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """The short names of companies that the article introduces: "Công ty cổ phần … (Thaco)"."""
    if not any(mark in text for mark in _COMPANY_MARKS):
        return frozenset()
    names = {(match[1] or match[2]).lower() for start, end in spans for match in _COMPANY.finditer(text, start, end)}
    return frozenset(sorted(name for name in names if name not in _OFFICIAL_NAMES)[:_MOST_COMPANIES])


def _views(normal: NormalText, spans: Sequence[Span], mentions: _PageMentions) -> Iterator[SentenceView]:
    """The sentences of a page with what was found in each; one that names nothing is passed over."""
    lower, last = normal.lower, -1
    found, whens = MentionCursor(mentions.quantities), MentionCursor(mentions.whens)
    places, zones = MentionCursor(mentions.places), MentionCursor(mentions.zones)
    for start, end, paragraph in sentences(normal.text, spans):
        quantities = found.within(start, end)
        here = whens.within(start, end), places.within(start, end), zones.within(start, end)
        if quantities:
            quantities = tuple(one for one in quantities if one.unit is not None or _of_people(lower, one.start))
        elif paragraph == last and not any(here):
            continue
        last = paragraph
        signals = signals_in(lower, start, end) if quantities else ()
        yield SentenceView(
            start=start,
            end=end,
            paragraph=paragraph,
            lower=lower,
            quantities=quantities,
            signals=signals,
            whens=here[0],
            places=here[1],
            zones=here[2],
        )


def _of_people(lower: str, at: int) -> bool:
    """Whether a number without a unit may count workers: "Tổng số lao động … gần 60.000"."""
    before = lower[max(0, at - 60) : at]
    return "lao động" in before or "công nhân" in before


def _quantity(text: str, normal: NormalText, found: FoundQuantity) -> PageQuantity:
    start, end = normal.given(found.start, found.end)
    low, high = found.interval()
    return PageQuantity(
        start=start,
        end=end,
        quote=text[start:end],
        value=found.value,
        unit=found.unit,
        low=low,
        high=high,
        hedge=found.hedge,
        rule=found.rule,
    )


def _statement(text: str, normal: NormalText, made: DraftStatement, quantity: PageQuantity) -> Statement:
    found, decision = made.quantity, made.decision
    value = found.value if decision.value is None else decision.value
    low, high = _moved_bounds(quantity, value - found.value, negative=value != found.value and value == -found.value)
    first, last = normal.given(made.view.start, made.view.end)
    return Statement(
        quote=quantity.quote,
        start=quantity.start,
        end=quantity.end,
        indicator=decision.indicator,
        form=decision.form,
        kind=decision.kind,
        origin=decision.origin,
        place=made.place,
        zone=made.zone,
        value=value,
        unit=decision.unit or found.unit or "",
        hedge=found.hedge or ("estimate" if decision.estimate else None),
        period_start=made.start,
        period_end=made.end,
        low=low,
        high=high,
        sentence=text[first:last],
        rule=(decision.rule, *found.rule),
    )


def _moved_bounds(
    quantity: PageQuantity, shift: Fraction, *, negative: bool
) -> tuple[Fraction | None, Fraction | None]:
    """The bounds of what a quantity states: its own, its negative's ("giảm 2%"), or shifted ("vượt 5%" is 105 %)."""
    low, high = quantity.low, quantity.high
    if negative:
        return (None if high is None else -high), (None if low is None else -low)
    if not shift:
        return low, high
    return (None if low is None else low + shift), (None if high is None else high + shift)
