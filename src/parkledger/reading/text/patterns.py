"""Regular expressions built from word lists, so that each list is written once."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

_END: Final = ""
CAPITALS: Final = "".join(
    char for code in range(0x41, 0x1EFA) if (char := chr(code)).isupper() and (code < 0x250 or code > 0x1E9F)
)
"""Capital letters of Vietnamese and its neighbours, for a character class."""


def phrases(listed: str) -> tuple[str, ...]:
    """The phrases of a text in which semicolons separate them; line breaks count as spaces."""
    return tuple(" ".join(phrase.split()) for phrase in listed.split(";"))


def one_of(words: Iterable[str], tails: Mapping[str, str] = MappingProxyType({})) -> str:
    """A pattern for any of the words, the longest that fits, without backtracking over their common beginnings.

    `tails` are patterns that must follow some of the words.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {tails.get(word, ""): {}}
    return _pattern(tree)


def _pattern(node: Mapping[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(char) + _pattern(rest) for char, rest in sorted(node.items()) if char != _END]
    tail = next(iter(node.get(_END, ())), None)
    if not branches:
        return tail or ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if tail is None:
        return joined
    return f"(?:{joined}|{tail})" if tail else f"(?:{joined})?"
