"""Answers on what is not done, or not taken, yet: households not paid, free places of housing, clusters not in order.

The books have a whole and the part of it that is done; what is left is told with both, so that nobody has to guess of what it is left.
Where one of the two is not on record, or they are not equally covered, the figures are told and nothing is taken away.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.answers.answer import (
    AnswerLine,
    Answers,
    QuestionAnswer,
    listed,
    refused,
    with_understood,
    written_both,
)
from parkledger.briefing.answers.completeness import WITHHELD, coverage_text, is_alike
from parkledger.briefing.answers.figure_answers import NO_PLACE, sides
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.spelling import Sign
from parkledger.briefing.answers.subjects import QuestionSubject, amounts_asked
from parkledger.briefing.answers.zone_facts import zones_of_place
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, joined_notes
from parkledger.places import COUNTRY_CODE
from parkledger.records.histories import ZoneOn


class Remainder(NamedTuple):
    """A part that is done, with the indicators that it may be a part of, the first that is on record first; and what asks for the rest."""

    wholes: tuple[str, ...]
    marks: frozenset[str]


DENIED: Final = frozenset({"not", "all_done"})
OF_PLACES: Final = frozenset({"left", "still", "unused", "enough", *DENIED})
REMAINDERS: Final[Mapping[str, Remainder]] = {
    **{
        f"clearance.{step}": Remainder(("clearance.notified",), DENIED)
        for step in ("inventoried", "published", "approved", "handed_over")
    },
    "clearance.paid": Remainder(("clearance.notified", "clearance.approved"), DENIED),
    "clearance.money_paid": Remainder(("clearance.money_approved",), DENIED | {"left"}),
    "households.resettled": Remainder(("households.to_resettle",), DENIED),
    "land.cleared": Remainder(("land.to_clear",), DENIED | {"left"}),
    "housing.occupied": Remainder(("housing.places",), OF_PLACES),
    "school.occupied": Remainder(("school.places",), OF_PLACES),
    "projects.operating": Remainder(("projects.in_force",), DENIED),
    "enterprises.unionised": Remainder(("enterprises.operating",), DENIED),
    "stations.connected": Remainder(("stations.operating",), DENIED),
    "zones.legacy_settled": Remainder(("zones.legacy",), DENIED | {"unsettled"}),
}
PART_DONE: Final[Mapping[str, str]] = {
    "housing.places": "housing.occupied",
    "school.places": "school.occupied",
    "stations.operating": "stations.connected",
    "households.to_resettle": "households.resettled",
    "zones.legacy": "zones.legacy_settled",
}
"""Wholes that are asked for with a word for what is left of them, with the part that is taken."""
TAKEN_PLACES: Final = frozenset({"housing.occupied", "school.occupied"})
"""Parts that are told with the whole where two amounts are asked for: "how many places, and how many are taken"."""
COUNTED_ZONES: Final = re.compile(
    r"(?<![^\W_])(?:how many|number of|bao nhieu|so) (?:industrial )?(?:zones|parks|clusters|kcn|ccn|khu|cum) (?:\w+ ){0,2}?"
    r"(?:have|has|had|with|co|con)(?![^\W_])"
)
"""Words that count the zones that have something: how much they have is another figure."""
STILL_SAID: Final = re.compile(r"(?<![^\W_])(?:con|van|still)(?![^\W_])")
NOT_TAKEN_AWAY: Final = Text(
    "không trừ được: chưa ghi nhận đủ cả hai số, hoặc hai số khác phạm vi",
    "what is left is not told: one of the two is not on record, or they are not equally covered",
)


def part_asked(subject: QuestionSubject) -> str | None:
    """The part of which the rest is asked for; None where no rest is."""
    code = subject.indicator or ""
    words = subject.words
    if code in PART_DONE and code != "stations.operating" and words.has(*REMAINDERS[PART_DONE[code]].marks):
        return PART_DONE[code]
    if code == "households.to_resettle" and STILL_SAID.search(words.folded):
        return PART_DONE[code]
    if code in TAKEN_PLACES and amounts_asked(words) > 1:
        return code
    if code == "projects.operating" and not words.has("count", "which", "where", "all_done"):
        return None  # those that are not in production are not listed by their names
    asking = REMAINDERS[code].marks if code in REMAINDERS else frozenset[str]()
    if words.has(*(asking - {"not"})) or ("not" in asking and _denies_part(words)):
        return code
    return None


def _denies_part(words: Words) -> bool:
    """Whether it is denied that something is done, and nothing else: "chưa nhận tiền", and not "không phải ở Việt Yên"."""
    seen = sorted((each for each in words.seen if each.sign[0] != "spoken"), key=lambda each: (each.first, each.last))
    denials = [each for each in seen if each.sign == ("asking", "not")]
    after = [next((other for other in seen if other.first >= each.last), None) for each in denials]
    return bool(after) and all(other is not None and other.sign[0] == "measured" for other in after)


def tells_zones(subject: QuestionSubject) -> bool:
    """Whether the zones are told in which anything is left: they are asked for, or counted, and none of them is named."""
    words = subject.words
    is_asked = words.has("where", "most", "max") or COUNTED_ZONES.search(words.folded) is not None
    return bool(subject.kinds) and not subject.zones and (is_asked or any(map(_names_zones, _asking_names(words))))


def _asking_names(words: Words) -> list[frozenset[Sign]]:
    """What each of the words that ask for names asks for."""
    return [words.named_by(each) for each in words.seen if each.sign[1] in {"which", "list", "names"}]


def _names_zones(named: frozenset[Sign]) -> bool:
    """Whether it is zones whose names are asked for: "KCN nào", "nơi nào"; not so "hộ nào"."""
    return not named or any(sort == "kind" for sort, _ in named)


def rest(subject: QuestionSubject, books: Figures) -> Answers:
    """What is left, of each zone or place named; or the zones in which anything is; both where it is asked how much and where."""
    words, own = subject.words, replace(subject, indicator=part_asked(subject) or "")
    by_zone = _by_zone(own, books) if tells_zones(subject) else ()
    is_of_all = words.has("count") and not words.has("most", "max") and not COUNTED_ZONES.search(words.folded)
    if by_zone and not is_of_all:
        return by_zone
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    told = tuple(_of_side(own, question, books) for question in sides(own, books))
    return tuple(each for each in by_zone if each.problem) or (*told, *by_zone)


def _of_side(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    """What is left in one zone or place, with the whole and the part."""
    whole, done = _pair(question, books)
    left = _left(whole, done)
    if left is None:
        return with_understood(QuestionAnswer((whole, done), note=NOT_TAKEN_AWAY), subject, question, books)
    said = [_left_said(left, whole, done, lang) for lang in Lang]
    if subject.words.has("all_done"):
        word = Text("chưa", "no") if left else Text("đã xong", "yes")
        said = [f"{word.of(lang)}: {each}" for lang, each in zip(Lang, said, strict=True)]
    answer = QuestionAnswer(
        (whole, done), said=Text(*said), value=left, note=coverage_text(done) or coverage_text(whole)
    )
    return with_understood(answer, subject, question, books)


def _pair(question: Question, books: Figures) -> tuple[Figure, Figure]:
    """The whole and the part; of several wholes the first that is on record."""
    codes = REMAINDERS[question.indicator].wholes
    done, *wholes = books.answer([question, *(replace(question, indicator=code) for code in codes)])
    return next((each for each in wholes if each.value is not None), wholes[0]), done


def _left(whole: Figure, done: Figure) -> Fraction | None:
    """What is left; None where it is not known."""
    if whole.value is None or done.value is None or not _is_as_limited(whole, done) or done.value > whole.value:
        return None
    return whole.value - done.value


def _is_as_limited(whole: Figure, done: Figure) -> bool:
    """Whether both are complete, or limited in the same way."""
    limits = [
        (each.since, each.until, each.gaps, each.tail, each.silent, each.missing, each.unheard)
        for each in (whole.coverage, done.coverage)
    ]
    return is_alike(whole, done) or limits[0] == limits[1]


def _left_said(left: Fraction, whole: Figure, done: Figure, lang: Lang) -> str:
    """What is left in words, with what it is left of."""
    amount = number(left, whole.unit, lang, whole)
    names = [f"{each.indicator.name.uncapitalised().of(lang)}: {written_both(each).of(lang)}" for each in (whole, done)]
    return f"còn {amount} ({'; '.join(names)})" if lang is Lang.VI else f"{amount} left ({'; '.join(names)})"


def _by_zone(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones of a kind and place in which anything is left, the most first; of how many it is not known."""
    zones = [zone for zone in zones_of_place(subject) if zone.kind in subject.kinds]
    pairs = [(zone, *_pair(_question_of(zone, subject), books)) for zone in zones]
    unknown = sum(_left(whole, done) is None for _, whole, done in pairs)
    if unknown == len(zones):
        return refused(subject, books, NOT_TAKEN_AWAY)
    lines = [line for pair in pairs if (line := _zone_line(*pair)) is not None]
    lines.sort(key=lambda line: (-(line.value or 0), line.key))
    names = [INDICATORS[subject.indicator or ""].name.uncapitalised().of(lang) for lang in Lang]
    said = Text(f"{len(lines)} nơi chưa hết ({names[0]})", f"{len(lines)} zones where not all is done ({names[1]})")
    if lines and subject.words.has("most", "max") and not unknown:
        said = lines[0].said
    answers = listed(said, lines, value=Fraction(len(lines)), note=_of_others(unknown))
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, None, books) for each in answers)


def _question_of(zone: ZoneOn, subject: QuestionSubject) -> Question:
    """The question for the part in one zone."""
    return Question(
        subject.indicator or "",
        COUNTRY_CODE,
        subject.day,
        zone=zone.id,
        kind=ZoneKind(zone.kind),
        known_at=subject.dates.known_at,
    )


def _zone_line(zone: ZoneOn, whole: Figure, done: Figure) -> AnswerLine | None:
    """A zone with what is left in it; None where nothing is, or it is not known."""
    left = _left(whole, done)
    if not left:
        return None
    said = Text(*(_left_said(left, whole, done, lang) for lang in Lang))
    return AnswerLine(
        "/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, value=left, note=said
    )


def _of_others(unknown: int) -> Text | None:
    """Of how many zones it is not known what is left, and that some are withheld."""
    lacking = Text(f"{unknown} nơi không trừ được vì chưa ghi nhận đủ", f"of {unknown} it is not known")
    return joined_notes(lacking if unknown else None, WITHHELD if hiding(PublicKind.ZONES) else None)
