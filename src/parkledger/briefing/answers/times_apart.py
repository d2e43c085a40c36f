"""Times as the answers know them: quarters and months one by one, the last years, which of two times had more."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.figure_answers import LESS
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.times import Time, joined, since, without_now
from parkledger.briefing.answers.words import COMPARED

LAST_YEARS: Final = re.compile(
    r"(?:trong )?\w+ nam (?:gan|vua|tro|lien|qua|wa).*|(?:\w+ ){0,2}(?:last|past|previous|latest|most recent) \w+ years"
)
"""Words for the last years: as many, told one by one."""


TOLD_AS_ONE: Final = ("share", "plan", "max", "min", "most", "nth", "first", "rank", "by_year")
"""Marks by which the last years are told as one, or one by one already."""


ONE_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?:tong|tong cong|total|in all|altogether|binh quan|trung binh|average|nam nao|which year)(?![^\W_])"
)
"""Words beside years by which one number, or one of them, is asked for."""


def of_times(subject: QuestionSubject) -> QuestionSubject:
    """The question with what it asks of times as the answers know it.

    Quarters and months are told one by one as years are; so are the last years. Growth that is asked of them is that of each on
    the one before. Which of two times had more is how far the one is above the other.
    """
    words = subject.words
    seen = _renamed(words.seen, {"by_quarter": "by_year", "by_month": "by_year"})
    if (time := _last_years(words)) is not None:
        seen.append(Sighted(("asking", "by_year"), words.text[time.first : time.last], time.first, time.last))
    is_one_by_one = any(each.sign == ("asking", "by_year") for each in seen)
    if is_one_by_one and "growth" not in subject.taken_in and not words.has("average", "against"):
        seen = _renamed(seen, {"growth": "growth_of_each"})
    if words.has("more"):
        seen = _of_the_greater_time(subject, seen)
    times = _run_of(subject) if is_one_by_one else words.times
    if seen == words.seen and times == words.times:
        return subject
    return replace(subject, words=replace(words, seen=seen, times=times))


def _last_years(words: Words) -> Time | None:
    """The last years, where they are the one time that is named, and are to be told one by one."""
    if len(words.times) != 1 or words.has(*TOLD_AS_ONE) or ONE_NUMBER.search(words.folded):
        return None
    (time,) = words.times
    return time if LAST_YEARS.fullmatch(words.folded[time.first : time.last].strip()) else None


def _of_the_greater_time(subject: QuestionSubject, seen: list[Sighted]) -> list[Sighted]:
    """The words of which time had more: of two that are named how far the one is above the other, else the first of its years."""
    words = subject.words
    if len(words.times) == 2 and not subject.has_sides:
        kept = [each for each in seen if each.sign not in {("asking", "year"), ("asking", "which")}]
        return _renamed(kept, {"more": "against"})
    if len(words.times) == 1 and words.has("year"):
        return _renamed(seen, {"more": "min" if LESS.search(words.folded) else "max"})
    return seen


def _run_of(subject: QuestionSubject) -> list[Time]:
    """The times of what is told one by one: from the one to the other, or since one, whatever is compared."""
    words = subject.words
    if not words.has(*COMPARED):
        return words.times
    times = without_now(words.times, words.folded)
    return joined(times, words.folded) if len(times) > 1 else since(times, words.text, subject.today)


def _renamed(seen: Iterable[Sighted], marks: Mapping[str, str]) -> list[Sighted]:
    """Phrases with other marks of what is asked for, those that have one of the marks."""
    return [
        replace(each, sign=("asking", marks[each.sign[1]]))
        if each.sign[0] == "asking" and each.sign[1] in marks
        else each
        for each in seen
    ]
