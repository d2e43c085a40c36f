"""The table of words (`vocabulary.yaml`) as phrases with the marks that they stand for, and the names of indicators beside them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from parkledger.briefing.answers.rules import HELPING, best_fit, marks_of, names_of
from parkledger.briefing.answers.spelling import Phrases, Sign, letters, plainly, syllables_of
from parkledger.catalogue import INDICATORS
from parkledger.language import fold


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Any]:
    """The table of words (`vocabulary.yaml`)."""
    text = files("parkledger.briefing.answers").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@lru_cache(maxsize=1)
def signs_said() -> Mapping[Sign, tuple[Sign, ...]]:
    """The marks that the words of one mark stand for, where they are others or several."""
    sorts = dict.fromkeys(vocabulary()["origin"], "origin") | sorts_of(vocabulary())
    said = {
        (sorts[mark], mark): tuple((sorts[each], each) for each in stands_for)
        for mark, stands_for in vocabulary()["says"].items()
    }
    measured = frozenset(mark for mark, sort in sorts.items() if sort == "measured")
    names = {("measured", code): tuple(("measured", mark) for mark in marks_of(code, measured)) for code in INDICATORS}
    return names | said


def sorts_of(table: Mapping[str, Any]) -> dict[str, str]:
    """Whether each mark is measured or asked of what is.

    Raises ValueError where one is both: what the code reads by it would be the one or the other.
    """
    both = table["measured"].keys() & table["asking"].keys()
    if both:
        raise ValueError(f"vocabulary.yaml: {', '.join(sorted(both))} stand under measured and under asking")
    return {mark: sort for sort in ("measured", "asking") for mark in table[sort]}


@lru_cache(maxsize=1)
def periodic_phrases() -> re.Pattern[str]:
    """The phrases that ask for year after year, or month after month, and names with a year: they are read before the times."""
    periodic = [fold(phrase) for mark in ("by_year", "by_month", "ever") for phrase in vocabulary()["asking"][mark]]
    dated = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(periodic)})\b")
    named = (phrase for phrase, (sort, _) in phrases().items() if sort == "measured" and dated.search(phrase))
    longest = "|".join(sorted([*periodic, *named], key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest})(?![^\W_])")


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """Every phrase of the vocabulary with the sort of mark and the mark that it stands for; the later sorts over the earlier."""
    found = Phrases()
    for words, sign, strictly in listed(vocabulary()):
        found.put_listed(words, sign, strictly=strictly)
    found.words = frozenset(
        syllable
        for words in (*(words for words, _, _ in listed(vocabulary())), *(name for name, _ in _names_of_indicators()))
        for syllable in syllables_of(words)
        if not words.isascii() and syllable.isascii() and syllable.isalpha()
    ) | frozenset(
        letters(syllable)
        for words in (*(words for words, _, _ in listed(vocabulary())), *(name for name, _ in _names_of_indicators()))
        for syllable in syllables_of(words)
        if not syllable.isascii()
    )
    for mark, (of, before) in vocabulary()["beside"].items():
        for phrase in vocabulary()["measured"][of]:
            for word in before:
                found.put_listed(f"{word} {phrase}", ("measured", mark))
    for name, code in _names_of_indicators():
        if "," in name or not _says_already(plainly(name), code, found):
            found.put_listed(name, ("measured", code))
    return found


def listed(table: Mapping[str, Any]) -> Iterable[tuple[str, Sign, bool]]:
    """The phrases under the marks of the vocabulary, and whether each is taken only with its diacritics.

    Raises ValueError where one stands under two marks: which of them is meant, nobody could tell.
    """
    marks: dict[tuple[str, ...], Sign] = {}
    strictly = table["accented"]
    said = [(words, (sort, words)) for sort, key in SAID for words in table[key]]
    said += [(words, (sort, mark)) for sort in MARKED for mark, several in table[sort].items() for words in several]
    strict = [(words, ("spoken", words)) for several in strictly["spoken"] for words in several]
    strict += [
        (words, (sort, mark))
        for sort in ("measured", "asking", "country", "open")
        for mark, several in strictly[sort].items()
        for words in several
    ]
    for at, (words, sign) in enumerate([*said, *strict]):
        spelt = tuple(letters(each) for each in syllables_of(words))
        sort = (sign[0], "") if sign[0] in dict(SAID) else sign
        if marks.setdefault(spelt, sort) != sort:
            raise ValueError(f"vocabulary.yaml: {words!r} stands under {marks[spelt]} and under {sort}")
        yield words, sign, at >= len(said)


SAID: Final = (("spoken", "everyday"), ("spoken", "spoken"), ("never", "never"))
"""The lists that have no marks, the later over the earlier, with the sort of mark that each is."""


MARKED: Final = ("country", "sector", "asking", "origin", "measured", "kind")
"""The sorts that have, the later over the earlier."""


def _names_of_indicators() -> Iterable[tuple[str, str]]:
    """What indicators are called, each with its code: in the catalogue, and what else they are called."""
    for code in INDICATORS:
        for name in (*names_of(code), *vocabulary()["called"].get(code, ())):
            yield name, code


def _says_already(name: str, code: str, known: Mapping[str, Sign]) -> bool:
    """Whether the words of an indicator's name come to it, each by what it says itself."""
    if name in known and known[name][0] == "measured":
        return True
    words = name.split()
    marks: list[Sign] = []
    at = 0
    while at < len(words):
        longest = next((end for end in range(len(words), at, -1) if " ".join(words[at:end]) in known), at)
        if longest == at:
            return False
        sign = known[" ".join(words[at:longest])]
        marks += signs_said().get(sign, (sign,))
        at = longest
    if any(sort == "kind" for sort, _ in marks):
        return False
    asking = {mark for sort, mark in marks if sort == "asking" and mark != "count"}
    found = best_fit({mark for sort, mark in marks if sort == "measured"}, asking & HELPING, lambda _code: {"area"})
    return found is not None and found.code == code and not found.left_over and asking <= found.taken_in
