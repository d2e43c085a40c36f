"""Zones whose names are nearly the words that were not understood: they are proposed, never taken for what was asked."""

import re
from dataclasses import dataclass
from typing import Any, Final

from parkledger.briefing.answers.misspelt_words import letters_apart
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.spelling import plainly
from parkledger.briefing.answers.subjects import OF_EITHER_KIND
from parkledger.catalogue import official_title
from parkledger.figures import Figures

SHORTEST: Final = 6
"""Letters of words that may be a zone's name misspelt."""
MOST_APART: Final = 2
"""Letters by which a name may differ from what was typed, but for its diacritics."""
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A zone that may be meant, and the question with its name put right."""

    title: str
    question: str


def likely_names(words: Words, books: Figures) -> tuple[LikelyName, ...]:
    """The zones nearest to the first words that were not understood and may be a name; those equally near, a few."""
    for typed in words.unheard:
        called = plainly(typed)
        if len(called) < SHORTEST or " " not in called or not _stands_as_name(typed, words):
            continue
        near = [(_apart(called, str(zone["name"])), zone) for zone in books.zones.values() if _fits(zone, words)]
        best = min((apart for apart, _ in near), default=FAR)
        if best >= FAR:
            continue
        found = {official_title(zone["kind"], zone["name"]): str(zone["name"]) for apart, zone in near if apart == best}
        return tuple(LikelyName(title, words.text.replace(typed, name)) for title, name in sorted(found.items())[:MOST])
    return ()


BEFORE_NAMES: Final = re.compile(r"(?<!\w)(?:kcn|ccn|khu|cum|nghiep|park|cluster|zone|in|at|of|o|tai|cua)\W*$")
"""Words after which a name may come that is typed without capitals."""


def _stands_as_name(typed: str, words: Words) -> bool:
    """Whether words stand where a name of a zone does, or are written as one: "tập đoàn" is no slip of a name."""
    if any(each[:1].isupper() for each in typed.split()):
        return True
    at = words.text.find(typed)
    return at == 0 or BEFORE_NAMES.search(words.folded[:at]) is not None


def _fits(zone: dict[str, Any], words: Words) -> bool:
    """Whether a zone is of a kind that is named, where any is."""
    kinds = words.all("kind")
    return not kinds or OF_EITHER_KIND in kinds or zone["kind"] in kinds


def _apart(called: str, name: str) -> tuple[int, int]:
    """How many letters, then how many syllables, stand between what was typed and a name of as many syllables."""
    known = plainly(name)
    syllables = list(zip(called.split(), known.split(), strict=False))
    if called.count(" ") != known.count(" "):
        return FAR
    return letters_apart(called, known, MOST_APART), sum(one != other for one, other in syllables)


FAR: Final = (MOST_APART + 1, 0)
"""What is no likely name."""
