"""What the page of an exchange shows: questions with answers, practices, zones visited, and the two provinces compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from parkledger.briefing import situation
from parkledger.briefing.situation import SituationSection
from parkledger.catalogue import official_title
from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.figures import Figure
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.practices.content import ExchangeContent, ExchangeQuestion
from parkledger.practices.lists import practices_named
from parkledger.practices.markdown import rendered
from parkledger.practices.models import ExchangeVersion, PracticeVersion
from parkledger.practices.practice_pages import titled
from parkledger.practices.topics import Topic
from parkledger.records.dates import ON, Dates


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with its answer, in the page's language where both were put into it."""

    topic: Topic
    question: str
    answer: SafeString
    practice: PracticeVersion | None
    shown_in: Lang


@dataclass(frozen=True, slots=True)
class Visited:
    """A zone that was visited; `title` is its name as recorded, or the reference where it is not on record."""

    book: str
    code: str
    title: str
    on_record: bool


LATEST = 0
"""Asks for the latest version of an exchange."""
Compared = tuple[SituationSection, tuple[tuple[Figure, Figure], ...]]
"""A section of headline figures, each for the host and for the guest."""


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """A version of an exchange as it is shown."""

    version: ExchangeVersion
    said: ExchangeContent
    title: str
    text: SafeString
    shown_in: Lang
    answered: tuple[AnsweredQuestion, ...]
    practices: tuple[PracticeVersion, ...]
    zones: tuple[Visited, ...]
    dates: Dates
    """Those of the figures side by side: the day of the exchange, where the address names none."""
    compared: tuple[Compared, ...]
    versions: tuple[ExchangeVersion, ...]

    @property
    def is_last(self) -> bool:
        """Whether no later version was known."""
        return self.version.number == self.versions[0].number


def exchange_page(versions: Sequence[ExchangeVersion], number: int, dates: Dates, lang: Lang) -> ExchangePage:
    """The page of one version, the last where the number is none of theirs."""
    version = next((each for each in versions if each.number == number), versions[0])
    said = version.said
    named = {*said.practices, *(each.practice for each in said.asked if each.practice)}
    practices = practices_named(named, dates.known_at)
    text, shown_in = said.words_of(lang)
    told = dates if ON in dict(dates.given) else dates.moved(said.held_on)
    return ExchangePage(
        version=version,
        said=said,
        title=titled(said.title, said.title_en, lang),
        text=rendered(text),
        shown_in=shown_in,
        answered=tuple(_answered(each, practices.get(each.practice), lang) for each in said.asked),
        practices=tuple(practices[slug] for slug in said.practices if slug in practices),
        zones=tuple(_visited(each) for each in said.zones if not hides(each.partition("/")[0], PublicKind.ZONES)),
        dates=told,
        compared=compared(said.host, said.guest, told),
        versions=tuple(versions),
    )


def compared(host: str, guest: str, dates: Dates) -> tuple[Compared, ...]:
    """The headline figures of both provinces for the page's dates, asked in one request."""
    books = current_figures()
    left, right = situation(books, [host, guest], dates.on, dates.known_at)
    return tuple(
        (section, tuple(zip(ours, theirs, strict=True)))
        for (section, ours), (_, theirs) in zip(left.sections, right.sections, strict=True)
    )


def _answered(asked: ExchangeQuestion, practice: PracticeVersion | None, lang: Lang) -> AnsweredQuestion:
    question, answer, shown_in = asked.words_of(lang)
    return AnsweredQuestion(asked.topic, question, rendered(answer, top=4), practice, shown_in)


def _visited(reference: str) -> Visited:
    book, _, code = reference.partition("/")
    for zone in current_figures().zones.values():
        if (zone["book"], zone["code"]) == (book, code):
            return Visited(book, code, official_title(zone["kind"], zone["name"]), on_record=True)
    return Visited(book, code, reference, on_record=False)
