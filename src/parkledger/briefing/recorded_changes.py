"""What became known of a place or a zone since a moment: the events recorded, corrected and withdrawn, and key figures then and now.

Then is the day and the knowledge of that moment, now those of the page: what was recorded late of days long past shows as
well as what happened in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from parkledger.briefing.dashboard.cards import HEADLINES, Change, change_of
from parkledger.briefing.dashboard.changes import scope_of
from parkledger.briefing.dashboard.page_tables import PageContext, then_table
from parkledger.briefing.dashboard.questions import subject
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Lang, Text, day_end, day_of, ended_day, format_date, format_moment, today
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import ZoneNotThere
from parkledger.records.histories import Reference, zones_on
from parkledger.records.recent import RecordedSince, zone_scope
from parkledger.tables import Table

DAYS: Final = timedelta(days=30)
"""How far back it is looked where no moment is asked for."""
OF_ZONE: Final = (
    "occupancy",
    "land.leased",
    "land.available",
    "projects.in_force",
    "projects.operating",
    "capital.implemented_to_date",
    "labour.workers",
)
"""Figures of a zone that are held beside those of before."""
FigurePair = tuple[Figure, Figure, Change | None]
"""A figure then and now, and how it changed."""


@dataclass(frozen=True, slots=True)
class RecordedChanges:
    """What became known of a place or a zone: its title, since when, the events and the figures."""

    title: Text
    place: str
    since: datetime
    events: RecordedSince
    figures: list[FigurePair]

    @property
    def moved(self) -> list[FigurePair]:
        """The figures that are no longer what they were."""
        return [pair for pair in self.figures if has_moved(*pair[:2])]


def since_when(dates: Dates) -> datetime:
    """The moment from which a page looks where its address names none: the end of a day, so many days before what it knows."""
    return day_end((dates.known_on or today()) - DAYS)


def moment_words(moment: datetime, lang: Lang) -> str:
    """A moment as a heading has it: a day where it is a day's end, else with the time."""
    day = ended_day(moment)
    return format_date(day, lang) if day else format_moment(moment, lang)


def earlier(since: datetime, dates: Dates) -> Dates:
    """The day and the knowledge of a moment; never a later day than the page's."""
    return Dates(min(day_of(since), dates.on), since)


def has_moved(before: Figure, now: Figure) -> bool:
    """Whether a figure says something else than before."""
    return (before.value, before.low, before.high) != (now.value, now.low, now.high)


def pairs(books: Figures, asked: Sequence[Question], since: datetime, dates: Dates) -> list[FigurePair]:
    """The figures of some questions, as of a moment and now, all answered in one pass."""
    then = earlier(since, dates)
    before = [replace(each, end=min(each.end, then.on), known_at=since) for each in asked]
    found = books.answer([*before, *asked])
    both = zip(found[: len(asked)], found[len(asked) :], strict=True)
    return [(then, now, change_of(now, then, books.zone_named)) for then, now in both]


def events_of_place(code: str, since: datetime, dates: Dates, lang: Lang) -> RecordedSince:
    """The events of a place of which something became known after a moment."""
    return RecordedSince(scope_of(subject(code, dates.on, dates.known_at, None)), since, dates, lang)


def events_of_zone(zone: Reference, since: datetime, dates: Dates, lang: Lang) -> RecordedSince:
    """The events about a zone of which something became known after a moment."""
    return RecordedSince(zone_scope(zone, dates), since, dates, lang)


def changes_of_place(books: Figures, code: str, since: datetime, dates: Dates, lang: Lang) -> RecordedChanges:
    """What became known of a place."""
    about = subject(code, dates.on, dates.known_at, None)
    asked = [about.ask(each.indicator, each.kind, each.origin) for each in HEADLINES]
    found = pairs(books, [each for each in asked if not each.is_flow], since, dates)
    events = events_of_place(code, since, dates, lang)
    return RecordedChanges(about.place.title(dates.on), about.place.code, since, events, found)


def changes_of_zone(books: Figures, zone: Reference, since: datetime, dates: Dates, lang: Lang) -> RecordedChanges:
    """What became known of a zone; refused where whoever asks sees none there."""
    there = zones_on(dates).get(zone)
    if there is None or there.id not in books.zones_known(dates.known_at):
        raise ZoneNotThere(zone="/".join(zone))
    kind = ZoneKind(there.kind)
    base = Question(OF_ZONE[0], there.place, dates.on, zone=there.id, kind=kind, known_at=dates.known_at)
    known_then = there.id in books.zones_known(since)
    asked = [replace(base, indicator=code) for code in OF_ZONE] if known_then else []
    events = events_of_zone(zone, since, dates, lang)
    title = official_title(kind, there.name)
    return RecordedChanges(Text(title, title), there.place, since, events, pairs(books, asked, since, dates))


KNOWN_BY: Final = Text("Ghi nhận đến {moment}", "Recorded by {moment}")
NOW: Final = Text("nay", "today")


def figures_table(found: RecordedChanges, dates: Dates, lang: Lang) -> Table:
    """The figures then and now."""
    page = PageContext(subject(found.place, dates.on, dates.known_at, None), dates, lang, {})
    then, since = earlier(found.since, dates), moment_words(found.since, lang)
    headings = None
    if then.on == dates.on:  # only what is known tells them apart
        now = format_date(dates.known_on, lang) if dates.known_on else NOW.of(lang)
        headings = KNOWN_BY.of(lang).format(moment=since), KNOWN_BY.of(lang).format(moment=now)
    return then_table(found.figures, since, page, then.fixed(found.since), headings)
