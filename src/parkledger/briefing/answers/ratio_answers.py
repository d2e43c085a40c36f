"""Answers on one figure for each unit of another: exports per worker, capital per hectare let or per project, workers per enterprise.

The ratio is that of comparisons (briefing/comparison/ratios.py): of two figures that speak for the same days and places, both told with it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
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
from parkledger.briefing.answers.completeness import coverage_text
from parkledger.briefing.answers.figure_answers import NO_PLACE, sides
from parkledger.briefing.answers.orders import NO_KIND, descending, is_additive, zone_line
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of
from parkledger.briefing.comparison.ratios import FigureRatio, RatioDefinition
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Figures, Question
from parkledger.figures.wording import UNKNOWN
from parkledger.language import Lang, Text, fold, joined_notes, year_start


class Divisor(NamedTuple):
    """What a figure is told for each of: words that say so, the indicator, its name behind the number."""

    said: re.Pattern[str]
    indicator: str
    per: Text


DIVISORS: Final = (
    Divisor(
        re.compile(r"(?<![^\W_])(?:ha|hecta|hec ta|hectares?|suat (?:von )?dau tu(?: binh quan)?)(?![^\W_])"),
        "land.leased",
        Text("/ha đất đã cho thuê", "/ha of land leased"),
    ),
    Divisor(
        re.compile(r"(?<![^\W_])(?:du an|projects?)(?![^\W_])"),
        "projects.in_force",
        Text("/dự án", "/project in force"),
    ),
    Divisor(
        re.compile(r"(?<![^\W_])(?:doanh nghiep|company|enterprise|firm|tenant)(?![^\W_])"),
        "enterprises.operating",
        Text("/doanh nghiệp đang hoạt động", "/enterprise in operation"),
    ),
)
WORKERS: Final = Divisor(re.compile("$^"), "labour.workers", Text("/lao động", "/worker"))
PER: Final = ("per_unit", "per_worker")
"""Marks that ask for a figure by the unit of another."""
BY_ZONE: Final = re.compile(
    r"(?<![^\W_])(?:theo|tung|moi) (?:tung )?(?:kcn|ccn|khu|cum)(?![^\W_])"
    r"|(?<![^\W_])(?:by|each|every|per) (?:industrial )?(?:park|cluster|zone)(?![^\W_])"
)
CAPITAL_ALONE: Final = re.compile(r"(?<![^\W_])suat (?:von )?dau tu(?![^\W_])")
"""Words for the capital per hectare, which name no other figure."""
BESIDE: Final = frozenset({"average", "leased", "land", "projects", "enterprises", "each"})
"""What may be said of the divisor beside what is divided."""
NOT_DIVIDED: Final = Text(
    "không tính được số này trên mỗi đơn vị; hãy hỏi từng số", "this figure is not told per unit; ask for each figure"
)


def divisor_asked(subject: QuestionSubject) -> Divisor | None:
    """For each of what a figure is asked; None where it is not clear, or it is the unit of the figure itself."""
    words, code = subject.words, numerator_of(subject)
    if code is None or not set(PER) & (set(words.all("asking")) - subject.taken_in):
        return None
    if words.has("per_worker"):
        found = WORKERS
    else:
        typed = fold(" ".join(words.typed("per_unit")))
        found = next((each for each in DIVISORS if each.said.search(typed)), WORKERS)
        if found is WORKERS:
            return None
    is_same = code == found.indicator or INDICATORS[code].unit in {"percent", "tariff", "rank"}
    return None if is_same else found


def numerator_of(subject: QuestionSubject) -> str | None:
    """The indicator that is divided: the one asked for, the capital in force where only "suất đầu tư" is said."""
    named = subject.indicator if subject.words.all("measured") else None
    return named or ("capital.in_force" if CAPITAL_ALONE.search(subject.words.folded) else None)


def asked_of_ratio(subject: QuestionSubject) -> bool:
    """Whether a figure is asked for each unit of another."""
    return divisor_asked(subject) is not None


def strange_to_ratio(subject: QuestionSubject) -> list[str]:
    """The marks that say nothing of a ratio: what is divided and by what is told by the others."""
    return [mark for mark in subject.unclear if mark not in BESIDE]


def ratio(subject: QuestionSubject, books: Figures) -> Answers:
    """A figure for each unit of another: of each zone or place named, or of the zones of a kind one by one, the most first."""
    divisor = divisor_asked(subject)
    if divisor is None:
        return refused(subject, books, NOT_DIVIDED)
    own = replace(subject, indicator=numerator_of(subject))
    if _asks_zones(own):
        return _by_zone(own, divisor, books)
    if not own.is_placed:
        return refused(subject, books, NO_PLACE)
    return tuple(
        _of_side(own, _as_far_as_known(own, question, divisor, books), divisor, books) for question in sides(own, books)
    )


def _as_far_as_known(subject: QuestionSubject, question: Question, divisor: Divisor, books: Figures) -> Question:
    """A question without a day of its own as of the last day for which both figures speak: of months that are reported, of land let."""
    if subject.period() is not None:
        return question
    (found,) = _ratios([question], divisor, books)
    days = [each.coverage.until for each in (found.above, found.below) if each.coverage.until is not None]
    end = min([question.end, *days])
    return replace(question, end=end, start=year_start(end) if question.is_flow else None)


def _asks_zones(subject: QuestionSubject) -> bool:
    """Whether zones are to be told one by one, or the first of them."""
    words = subject.words
    is_of_each = words.has("which", "max", "min", "most", "rank", "list", "each") or BY_ZONE.search(words.folded)
    return bool(subject.kinds) and not subject.zones and bool(is_of_each)


def _ratios(questions: Sequence[Question], divisor: Divisor, books: Figures) -> list[FigureRatio]:
    """The ratio in the zone or place of each question: what is held is of the last day of what flowed."""
    definition = INDICATORS[divisor.indicator]
    below = [replace(each, indicator=divisor.indicator, start=None) for each in questions]
    if definition.kinds:
        below = [each if each.kind in definition.kinds else replace(each, kind=None) for each in below]
    figures = books.answer([*questions, *below])
    pairs = zip(figures[: len(questions)], figures[len(questions) :], strict=True)
    return [
        FigureRatio(RatioDefinition(above.question.indicator, definition.name, "", "", divisor.per), above, below)
        for above, below in pairs
    ]


def _said(found: FigureRatio) -> Text:
    """A ratio in words, with the two figures that it is of."""
    pairs = [
        f"{each.indicator.name.uncapitalised().of(lang)}: {written_both(each).of(lang)}"
        for lang in Lang
        for each in (found.above, found.below)
    ]
    vi, en = "; ".join(pairs[:2]), "; ".join(pairs[2:])
    return Text(f"{found.written(Lang.VI)} ({vi})", f"{found.written(Lang.EN)} ({en})")


def _of_side(subject: QuestionSubject, question: Question, divisor: Divisor, books: Figures) -> QuestionAnswer:
    """The ratio of one zone or place, with both figures."""
    (found,) = _ratios([question], divisor, books)
    if found.above.value is not None and not is_additive(found.above):
        return refused(subject, books, NOT_DIVIDED)[0]
    if found.value is None:
        return refused(subject, books, found.refusal or UNKNOWN)[0]
    note = coverage_text(found.above) or coverage_text(found.below)
    answer = QuestionAnswer((found.above, found.below), said=_said(found), value=found.value, note=note)
    return with_understood(answer, subject, question, books)


def _by_zone(subject: QuestionSubject, divisor: Divisor, books: Figures) -> Answers:
    """The zones of a kind and place in the order of a ratio; which ones it cannot be told of."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    base = _as_far_as_known(subject, replace(questions_of(subject), kind=subject.kind, zone=None), divisor, books)
    zones = books.zones_of(replace(base, indicator="zones.established", start=None))
    asked = [replace(base, zone=zone, kind=ZoneKind(books.zone(zone)["kind"])) for zone in zones]
    ratios = _ratios(asked, divisor, books)
    known = sorted((each for each in ratios if each.value is not None), key=lambda each: each.value or 0)
    if not known:
        return refused(subject, books, UNKNOWN)
    if not is_additive(known[0].above):
        return refused(subject, books, NOT_DIVIDED)
    ordered = known[::-1] if descending(subject) else known
    lines = [_line(each, books) for each in ordered]
    unknown = [each for each in ratios if each.value is None and each.above.value is not None]
    note = _left_out(unknown, books)
    said = Text(f"{len(lines)} khu, cụm theo thứ tự", f"{len(lines)} zones in order")
    if subject.words.has("max", "min", "most") and not unknown:
        said = lines[0].said
    answers = listed(said, lines, note=note, value=ordered[0].value)
    everything = tuple(replace(each, lines=tuple(lines)) for each in answers)
    return tuple(with_understood(each, subject, base, books) for each in everything)


def _line(found: FigureRatio, books: Figures) -> AnswerLine:
    """A zone with its ratio."""
    line = zone_line(found.above, books)
    return replace(line, figure=None, value=found.value, note=_said(found), demo=found.demo)


def _left_out(unknown: list[FigureRatio], books: Figures) -> Text | None:
    """Of which zones the ratio is not told though what is divided is known, and why."""
    told = [(zone_line(each.above, books).title, each.refusal or UNKNOWN) for each in unknown]
    said = [", ".join(f"{title.of(lang)} ({why.of(lang)})" for title, why in told) for lang in Lang]
    return joined_notes(Text(*said)) if told else None
