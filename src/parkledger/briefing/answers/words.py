"""A question word by word: names, times, numbers and marks, and the words that are none of them.

Names of the books (zones, developers, sectors), places and countries, and the vocabulary of questions are looked up
without diacritics, the longest first; of what folds alike, the diacritics that were typed decide (spelling.py).
A word misspelt by a letter or two is taken for the phrase it resembles where no other does, and told with the answer.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from parkledger.briefing.answers.courtesy import without_courtesy
from parkledger.briefing.answers.known_names import NAMES, Names
from parkledger.briefing.answers.misspelt_words import guess, misspelt_ahead
from parkledger.briefing.answers.numbers_said import blank, without_numbers
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.spelling import WORD, Sign, Typed, has_diacritics, syllables_of
from parkledger.briefing.answers.times import Clock, grown_since, joined, since, without_now
from parkledger.briefing.answers.vocabulary import vocabulary
from parkledger.briefing.answers.words_meant import settle
from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.figures import Figures
from parkledger.language import fold
from parkledger.ledger.store import registry
from parkledger.records.dates import Dates
from parkledger.records.histories import Reference

LONGEST_PHRASE = 18


CODE: Final = re.compile(r"(?<![^\W_])[a-z0-9]+(?:[-/._][a-z0-9]+)*")
"""What may be the code of a project: it has letters and digits, or many digits."""


DIGITS_OF_CODE: Final = 6


COMPARED: Final = ("growth", "against", "compare", "more")
"""Marks beside which two times are two, and not one from the first to the last."""


def words_of(typed: str, books: Figures, dates: Dates) -> Words:
    """A question taken apart."""
    text = without_courtesy(" ".join(_spaced(unicodedata.normalize("NFC", typed)).split()))
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    found = Words(folded=folded, text=text, accented=has_diacritics(text))
    free = without_numbers(found, _codes(found, folded, books), Clock(dates.due_on, dates.on))
    named = NAMES.known(books)
    tokens = [(match.start(), match.end()) for match in WORD.finditer(free)]
    reading = _reading(tokens, (text, free), named, accented=found.accented)
    at = 0
    while at < len(tokens):
        at = _next(found, reading, at)
    settle(found)
    if found.has("growth") and not found.has("by_year"):
        found.times = grown_since(found.times, text, Clock(dates.due_on, dates.on))
    elif not found.has(*COMPARED) or found.has("by_year"):
        times = without_now(found.times, folded)
        found.times = joined(times, folded) if len(times) > 1 else since(times, text, dates.due_on)
    return found


GLUED: Final = re.compile(
    r"(?<![\w/.,-])(?P<number>\d+(?:[.,]\d+)*)"
    r"(?P<unit>m2|m²|m3|m³|ha|kwh|kva|mva|mét|khối|khoi|tỷ|tỉ|ty|triệu|trieu|usd|người|nguoi|dự án|năm|tháng|thang|quý|quy|kcn|ccn)(?!\w)",
    re.IGNORECASE,
)
"""A number with its unit behind it without a space: "bao nhiêu 1m2"."""


CUT_PHASE: Final = re.compile(
    r" ?[,–-] ?(?=(?:phase|stage|giai đoạn|giai doan|gđ) ?(?:\d|[iv]{1,3}|one|two|three)(?!\w))", re.IGNORECASE
)
"""What stands between the name of a zone and its phase: "Hòa Phú mở rộng, giai đoạn 1"."""


def _spaced(text: str) -> str:
    """A text in which numbers stand apart from their units."""
    text = GLUED.sub(lambda match: f"{match['number']} {match['unit']}", text).replace("m²", "m2").replace("m³", "m3")
    return CUT_PHASE.sub(" ", text)


def _codes(found: Words, folded: str, books: Figures) -> str:
    """The text without the codes of projects, which are put into what was found; those that are withheld are none."""
    known, hidden = _project_codes(books.tip), hiding(PublicKind.PROJECTS)
    free = folded
    for match in CODE.finditer(folded):
        if match[0].isalpha() or (match[0].isdecimal() and len(match[0]) < DIGITS_OF_CODE):
            continue
        shown = tuple(each for each in known.get(match[0], ()) if each[0] not in hidden)
        if shown:
            found.projects.append(shown)
            free = blank(free, match.start(), match.end())
    return free


@lru_cache(maxsize=2)
@whole
def _project_codes(tip: str) -> Mapping[str, tuple[Reference, ...]]:  # noqa: ARG001  the state of the books that the codes are of
    """Every project by its code, folded, whoever asks: what is withheld is left out where it is looked up."""
    found: dict[str, tuple[Reference, ...]] = {}
    for book, code in registry.all_projects().order_by("pk").values_list("book__code", "code"):
        found[fold(code)] = (*found.get(fold(code), ()), (book, code))
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in words, with how few of them are left unknown from each on: the reading of the fewest unknown words is taken.

    "còn bao nhiêu đất" is a phrase, and "công nghiệp" alone is none: there "đất công nghiệp" is meant.
    """

    tokens: Sequence[tuple[int, int]]
    texts: tuple[str, str]
    named: "Names"
    phrases: Sequence[Mapping[int, Sign]]
    """What begins at each word: phrases by how many words they have."""
    unknown: Sequence[int]
    """How many words are left unknown from each word on."""


def _reading(tokens: Sequence[tuple[int, int]], texts: tuple[str, str], named: "Names", *, accented: bool) -> _Reading:
    found: list[dict[int, Sign]] = []
    unknown = [0] * (len(tokens) + 1)
    for at in range(len(tokens) - 1, -1, -1):
        longest = min(LONGEST_PHRASE, len(tokens) - at)
        own = {
            length: sign
            for length in range(1, longest + 1)
            if (sign := _phrase_at(tokens, at, length, texts, named, accented=accented))
        }
        found.insert(0, own)
        unknown[at] = min([1 + unknown[at + 1], *(unknown[at + length] for length in own)])
    return _Reading(tokens, texts, named, found, unknown)


def _next(found: Words, reading: _Reading, at: int) -> int:
    """Take the longest of the phrases at a word that leave the fewest words unknown; what comes after it."""
    tokens, texts, named = reading.tokens, reading.texts, reading.named
    own = reading.phrases[at]
    if reading.unknown[at] and (taken := misspelt_ahead(found, tokens, at, texts, named)):
        return taken
    if not own:
        return guess(found, tokens, at, texts, named)
    fewest = min(reading.unknown[at + length] for length in own)
    length = max(each for each in own if reading.unknown[at + each] == fewest)
    first, last = tokens[at][0], tokens[at + length - 1][1]
    text, free = texts
    phrase = " ".join(free[a:b] for a, b in tokens[at : at + length])
    typed = Typed(syllables_of(text[first:last]), found.accented)
    is_guessed = phrase in named.forms and named.is_slipped(phrase, typed)
    sign = _unless_particle(own[length], free, (first, last))
    found.see(Sighted(sign, text[first:last], first, last, guessed=is_guessed))
    return at + length


def _phrase_at(
    tokens: Sequence[tuple[int, int]], at: int, length: int, texts: tuple[str, str], named: "Names", *, accented: bool
) -> Sign | None:
    """What so many words say together; None where they are no phrase."""
    text, free = texts
    first, last = tokens[at][0], tokens[at + length - 1][1]
    if "|" in free[first:last] or (length > 1 and _is_shouted(text, first, last)):
        return None
    if length > 1 and _ends_superlative(text, free, first, last):
        return None
    phrase = " ".join(free[a:b] for a, b in tokens[at : at + length])
    shouted = None if text.isupper() else vocabulary()["capitals"].get(text[first:last])
    sign = ("measured", shouted) if shouted else _sign(text[first:last], phrase, named, accented=accented)
    if sign is None and length == 1 and _stands_as_place(tokens, at, free):
        sign = named.initials.get(phrase)
    if sign is None or (re.search(r"[,;?!]", free[first:last]) and "." not in sign[1]):
        return None
    return None if _is_odd(sign, text[first:last], _within_sentence(text, first)) else sign


_OPEN_MOST = re.compile(r"(?<![^\W_])(?:nhieu|it|cao|thap|lon|nho)(?![^\W_])(?!.*(?<![^\W_])nhat(?![^\W_]))")


def _ends_superlative(text: str, free: str, first: int, last: int) -> bool:
    """Whether a phrase typed without diacritics ends in the "nhất" of a "nhiều" before it.

    "nhieu von FDI moi nhat" asks for the most new capital, and not for the newest.
    """
    return free.endswith(" nhat", first, last) and text[first:last].isascii() and bool(_OPEN_MOST.search(free[:first]))


BESIDE_PLACES: Final = frozenset(
    {
        *("kcn", "ccn", "nghiep", "khu", "cum", "park", "parks", "cluster", "clusters", "zone", "zones"),
        *("cua", "cho", "ve", "trong", "vao", "tinh", "o", "tai", "in", "of", "into", "for"),
    }
)
"""Words after which the initials of a province stand for it in small letters: "các kcn bg"."""


def _stands_as_place(tokens: Sequence[tuple[int, int]], at: int, free: str) -> bool:
    """Whether a word stands where a place does: first or last in a question, or after a word for zones or for where."""
    if len(tokens) < LEAST_OF_INITIALS:
        return False
    before = free[slice(*tokens[at - 1])] if at else ""
    opens = all(free[first:last] in OPENING for first, last in tokens[:at])
    return opens or at == len(tokens) - 1 or before in BESIDE_PLACES


OPENING: Final = frozenset({"cho", "hoi", "xin", "biet", "toi", "em", "minh", "thua", "ad", "anh", "chi", "oi"})
"""Words that may open a question before what it is of: "cho hỏi bg hiện có mấy ccn"."""


LEAST_OF_INITIALS: Final = 3
"""Words of a question in which the initials of a province are looked for in small letters."""


def _is_shouted(text: str, first: int, last: int) -> bool:
    """Whether a phrase has a word that in capitals is another: "DA cấp mới" is of projects, and not "đã cấp mới"."""
    return not text.isupper() and any(word in vocabulary()["capitals"] for word in text[first:last].split())


def _within_sentence(text: str, first: int) -> int:
    """How far into its sentence a word stands: the first of a sentence is written as a name is."""
    before = text[:first].rstrip()
    return 0 if before.endswith(("?", "!", ".", ";", ":")) else first


def _sign(typed: str, phrase: str, named: "Names", *, accented: bool) -> Sign | None:
    """What words say as they are typed, in a question that has diacritics or none; the initials of a province in capitals."""
    if phrase in named.forms:
        return named.said(phrase, Typed(syllables_of(typed), accented))
    return named.initials.get(phrase) if typed.isupper() else None


def _unless_particle(sign: Sign, free: str, at: tuple[int, int]) -> Sign:
    """A word of denial as it is meant: at the end of a sentence or clause, "không", "chưa" only make a question of it.

    After "nào" they deny what was said of the others: "khu nào chạy rồi, khu nào chưa".
    """
    if sign != ("asking", "not"):
        return sign
    before, word, after = free[: at[0]], free[at[0] : at[1]], free[at[1] :]
    is_last = not after.strip(" |?.!,") or (word in PARTICLES and CLAUSE_ENDS.match(after))
    return ("spoken", sign[1]) if is_last and not OF_OTHERS.search(before) else sign


PARTICLES: Final = frozenset({"khong", "chua", "ko"})


CLAUSE_ENDS: Final = re.compile(r"[ |]*(?:[,;?!]|hay (?!khong|chua))")


OF_OTHERS: Final = re.compile(r"(?<![^\W_])(?:nao|which)[ |]*$")


def _is_odd(sign: Sign, typed: str, first: int) -> bool:
    """Whether a common word is written as a name is, in the middle of a question: part of a name that nobody knows."""
    if first == 0 or typed.isupper() or not typed[:1].isupper():
        return False
    if " " in typed:
        return sign == ("asking", "not") and typed.istitle()
    if sign == ("asking", "not"):
        return True
    return sign[0] == "spoken" or (sign[0] in {"asking", "measured", "sector"} and not typed.isascii())
