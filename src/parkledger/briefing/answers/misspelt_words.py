"""Phrases that are misspelt by a letter or two, taken for the one phrase that they resemble."""

import re
from collections.abc import Sequence
from typing import Final

from parkledger.briefing.answers.known_names import SHORTEST_GUESSED, Names
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.spelling import syllables_of


def guess(found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names") -> int:
    """A misspelt phrase at a word; else the word was not understood."""
    text, free = texts
    for length in range(min(4, len(tokens) - at), 0, -1):
        first, last = tokens[at][0], tokens[at + length - 1][1]
        phrase = " ".join(free[a:b] for a, b in tokens[at : at + length])
        if "|" in free[first:last] or len(phrase) < SHORTEST_GUESSED or not phrase.replace(" ", "").isalpha():
            continue
        if all(word in named.syllables for word in phrase.split()):
            continue
        near = {known for known in _near(phrase, named) if _resembles(known, text[first:last], named)}
        if len(near) == 1:
            found.see(Sighted(named[near.pop()], text[first:last], first, last, guessed=True))
            return at + length
    first, last = tokens[at]
    odd = text[first:last]
    if found.unheard and text[:first].rstrip(" -/.").endswith(found.unheard[-1]):
        found.unheard[-1] = f"{found.unheard[-1]}{text[:first][len(text[:first].rstrip(' -/.')) :]}{odd}"
    else:
        found.unheard.append(odd)
    return at + 1


def misspelt_ahead(
    found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names"
) -> int:
    """Take a phrase that begins with a known word and has a misspelt one further on ("khu công nghệp"); 0 where there is none."""
    text, free = texts
    ahead = [free[a:b] for a, b in tokens[at : at + MOST_AHEAD]]
    odd = next(
        (place for place, word in enumerate(ahead) if place and word.isalpha() and word not in named.syllables), 0
    )
    if not odd or len(ahead[odd]) < SHORTEST_AHEAD:
        return 0
    for length in range(len(ahead), odd, -1):
        first, last = tokens[at][0], tokens[at + length - 1][1]
        phrase = " ".join(ahead[:length])
        if "|" in free[first:last] or re.search(r"[,;?!]", free[first:last]) or len(phrase) < LONG_GUESSED:
            continue
        near = {known for known in _near(phrase, named) if _resembles(known, text[first:last], named)}
        if len(near) == 1:
            found.see(Sighted(named[near.pop()], text[first:last], first, last, guessed=True))
            return at + length
    return 0


MOST_AHEAD: Final = 5


SHORTEST_AHEAD: Final = 4
"""Words looked at ahead for a misspelt one, and the letters that it has at least."""


def _resembles(known: str, typed: str, named: "Names") -> bool:
    """Whether a misspelt phrase is near the phrase with its diacritics too, where it was typed with any: Hiệp hội is not Hiệp Hòa."""
    allowed = 1 if len(known) < LONG_GUESSED else 2
    if named[known][0] in {"zone", "place"}:
        allowed = 1
    return typed.isascii() or any(
        form.loosely or letters_apart(" ".join(form.syllables), " ".join(syllables_of(typed)), allowed) <= allowed
        for form in named.forms[known]
    )


LONG_GUESSED = 12
"""Letters from which a phrase may be misspelt by one, and by two."""


SHORT_WORD = 2
"""Letters up to which a word within a phrase is not taken for a misspelt one: another letter makes another word of it."""


def _near(phrase: str, named: "Names") -> set[str]:
    """The phrases of as many words that differ by a letter or, in a long one, two; signs that are one count once."""
    allowed = 1 if len(phrase) < LONG_GUESSED else 2
    count = phrase.count(" ")
    near = {
        known
        for known in named
        if abs(len(known) - len(phrase)) <= allowed
        and known.count(" ") == count
        and named[known][0] not in {"spoken", "enterprise"}
        and known[0] == phrase[0]
        and letters_apart(known, phrase, allowed) <= allowed
        and all(
            one == other or min(len(one), len(other)) > SHORT_WORD
            for one, other in zip(known.split(), phrase.split(), strict=True)
        )
    }
    by_sign = {named[known]: known for known in near}
    return set(by_sign.values())


def letters_apart(one: str, other: str, most: int) -> int:
    """How many letters are added, left out, changed or swapped between two words (Damerau–Levenshtein); `most` + 1 beyond."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, row, earlier = row, [i], before
        for j, against in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > most:
            return most + 1
    return row[-1]
