"""Finding and sorting names the Vietnamese way: without diacritics, and in dictionary order."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeVar

_DASHES: Final = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]")
_LETTERS: Final = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_MARKS: Final = (
    "\N{COMBINING GRAVE ACCENT}",  # huyền
    "\N{COMBINING HOOK ABOVE}",  # hỏi
    "\N{COMBINING TILDE}",  # ngã
    "\N{COMBINING ACUTE ACCENT}",  # sắc
    "\N{COMBINING DOT BELOW}",  # nặng
)
_TONES: Final = {mark: rank for rank, mark in enumerate(_TONE_MARKS, start=1)}  # 0 is ngang, without a mark
_SYLLABLE: Final = re.compile(r"[0-9]+|[^\W\d_]+")

Item = TypeVar("Item")
SyllableKey = tuple[int, int, tuple[int, ...], int]
SortKey = tuple[tuple[SyllableKey, ...], str]


def fold(text: str) -> str:
    """A text as it is searched for: lower case, without diacritics, đ as d, one kind of dash and of space."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    plain = _DASHES.sub("-", plain.replace("đ", "d"))
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def as_named(text: str) -> str:
    """A name to be compared with others: without regard to capitals and spaces; diacritics tell names apart."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def slug(text: str) -> str:
    """A text for an address or a file name: "KCN Song Khê - Nội Hoàng" gives "kcn-song-khe-noi-hoang"."""
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")


def closest(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` of the names that look most like one that was not found, the most alike first."""
    originals: dict[str, list[str]] = {}
    for candidate in names:
        originals.setdefault(fold(candidate), []).append(candidate)
    alike = difflib.get_close_matches(fold(name), originals, n=max(limit, 1))
    return [original for folded in alike for original in originals[folded]][:limit]


def sort_key(text: str) -> SortKey:
    """The key that sorts texts in Vietnamese dictionary order.

    Syllable by syllable: first its letters (a ă â b c d đ …), then its tone (ngang, huyền, hỏi, ngã, sắc,
    nặng); numbers by size, before letters. Texts alike in all of that are ordered by their characters.
    """
    normal = unicodedata.normalize("NFC", text)
    return tuple(_syllable_key(part) for part in _SYLLABLE.findall(normal.lower())), normal


def in_name_order(items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
    """Items in the Vietnamese order of their names, as every list stands that somebody looks for a name in."""
    return sorted(items, key=lambda each: sort_key(name(each)))


@lru_cache(maxsize=20_000)  # names are made of few syllables
def _syllable_key(syllable: str) -> SyllableKey:
    if syllable[0] in "0123456789":
        digits = syllable.lstrip("0")
        return (0, len(digits), tuple(map(ord, digits)), 0)
    tone = 0
    bare = []
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = tone or _TONES[char]
        else:
            bare.append(char)
    letters = unicodedata.normalize("NFC", "".join(bare))
    return (1, 0, tuple(_LETTERS.get(letter, len(_LETTERS) + ord(letter)) for letter in letters), tone)
