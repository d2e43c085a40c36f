"""Which zones grew, or fell, the most: each against its own figure of the other period, where the two are alike."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import Standings, is_alike
from parkledger.briefing.answers.figure_answers import change_from
from parkledger.briefing.answers.orders import NO_KIND, of_zones, zone_line, zone_named
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of
from parkledger.briefing.answers.times import YEAR_MONTHS, Time
from parkledger.figures import Figure, Figures
from parkledger.language import Lang, Text, Unit, month_end, months_later

FELL: Final = re.compile(
    r"(?<![^\W_])(?:giam|sut|tut|tuot|fell|fall|fallen|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*)(?![^\W_])"
)
"""Words for growth the other way: the first is the one that fell the most."""
NO_GROWTH: Final = Text(
    "không tính được mức tăng, giảm của khu, cụm nào: thiếu số liệu một trong hai kỳ, hoặc phạm vi báo cáo khác nhau",
    "the growth of no zone can be told: one of the two periods is not on record, or their reports are not alike",
)


def first_growth(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones whose figure went up, or down, the most in per cent on the year before, or on the other time that is named."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    words, (now, then) = subject.words, _at_both_times(subject)
    found = of_zones(now, books)
    limit = found.note(zone_named(books))
    lines = _grown_zones(found, of_zones(then, books), books)
    if not lines:
        return refused(subject, books, limit or NO_GROWTH)
    falls = FELL.search(words.folded) is not None
    ordered = _in_order(lines, words, falls=falls)
    wanted = ordered[words.nth - 1 :][: words.count or 1]
    if not wanted:
        return refused(subject, books, NO_GROWTH)
    ties = [line for line in ordered if line.value == wanted[-1].value and line not in wanted]
    kind = subject.kind.short
    among = Text(f"xếp trong {len(lines)} {kind} so được hai kỳ", f"among {len(lines)} with both periods alike")
    answers = listed(_said(wanted[0], kind, falls=falls), [*wanted, *ties], note=_with_limit(among, limit))
    scope = replace(questions_of(subject), kind=subject.kind)
    return tuple(with_understood(each, now, scope, books) for each in answers)


def _at_both_times(subject: QuestionSubject) -> tuple[QuestionSubject, QuestionSubject]:
    """The question of the time asked of, and of that with which it is compared: the other named, else the year before."""
    base, words = questions_of(subject), subject.words
    meant = Time(base.start, base.end, 0, 0)
    before = words.times[1] if len(words.times) > 1 else _year_before(meant)
    now = replace(subject, words=replace(words, times=words.times[:1] or [meant]))
    return now, replace(subject, words=replace(words, times=[before]))


def _grown_zones(now: Standings, then: Standings, books: Figures) -> list[AnswerLine]:
    """The zones whose figures of both times are alike, each with how far its figure went."""
    earlier = {figure.question.zone: figure for figure in then.ranked}
    grown = (_grown(figure, earlier.get(figure.question.zone), books) for figure in now.ranked)
    return [line for line in grown if line is not None]


def _moved(line: AnswerLine) -> Fraction:
    return line.value or Fraction(0)


def _in_order(lines: list[AnswerLine], words: Words, *, falls: bool) -> list[AnswerLine]:
    """Those that went the way asked for, the farthest first, or the least far where that is asked; else all lines.

    Of falls, which are below nought, the greatest number is the least fall; where none fell the least rise is told first.
    """
    moved = [line for line in lines if (_moved(line) < 0 if falls else _moved(line) > 0)]
    is_greatest_first = bool(moved or not falls) and falls == words.has("min")
    return sorted(moved or lines, key=_moved, reverse=is_greatest_first)


def _said(first: AnswerLine, kind: str, *, falls: bool) -> Text:
    """The first zone with how far its figure went; that none fell, where those that fell are asked for."""
    said = Text(*(f"{first.title.of(lang)}: {(first.note or first.title).of(lang)}" for lang in Lang))
    if falls and _moved(first) >= 0:
        return Text(f"không {kind} nào giảm; tăng ít nhất là {said.vi}", f"none fell; the least rise: {said.en}")
    return said


def _with_limit(among: Text, limit: Text | None) -> Text:
    return Text(f"{among.vi}; {limit.vi}", f"{among.en}; {limit.en}") if limit else among


def _year_before(time: Time) -> Time:
    """The same time of the year before."""
    end = months_later(time.end, -YEAR_MONTHS)
    last = month_end(end) if time.end == month_end(time.end) else end
    return replace(time, start=time.start and months_later(time.start, -YEAR_MONTHS), end=last)


def _grown(now: Figure, then: Figure | None, books: Figures) -> AnswerLine | None:
    """A zone with how far its figure went, in per cent, of percentages in points; None where the two are not alike."""
    if then is None or now.value is None or not then.value or not is_alike(now, then):
        return None
    moved = change_from(then, now)
    far = now.value - then.value if now.unit == Unit.PERCENT else (now.value - then.value) / then.value * 100
    if moved is None:
        return None
    both = [(written_both(then).of(lang), written_both(now).of(lang)) for lang in Lang]
    note = Text(*(f"{moved.of(lang)} ({one} → {other})" for lang, (one, other) in zip(Lang, both, strict=True)))
    return replace(zone_line(now, books), value=far, note=note)
