"""`read`: a page in, its quantities, statements and findings out. It never raises on any input."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.reading.checks.findings import findings_of
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.indicator_tables import ToldTable, told_table
from parkledger.reading.interpretation.interpreter import DraftStatement, state
from parkledger.reading.interpretation.named_rows import NamedRow
from parkledger.reading.interpretation.page_mentions import PageMentions, find_mentions, sentence_views
from parkledger.reading.interpretation.page_parts import PageParts, parts_of
from parkledger.reading.interpretation.page_subjects import PageSubjects, subjects_of
from parkledger.reading.interpretation.periods import TimeTracker
from parkledger.reading.interpretation.places import PlaceTracker, main_place, places_outside_zones
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.interpretation.table_columns import lines_above, scope_above
from parkledger.reading.interpretation.tables import TableFigure, read_table
from parkledger.reading.model import Page, PageQuantity, PageSource, Statement
from parkledger.reading.text.normalisation import NormalText, normalise
from parkledger.reading.text.publication import publication
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # of publication: beyond them a date is a slip
_LONGEST: Final = 3  # years of a stretch that a title names as the time of the page


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
    parts = parts_of(source, normal)
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    end = parts.everywhere[-1][1] if parts.everywhere else 0
    day = published or source.published or publication(normal.lower, end, parts.times)
    made, found = _understand(parts, day, frozenset(zones))
    quantities = tuple(_quantity(source.text, normal, one) for one in found)
    known = {id(one): quantity for one, quantity in zip(found, quantities, strict=True)}
    statements = tuple(_statement(source.text, normal, one, known[id(one.quantity)]) for one in made)
    return Page(
        text=source.text,
        title=source.title,
        published=day,
        author=source.author,
        source=source.source,
        sections=source.sections,
        quantities=quantities,
        statements=statements,
        findings=findings_of(normal, found, statements, quantities),
    )


class PageScope(NamedTuple):
    """What a page as a whole says of a part of it: what it is about, its place, its language; its rows called as indicators."""

    subjects: PageSubjects
    place: str | None
    in_english: bool
    rows: tuple[NamedRow, ...] = ()


def _understand(
    parts: PageParts,
    published: date | None,
    zones: frozenset[str],
    within: PageScope | None = None,
) -> tuple[list[DraftStatement], list[FoundQuantity]]:
    """What a page states, and all its quantities, in the order of the text; `within` where these are only parts of it."""
    mentions = find_mentions(parts, published, zones, in_english=within.in_english if within else None)
    named = places_outside_zones(mentions.places, mentions.zones, parts.lower)
    main = main_place([place for place in named if parts.in_title(place.start)], named, parts.lower)
    subjects = subjects_of(parts, mentions)
    if within is not None:
        subjects, main = subjects if subjects.page_kind else within.subjects, main or within.place
    times = TimeTracker(published, mentions.whens, _titled(parts, mentions))
    made = state(
        sentence_views(parts, mentions), PageFrame(subjects), PlaceTracker(main), times, within.rows if within else ()
    )
    found = list(mentions.quantities)
    for table in parts.tables:
        told = told_table(parts.text, parts.lower, table, parts.title)
        if told is None:
            above = lines_above(parts.text, table.start, parts.title[1] if parts.title else 0)
            scope = scope_above(parts.lower, above, parts.title, (mentions.whens, mentions.zones), pci=subjects.pci)
            entries = list(read_table(parts.text, parts.lower, table, parts.usage, scope))
            made += [_tabulated(parts.lower, entry, main, published) for entry in entries]
            found += [entry.quantity for entry in entries]
        else:
            stated, quantities = _read_told(
                parts, told, published, zones, PageScope(subjects, main, told.in_english, told.named)
            )
            made += stated
            found += quantities
    return sorted(made, key=lambda one: one.quantity.start), sorted(found, key=lambda one: one.start)


def _read_told(
    parts: PageParts,
    told: ToldTable,
    published: date | None,
    zones: frozenset[str],
    within: PageScope,
) -> tuple[list[DraftStatement], list[FoundQuantity]]:
    """What a told table states, and its quantities, where they stand in the page."""
    stated, quantities = _understand(parts_of(told.source, normalise(told.source.text)), published, zones, within)
    here = {quantity: known for quantity in quantities if (known := told.in_page(quantity)) is not None}
    made = []
    for one in stated:
        if one.quantity in here:
            quantity, (start, end) = here[one.quantity]
            row = SentenceView(start, end, paragraph=-1, lower=parts.lower, quantities=(quantity,))
            made.append(one._replace(quantity=quantity, view=row))
    return made, [quantity for quantity, _ in here.values()]


def _titled(parts: PageParts, mentions: PageMentions) -> TimePhrase | None:
    """The stretch of time that a title names; a bare year may be part of a name."""
    for when in mentions.whens:
        if not parts.in_title(when.start) or when.role != "flow" or when.first is None or when.last is None:
            continue
        if when.last.year - when.first.year < _LONGEST and not parts.lower[when.start : when.end].isdigit():
            return when
    return None


def _tabulated(lower: str, entry: TableFigure, main: str | None, published: date | None) -> DraftStatement:
    """A cell as a statement; of the day of publication where the table says no time."""
    start, end = entry.row
    row = SentenceView(start, end, paragraph=-1, lower=lower, quantities=(entry.quantity,))
    return DraftStatement(
        quantity=entry.quantity,
        decision=entry.decision,
        place=entry.place or main,
        zone=entry.zone,
        start=entry.start,
        end=entry.end or published,
        view=row,
    )


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
        place=_as_written(text, made.place),
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
        points=decision.points,
    )


def _as_written(text: str, place: str | None) -> str | None:
    """A place with the dash that its page writes."""
    if place is None or "-" not in place or place in text:
        return place
    return next((name for dash in "–—" if (name := place.replace("-", dash)) in text), place)


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
