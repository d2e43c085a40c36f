"""The question of some of the words of a question, or of a part of its text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.question_words import Sighted
from parkledger.briefing.answers.subjects import QuestionSubject, subject_from
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figures


def comes_to_one(subject: QuestionSubject) -> bool:
    """Whether words come to one indicator, and all of them do."""
    return subject.indicator is not None and not subject.unclear and subject.problem is None


PERCENTAGES: Final = frozenset(code for code, definition in INDICATORS.items() if definition.unit == "percent")
"""What no zone is the largest by: "the occupancy of the three largest parks" is of those with the most land."""


CLAUSE: Final = re.compile(r"[,;?.](?!\d)|(?<![^\W_])(?:va|and)(?![^\W_])")


def marks_in(seen: Iterable[Sighted], sort: str = "asking") -> set[str]:
    """The marks of a sort among some phrases."""
    return {each.sign[1] for each in seen if each.sign[0] == sort}


def of_seen(subject: QuestionSubject, seen: Sequence[Sighted], end: int, books: Figures) -> QuestionSubject:
    """The question of some of its words, of its text until a place."""
    words = subject.words
    part = replace(
        words, seen=list(seen), unheard=list(words.unheard), folded=words.folded[:end], text=words.text[:end]
    )
    return subject_from(part, books, subject.dates, subject.reach, subject.due)


def of_words(subject: QuestionSubject, kept: Sequence[Sighted], books: Figures) -> QuestionSubject:
    """The question of some words and all names; capital from abroad is that of all, as an origin that is named is."""
    words = subject.words
    foreign = ("measured", "foreign")
    of_all = [each for each in words.seen if each.sign == foreign] if not words.has("workers") else []
    others = [each for each in words.seen if each.sign[0] not in {"measured", "asking"} or each in of_all]
    kept = [each for each in kept if each not in of_all]
    left_out = [each for each in words.seen if each not in others and each not in kept]
    part = replace(
        words,
        seen=sorted([*others, *kept], key=lambda each: each.first),
        unheard=list(words.unheard),
        folded=_without(words.folded, left_out),
        text=_without(words.text, left_out),
    )
    return subject_from(part, books, subject.dates, subject.reach, subject.due)


def _without(text: str, left_out: Iterable[Sighted]) -> str:
    """A text without the words of others, at whose places nothing is read."""
    for each in left_out:
        text = f"{text[: each.first]}{'|' * (each.last - each.first)}{text[each.last :]}"
    return text
