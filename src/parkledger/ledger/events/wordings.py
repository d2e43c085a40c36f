"""How people write a choice, besides its code: its name in either language, with or without its commas, and other words.

The sheets, the command line, lines of JSON and the programs' doors all know a choice by the same words. They are those of
the field's own list (`Choices`): what means one code in one field may mean another, or none, in the next.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from parkledger.language import fold
from parkledger.ledger.events.base import Choices, Event

_MARKS = re.compile(r"[\s,;.:()/–-]+")


def ways_written(text: str) -> tuple[str, str, str]:
    """What texts have in common that are one word of a list: folded, without marks between words, as units are compared."""
    folded = fold(text)
    unit = fold(text.replace("³", "3").replace("²", "2")).replace(" ", "")
    return folded, unit, _MARKS.sub(" ", folded).strip()


def words_of(choices: Choices, code: str) -> Iterator[str]:
    """All by which a choice may be written."""
    yield from (code, choices[code].vi, choices[code].en)
    yield from choices.spellings.get(code, ())


def choice_written(choices: Choices, text: str) -> str | None:
    """The code of the choice that a text names; None where it names none, or more than one."""
    if text in choices:
        return text
    known = _known(choices)
    named = next((known[way] for way in ways_written(text) if way in known), frozenset[str]())
    return next(iter(named)) if len(named) == 1 else None


@cache
def _known(choices: Choices) -> Mapping[str, frozenset[str]]:
    """The codes of some choices by all that they may be written as; mostly one each."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code in choices:
        for written in words_of(choices, code):
            for way in ways_written(written):
                found[way].add(code)
    return {way: frozenset(codes) for way, codes in found.items()}


def with_codes(kind: type[Event], fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event's fields with the codes of the choices that are written in words."""
    found: dict[str, str] = {}
    for name, choices in kind.choices().items():
        given = fields.get(name) if isinstance(fields, Mapping) else None
        if isinstance(given, str) and given not in choices:
            code = choice_written(choices, given)
            found |= {name: code} if code is not None else {}
    return {**fields, **found} if found else fields
