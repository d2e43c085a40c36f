"""What the page of a practice shows: its text, and the figures that it is to be judged by, before and since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.safestring import SafeString

from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text
from parkledger.practices.content import DocumentLink, Linked, PracticeContent
from parkledger.practices.lists import exchanges_with
from parkledger.practices.markdown import rendered
from parkledger.practices.models import ExchangeVersion, PracticeVersion
from parkledger.records.dates import Dates
from parkledger.records.event_names import events_cited


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator of a practice: before it began, when it ended (or on the page's day), and on the page's day."""

    before: Figure
    after: Figure
    now: Figure

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        """The three, in the order of time."""
        return (self.before, self.after, self.now)


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A version of a practice as it is shown; `shown_in` is the language its text is in."""

    version: PracticeVersion
    said: PracticeContent
    title: str
    text: SafeString
    shown_in: Lang
    judged: tuple[Judged, ...]
    events: tuple[tuple[Text, str, int], ...]
    versions: tuple[PracticeVersion, ...]
    told_in: tuple[ExchangeVersion, ...]

    @property
    def is_last(self) -> bool:
        """Whether no later version was known."""
        return self.version.number == self.versions[0].number

    @property
    def documents(self) -> tuple[DocumentLink, ...]:
        """The documents it names."""
        return self.said.documents


def practice_page(versions: Sequence[PracticeVersion], number: int, dates: Dates, lang: Lang) -> PracticePage:
    """The page of one version, the last where the number is none of theirs."""
    version = next((each for each in versions if each.number == number), versions[0])
    said = version.said
    text, shown_in = said.words_of(lang)
    return PracticePage(
        version=version,
        said=said,
        title=titled(said.title, said.title_en, lang),
        text=rendered(text),
        shown_in=shown_in,
        judged=tuple(_judged(said, dates)),
        events=tuple(events_cited(map(_parted, said.events), dates.known_at)),
        versions=tuple(versions),
        told_in=tuple(exchanges_with(version.of.slug, dates.known_at)),
    )


def titled(vi: str, en: str, lang: Lang) -> str:
    """A title in a language; the Vietnamese one where it was not put into English."""
    return en if lang is Lang.EN and en else vi


def _parted(event: str) -> tuple[str, int]:
    book, _, seq = event.rpartition("/")
    return book, int(seq)


def _judged(said: PracticeContent, dates: Dates) -> list[Judged]:
    asked = [question for linked in said.indicators for question in questions(linked, said, dates)]
    found = iter(current_figures().answer(asked))
    return [Judged(before, next(found), next(found)) for before in found]


def questions(linked: Linked, said: PracticeContent, dates: Dates) -> tuple[Question, Question, Question]:
    """The three questions of an indicator; of what belongs to a period, whole calendar years before and at the end.

    None reaches beyond the page's day.
    """
    on = dates.on
    ended = min(said.end or on, on)
    base = Question(
        linked.indicator, said.place, on, kind=linked.kind, origin=linked.origin, known_at=dates.known_at
    ).checked()
    if not base.is_flow:
        return (_at(base, min(said.start - timedelta(days=1), on)), _at(base, ended), base)
    before = date(said.start.year - 1, 12, 31)
    return (_year(base, min(before, on)), _year(base, min(date(ended.year, 12, 31), on)), _year(base, on))


def _at(question: Question, day: date) -> Question:
    return replace(question, end=day)


def _year(question: Question, day: date) -> Question:
    """From the first day of a year to a day in it."""
    return replace(question, start=date(day.year, 1, 1), end=day)
