"""Answers on all that there is but for some zones: "xuất khẩu các KCN Bắc Giang trừ Quang Châu", told with both figures."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import Answers, QuestionAnswer, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import coverage_text
from parkledger.briefing.answers.orders import is_additive
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of, zone_question
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, Text
from parkledger.places import get, is_within_any, province_on
from parkledger.places.rollup import territory_on

NOT_TAKEN_OUT: Final = Text(
    "chưa tính được số liệu sau khi loại trừ", "figures that leave something out cannot be given"
)


def asked_of_rest(subject: QuestionSubject) -> bool:
    """Whether a figure is asked for without that of zones which are named: they stand behind the word of the exception, and none before.

    "Lao động KCN Quang Châu trừ lao động nước ngoài" leaves out something of the zone, and not the zone.
    """
    if subject.indicator is None or not subject.zones or not (subject.kinds or subject.places):
        return False
    words = subject.words
    excepts = [each.last for each in words.seen if each.sign == ("asking", "except")]
    zones = [each.first for each in words.seen if each.sign[0] == "zone"]
    return (
        len(excepts) == 1 and bool(zones) and BEFORE_ZONES.fullmatch(words.folded, excepts[0], min(zones)) is not None
    )


BEFORE_ZONES: Final = re.compile(
    r"(?:[ ,|]|(?:cac|nhung|the|for|kcn|ccn|khu|cum|cong nghiep|industrial|parks?|clusters?)(?!\w))*"
)
"""What may stand between the word of an exception and the zones that are left out."""


def rest(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of all zones of a kind and place but for those named; refused where it is no sum, or one of them is not in it."""
    base = questions_of(subject)
    parts = [zone_question(base, zone, books) for zone in dict.fromkeys(subject.zones)]
    whole = _whole_of(subject, base, books)
    if whole is None:
        return refused(subject, books, NOT_TAKEN_OUT)
    everything, *without = books.answer([whole, *parts])
    value = _left(everything, without)
    if value is None:
        return refused(subject, books, NOT_TAKEN_OUT)
    answer = QuestionAnswer(
        (everything, *without),
        said=_said(value, everything, without, books),
        value=value,
        note=coverage_text(everything),
    )
    told = with_understood(answer, replace(subject, zones=[]), whole, books)
    titles = ", ".join(_titles(dict.fromkeys(subject.zones), books))
    read = told.understood
    return (
        replace(told, understood=Text(f"{read.vi}, trừ {titles}", f"{read.en}, except {titles}") if read else None),
    )


def _titles(zones: Iterable[int], books: Figures) -> list[str]:
    """Zones as officials call them."""
    return [official_title(zone["kind"], zone["name"]) for zone in map(books.zone, zones)]


def _whole_of(subject: QuestionSubject, base: Question, books: Figures) -> Question | None:
    """The question of all, of which the zones named are a part; None where one of them is not."""
    zones = [books.zone(zone) for zone in subject.zones]
    place = subject.places[0] if subject.places else province_on(str(zones[0]["place"]), base.end)
    kind = subject.kind or ZoneKind(str(zones[0]["kind"]))
    within = territory_on(get(place), base.end)
    is_part = all(str(zone["kind"]) == kind and is_within_any(str(zone["place"]), within) for zone in zones)
    return replace(base, zone=None, place=place, kind=kind) if is_part else None


def _left(everything: Figure, without: list[Figure]) -> Fraction | None:
    """What is left of a sum; None where one of its parts is not known, or it is none."""
    if everything.value is None or not is_additive(everything) or any(each.value is None for each in without):
        return None
    left = everything.value - sum((each.value or Fraction(0) for each in without), Fraction(0))
    return left if left >= 0 else None


def _said(value: Fraction, everything: Figure, without: list[Figure], books: Figures) -> Text:
    """What is left, and of what it is left."""
    titles = _titles([figure.question.zone or 0 for figure in without], books)
    said = []
    for lang in Lang:
        parts = ", ".join(
            f"{title}: {written_both(each).of(lang)}" for title, each in zip(titles, without, strict=True)
        )
        amount, total = number(value, everything.unit, lang, everything), written_both(everything).of(lang)
        said.append(f"{amount} ({'tất cả' if lang is Lang.VI else 'all'}: {total}; {parts})")
    return Text(*said)
