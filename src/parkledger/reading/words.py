"""Word lists become patterns here: a list is written once, and its regular expression is built from it."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_END: Final = ""
CAPITALS: Final = "".join(
    char for code in range(0x41, 0x1EFA) if (char := chr(code)).isupper() and (code < 0x250 or code > 0x1E9F)
)
"""Capital letters of Vietnamese and its neighbours, for a character class."""


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits, without backtracking over their common beginnings."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _pattern(tree)


def _pattern(node: Mapping[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(char) + _pattern(rest) for char, rest in sorted(node.items()) if char != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if _END not in node:
        return joined
    return f"(?:{joined})?"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words where a word begins and ends. For text in lower case."""
    return re.compile(rf"(?:{one_of(words)})(?!\w)")
