"""When a zone will have let all its land: a forecast, told as one. "Bao giờ KCN Quang Châu lấp đầy?"."""

import re
from datetime import date
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, with_understood
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import CoverageSubject, ZoneKind
from parkledger.figures import Figures
from parkledger.forecast.fill import FillForecast, LetRecords
from parkledger.forecast.scores import LEVEL
from parkledger.forecast.wording import MARK, fill_words, not_a_figure
from parkledger.language import Lang, Text, format_date
from parkledger.records.histories import ZoneOn, zones_by_id

ASKING: Final = frozenset({"when", "year", "how_late", "forecast"})
"""Marks that ask for the day on which a zone is full."""
_FULL: Final = frozenset({"occupancy", "exhausted"})
_BESIDE: Final = frozenset({"letting", "land", "leased"})
"""What may be said of land beside that it is all let."""
_SINCE: Final = re.compile(r"(?<![^\W_])(?:tu (?:khi|luc|bao|nam|thang|ngay)|since)(?![^\W_])")
"""Words that ask for a day that is past."""
_CHOOSING: Final = ("max", "min", "most", "nth", "first", "growth", "plan", "against", "compare", "more")
_TO_BE_FULL: Final = Text(f"{MARK.vi} lấp đầy", f"{MARK.en} to be full")
_IS_FULL: Final = Text("đã cho thuê hết đất có thể cho thuê", "has let all the land that it has to let")


def asks_when_full(subject: QuestionSubject) -> bool:
    """Whether it is asked when zones that are named will be full: not since when, nor in which year something was most."""
    words = subject.words
    measured = set(words.all("measured"))
    is_of_land = bool(measured & _FULL) and measured <= _FULL | _BESIDE
    is_ahead = words.has(*ASKING) and not words.has(*_CHOOSING) and not words.times
    return bool(subject.zones) and is_of_land and is_ahead and _SINCE.search(words.folded) is None


def days_when_full(subject: QuestionSubject, books: Figures) -> Answers:
    """Of each zone named, in which months it is likely to have let all its land. Raises ZoneUnmeasured."""
    known = zones_by_id(subject.as_asked)
    found = [known[zone] for zone in subject.zones if zone in known]
    days = [_told_to(zone, subject, books) for zone in found]
    made = [_forecast(zone, day, subject, books) for zone, day in zip(found, days, strict=True)]
    lines = [_line(*each) for each in zip(found, days, made, strict=True)]
    said = Text(*("; ".join(line.said.of(lang) for line in lines) for lang in Lang))
    note = Text(*(not_a_figure(LEVEL, lang).removesuffix(".") for lang in Lang)) if any(made) else None
    return tuple(with_understood(each, subject, None, books) for each in listed(said, lines, note=note))


def _forecast(zone: ZoneOn, day: date, subject: QuestionSubject, books: Figures) -> FillForecast | None:
    """When a zone will have let all its land, by what was known on a day; None where it has."""
    return LetRecords(books, ZoneKind(zone.kind), day, subject.dates.known_at).forecast(zone.id, 1.0)


def _line(zone: ZoneOn, day: date, made: FillForecast | None) -> AnswerLine:
    told = _IS_FULL if made is None else Text(*(f"{_TO_BE_FULL.of(lang)} {fill_words(made, lang)}" for lang in Lang))
    vi, en = (format_date(day, lang) for lang in Lang)
    note = Text(f"{told.vi} (theo số liệu đến ngày {vi})", f"{told.en} (by data to {en})")
    return AnswerLine("/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, note=note)


def _told_to(zone: ZoneOn, subject: QuestionSubject, books: Figures) -> date:
    """The last day, until the one asked on, of which its book tells of a zone's land: quarters to come are not ones without letting."""
    ends = [
        span.complete_to(CoverageSubject.LAND) for span in books.spans(subject.dates.known_at) if span.book == zone.book
    ]
    return min([subject.day, *ends])
