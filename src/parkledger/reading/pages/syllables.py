"""Whether a word is spelled as a Vietnamese syllable: the evidence by which encodings are told apart.

A syllable is an onset, a rime and a tone; a rime that ends in c, ch, p or t takes only the tones sắc and nặng.
"""

import re
import unicodedata
from typing import Final

_CODAS: Final = {
    "a": ", c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": ", c m n ng o p t", "ê": ", ch m n ng nh p t u", "i": ", a ch m n nh p t u", "iê": "c m n ng p t u",
    "o": ", a c i m n ng p t", "oa": ", c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": ", m n o t",
    "oo": "c ng", "ô": ", c i m n ng p t", "ơ": ", i m n p t", "u": ", a c i m n ng p t", "uâ": "n ng t y",
    "uê": ", ch n nh t", "uô": "c i m n ng t", "uơ": ", ", "uy": ", a ch n nh p t u", "uyê": "n t",
    "ư": ", a c i m n ng t u", "ươ": "c i m n ng p t u", "y": ", ch n nh p t u", "yê": "m n ng t u",
}  # fmt: skip
"""Vowel -> the endings it may take; a comma stands for none."""

RIMES: Final = frozenset(vowel + coda.strip(",") for vowel, codas in _CODAS.items() for coda in codas.split() if coda)
"""Every rime without its tone: "a", "ang", "uyên" …"""

_TONE_MARKS: Final = (
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}\N{COMBINING ACUTE ACCENT}"
    "\N{COMBINING DOT BELOW}"
)
_TONES: Final = str.maketrans("", "", _TONE_MARKS)
_MISPLACED_TONE: Final = re.compile(f"[bcdđghklmnpqrstvx][{_TONE_MARKS}]|[{_TONE_MARKS}].*[{_TONE_MARKS}]")
_STOPPED: Final = re.compile(r"(?:c|ch|p|t)$")
_STOP_TONES: Final = re.compile("[\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}]")
_ONSET: Final = re.compile("^(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|)")
_MOST_LETTERS: Final = 7


def is_syllable(word: str) -> bool:
    """Whether a word, in any case and in NFC or NFD, is spelled as one Vietnamese syllable."""
    if len(word) > 2 * _MOST_LETTERS:
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    onset = _ONSET.match(bare)
    if onset is None or len(bare) > _MOST_LETTERS or _MISPLACED_TONE.search(decomposed):
        return False
    rime = bare[onset.end() :]
    if _STOPPED.search(rime) and not _STOP_TONES.search(decomposed):
        return False
    # in "gìn" and "quốc" the vowel is shared with the onset, so both cuts are tried
    return rime in RIMES or (onset[0] in ("gi", "qu") and onset[0][1] + rime in RIMES)


def share_of_syllables(words: list[str]) -> tuple[int, int]:
    """How many of some words are syllables, and how many words there are."""
    return sum(map(is_syllable, words)), len(words)
