"""Practices as a comparison of places tells them."""

from collections.abc import Iterable
from datetime import date, datetime

from parkledger.briefing.reports.model import PracticeOnRecord
from parkledger.catalogue import ZoneKind
from parkledger.figures import indicator
from parkledger.figures.wording import kind_words
from parkledger.language import Lang, uncapitalised
from parkledger.practices.content import Linked
from parkledger.practices.lists import practices
from parkledger.practices.practice_pages import titled


def practices_on_record(
    places: Iterable[str], on: date, known_at: datetime | None, lang: Lang
) -> tuple[PracticeOnRecord, ...]:
    """The practices of places that had begun by a day and were known at a moment, in the order of their beginning."""
    found = []
    for place in dict.fromkeys(places):
        for version in practices(known_at, place=place):
            said = version.said
            if said.start <= on:
                title = titled(said.title, said.title_en, lang)
                names = tuple(dict.fromkeys(_named(linked, lang) for linked in said.indicators))
                found.append(PracticeOnRecord(place, title, said.topic.label.of(lang), said.start, said.end, names))
    return tuple(sorted(found, key=lambda one: one.start))


def _named(linked: Linked, lang: Lang) -> str:
    name = uncapitalised(indicator(linked.indicator).name.of(lang))
    if linked.kind is None:
        return name
    return f"{name} ({kind_words(ZoneKind(linked.kind), lang)})"
