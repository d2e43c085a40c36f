"""A question word by word: names, times, numbers and marks, and the words that are none of them.

Names of the books (zones, developers, sectors), places and countries, and the vocabulary of questions are looked up
without diacritics, the longest first; where the diacritics that were typed tell two words apart ("đạt", "đất"), they do.
A word misspelt by a letter or two is taken for the phrase it resembles where no other does, and told with the answer.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from parkledger.briefing.answers.limits import AskedLimit, limits_in
from parkledger.briefing.answers.rules import HELPING, best_fit, marks_of, names_of
from parkledger.briefing.answers.times import NUMBERS, Clock, Time, joined, run_of_years, since, times_in, without_now
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.countries import WRITTEN, countries
from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.figures import Figures
from parkledger.language import Text, fold
from parkledger.language.number_words import DIGIT_WORDS
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, province_or_whole
from parkledger.places.model import Level, Place
from parkledger.places.table import table
from parkledger.records.dates import Dates
from parkledger.records.histories import Reference

Sign = tuple[str, str]
"""A sort of mark ("measured", "zone", …) and the mark."""
LONGEST_PHRASE = 18
WORD: Final = re.compile(r"[^\W_]+|%")
ACCENTED: Final[Mapping[str, Sign]] = {
    "đạt": ("asking", "reached"),
    "đất": ("measured", "land"),
    "nhật": ("country", "JP"),
    "nhất": ("asking", "most"),
    "trống": ("measured", "left"),
    "điện": ("measured", "electricity"),
    "lượng": ("measured", "flow"),
    "mỗi": ("asking", "each"),
    "trong": ("spoken", "trong"),
    "mỹ": ("country", "US"),
    "đức": ("country", "DE"),
    "pháp": ("country", "FR"),
    "hàn": ("country", "KR"),
    "thuế": ("measured", "tax"),
}
"""Words that only their diacritics tell apart."""
OPEN: Final[Mapping[str, Sign]] = {"dat": ("open", "dat"), "nhat": ("open", "nhat")}
"""The same typed without them; the rest of the question tells which is meant."""
SHORT_COUNTRIES: Final = 6
"""Letters of a country's name below which it is taken for one only with its diacritics or after a word for a country."""
COUNTED_WORDS: Final = {word: number for word, number in NUMBERS.items() if 2 <= number <= 10}
_COUNTED: Final = "|".join(COUNTED_WORDS)
FIRST: Final = re.compile(
    rf"\btop (?P<a>\d{{1,2}}|{_COUNTED})\b|(?<![\d/.])\b(?P<b>[2-9]|1\d|{_COUNTED})"
    r"(?= (?:kcn|ccn|khu|cum|huyen|du an|(?:industrial )?(?:parks|clusters)|projects|districts)\b)"
)


ORDINALS: Final[Mapping[str, int]] = {
    "hai": 2,
    "nhi": 2,
    "ba": 3,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}
NTH: Final = re.compile(
    r"(?<![^\W_])(?P<place>(?:(?<=cao )|(?<=thap )|(?<=lon )|(?<=nho )|(?<=nhieu )|(?<=it )|(?<=rong )|(?<=hep )|(?<=re )"
    r"|(?<=dat )|(?:dung|xep|hang) )thu "
    r"(?P<a>hai|nhi|ba|tu|nam|sau|bay|tam|chin|muoi|\d{1,2}))(?![^\W_])"
    r"|(?<![^\W_])(?P<b>second|third|fourth|fifth)(?= (?:largest|biggest|highest|most|smallest|lowest|least|cheapest)\b)"
)
"""Words that say which in an order is meant, beside those that say of which order."""


CODE: Final = re.compile(r"(?<![^\W_])[a-z0-9]+(?:[-/._][a-z0-9]+)*")
"""What may be the code of a project: it has letters and digits, or many digits."""
DIGITS_OF_CODE: Final = 6
COMPARED: Final = ("growth", "against", "compare", "more")
"""Marks beside which two times are two, and not one from the first to the last."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """A phrase of a question with what it says; `guessed` where it was misspelt."""

    sign: Sign
    text: str
    first: int
    last: int
    guessed: bool = False


@dataclass(slots=True)
class Words:
    """A question taken apart."""

    seen: list[Sighted] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    limits: list[AskedLimit] = field(default_factory=list)
    count: int | None = None
    nth: int = 1
    """Which of an order is asked for: the first, where nothing else is said."""
    folded: str = ""
    text: str = ""
    """As it was typed, with its diacritics: "tiền thuế" is not "tiền thuê", though both fold to the same."""
    projects: list[tuple[Reference, ...]] = field(default_factory=list)
    """The projects named by their codes; several where several books have the code."""
    problem: Text | None = None

    def all(self, sort: str) -> list[str]:
        """The marks of a sort in the order of the question, each once."""
        return list(dict.fromkeys(each.sign[1] for each in self.seen if each.sign[0] == sort))

    def has(self, *marks: str) -> bool:
        """Whether any of some marks is there."""
        return any(each.sign[1] in marks for each in self.seen if each.sign[0] in {"measured", "asking"})

    def typed(self, *marks: str) -> list[str]:
        """The words that stand for some marks, as they were typed."""
        return [each.text for each in self.seen if each.sign[1] in marks and each.sign[0] in {"measured", "asking"}]

    def see(self, sighted: Sighted) -> None:
        """Take in a phrase with all the marks that it stands for."""
        self.seen.extend(replace(sighted, sign=sign) for sign in signs_said().get(sighted.sign, (sighted.sign,)))

    def spelt(self, sort: str) -> list[str]:
        """The words that stand for the marks of a sort, as they were typed."""
        return [each.text for each in self.seen if each.sign[0] == sort]

    @property
    def guessed(self) -> list[str]:
        """Words taken for others that they resemble."""
        return [each.text for each in self.seen if each.guessed]


def words_of(typed: str, books: Figures, dates: Dates) -> Words:
    """A question taken apart."""
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    found = Words(folded=folded, text=text)
    free = _numbers(found, _codes(found, folded, books), Clock(dates.due_on, dates.on))
    named = _names.known(books)
    tokens = [(match.start(), match.end()) for match in WORD.finditer(free)]
    at = 0
    while at < len(tokens):
        at = _next(found, tokens, at, (text, free), named)
    _settle(found)
    if not found.has(*COMPARED):
        times = without_now(found.times, folded)
        found.times = joined(times, folded) if len(times) > 1 else since(times, text, dates.due_on)
    return found


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
            free = _blank(free, match.start(), match.end())
    return free


@lru_cache(maxsize=2)
@whole
def _project_codes(tip: str) -> Mapping[str, tuple[Reference, ...]]:  # noqa: ARG001  the state of the books that the codes are of
    """Every project by its code, folded, whoever asks: what is withheld is left out where it is looked up."""
    found: dict[str, tuple[Reference, ...]] = {}
    for book, code in registry.all_projects().order_by("pk").values_list("book__code", "code"):
        found[fold(code)] = (*found.get(fold(code), ()), (book, code))
    return found


FROM: Final = re.compile(r"(?:trong khoang|khoang tu|tu|between|from)(?![^\W_])")
"""What may stand before years as before amounts."""


def _numbers(found: Words, folded: str, clock: Clock) -> str:
    """The text without its times, limits and counts, which are put into what was found."""
    free = folded
    for match in _periodic().finditer(folded):
        if _is_new(found.text[match.start() : match.end()], folded[match.end() :]):
            continue
        found.see(Sighted(phrases()[match[0]], found.text[match.start() : match.end()], match.start(), match.end()))
        free = _blank(free, match.start(), match.end())
    # "trên 2000 người" names no year; "từ 2020 đến 2023, lao động" may
    bounds = [limit for limit in limits_in(free) if limit.unit is not None and not FROM.match(free, limit.first)]
    for limit in bounds:
        free = _blank(free, limit.first, limit.last)
    found.times = times_in(free, clock)
    if WHICH_YEAR.search(folded):
        found.times = run_of_years(found.times, folded)
    for time in found.times:
        free = _span_of_years(found, _blank(free, time.first, time.last), time)
        if time.back:
            found.seen.append(Sighted(("asking", "growth"), folded[time.first : time.last], time.first, time.last))
    found.limits = sorted([*bounds, *limits_in(free)], key=lambda limit: limit.first)
    for limit in found.limits:
        found.problem = found.problem or limit.unclear
        if free[limit.first : limit.last].startswith("chua lap day"):
            found.seen.append(Sighted(("measured", "occupancy"), "lap day", limit.first, limit.first))
        free = _blank(free, limit.first, limit.last)
    first = FIRST.search(free)
    number = (first["a"] or first["b"]) if first else ""
    if first and _is_number(number, found.text[first.start("a" if first["a"] else "b") :][: len(number)], found.text):
        found.count = int(number) if number.isdigit() else COUNTED_WORDS[number]
        free = _blank(free, first.start(), first.end())
    return _ordinal(found, free)


def _is_number(number: str, typed: str, text: str) -> bool:
    """Whether a word of number is spelt as one: in a question typed with diacritics "lao động nam" are men, and not five."""
    spelt = SPELT_NUMBERS.get(number, number)
    return typed.lower() == spelt or (typed.isascii() and text.isascii())


SPELT_NUMBERS: Final = {fold(word): word for word in (*DIGIT_WORDS, "mười")}


def _span_of_years(found: Words, free: str, time: Time) -> str:
    """The text without "5 năm" before as many years: they are told one by one, unless their total is asked for."""
    if time.start is None or (time.start.month, time.start.day) != (1, 1) or (time.end.month, time.end.day) != (12, 31):
        return free
    match = SPAN_OF_YEARS.search(free, 0, time.first)
    if match is None:
        return free
    years = COUNTED_WORDS[match["spelt"]] if match["spelt"] else int(match["years"])
    if years != time.end.year - time.start.year + 1:
        return free
    first, last = match.span("said")
    if not TOTAL.search(found.folded) and not WHICH_YEAR.search(found.folded):
        found.seen.append(Sighted(("asking", "by_year"), found.text[first:last], first, last))
    return _blank(free, first, last)


SPAN_OF_YEARS: Final = re.compile(
    rf"(?<![\w.,/])(?P<said>(?:(?P<years>[2-9]|[1-2]\d)|(?P<spelt>{_COUNTED}))(?: nam| years)?)[ :,(]*$"
)
WHICH_YEAR: Final = re.compile(r"(?<![^\W_])(?:nam nao|which year)(?![^\W_])")
"""Words that ask for one of the years that are named."""
TOTAL: Final = re.compile(r"(?<![^\W_])(?:tong|tong cong|total|in all|altogether)(?![^\W_])")


def _is_new(typed: str, after: str) -> bool:
    """Whether "moi nam" is "mới năm" and not "mỗi năm": it is typed so, or without diacritics before a year."""
    return typed.lower().startswith("mới") or (typed.lower().startswith("moi") and after[:2].strip().isdecimal())


def _ordinal(found: Words, free: str) -> str:
    """The text without the words that say which in an order is meant."""
    match = NTH.search(free)
    if match is None:
        return free
    number = match["a"] or match["b"]
    found.nth = int(number) if number.isdigit() else ORDINALS[number]
    first, last = match.span("place" if match["a"] else "b")
    found.seen.append(Sighted(("asking", "nth"), found.text[first:last], first, last))
    return _blank(free, first, last)


def _blank(text: str, first: int, last: int) -> str:
    return f"{text[:first]}{'|' * (last - first)}{text[last:]}"


def _next(found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names") -> int:
    """Take the longest phrase at a word; what comes after it."""
    text, free = texts
    for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
        first, last = tokens[at][0], tokens[at + length - 1][1]
        if length == 1 and (taken := _misspelt_ahead(found, tokens, at, texts, named)):
            return taken
        if "|" in free[first:last] or (length > 1 and _is_shouted(text, first, last)):
            continue
        phrase = " ".join(free[a:b] for a, b in tokens[at : at + length])
        shouted = None if text.isupper() else vocabulary()["capitals"].get(text[first:last])
        sign = ("measured", shouted) if shouted else _sign(text[first:last], phrase, named)
        if re.search(r"[,;?!]", free[first:last]) and (sign is None or "." not in sign[1]):
            continue
        if (
            sign is not None
            and not _is_odd(sign, text[first:last], _within_sentence(text, first))
            and _is_spelt(sign, text[first:last])
        ):
            found.see(Sighted(_unless_particle(sign, free[last:]), text[first:last], first, last))
            return at + length
    return _guess(found, tokens, at, texts, named)


def _is_shouted(text: str, first: int, last: int) -> bool:
    """Whether a phrase has a word that in capitals is another: "DA cấp mới" is of projects, and not "đã cấp mới"."""
    return not text.isupper() and any(word in vocabulary()["capitals"] for word in text[first:last].split())


def _within_sentence(text: str, first: int) -> int:
    """How far into its sentence a word stands: the first of a sentence is written as a name is."""
    before = text[:first].rstrip()
    return 0 if before.endswith(("?", "!", ".", ";", ":")) else first


def _sign(typed: str, phrase: str, named: "Names") -> Sign | None:
    lowered = typed.lower()
    if lowered in accented() and not lowered.isascii():
        return accented()[lowered]
    if phrase in OPEN and lowered.isascii():
        return OPEN[phrase]
    known = named.get(phrase)
    return named.initials.get(phrase) if known is None and typed.isupper() else known


def _unless_particle(sign: Sign, after: str) -> Sign:
    """A word of denial as it is meant: where nothing but a time follows, "không", "chưa" only make a question of the sentence."""
    return ("spoken", sign[1]) if sign == ("asking", "not") and not after.strip(" |?.!,") else sign


def _is_spelt(sign: Sign, typed: str) -> bool:
    """Whether a name has its own diacritics, where it was typed with any: Quảng Châu is not Quang Châu, hạn not Hàn."""
    if typed.isascii():
        return True
    if sign[0] in {"measured", "asking", "kind"}:
        if "." in sign[1] and (own_name := _spelt_names().get(plainly(typed))):
            return _is_written_as(own_name, typed)
        forms = None if typed.lower() in accented() else vocabulary()["spelt"].get(fold(typed))
        return forms is None or _letters(typed) in {_letters(form) for form in forms}
    if sign[0] == "spoken" and typed.lower() not in accented():
        forms = _spoken_forms().get(plainly(typed))
        return " " in typed if forms is None else _letters(typed) in {_letters(form) for form in forms}
    if sign[0] not in {"zone", "country"}:
        return True
    if sign[0] == "country":
        return all(word.isascii() or _letters(word) in _letters_of_country(sign[1]) for word in typed.split())
    name = WORD.findall(sign[1].partition("|")[2])
    own = {_letters(word) for word in (*name, *KIND_WORDS, "".join(word[0] for word in name))}
    return all(word.isascii() or _letters(word) in own for word in WORD.findall(unicodedata.normalize("NFC", typed)))


def _is_written_as(name: str, typed: str) -> bool:
    """Whether each word of a name that has diacritics has those of the name: "thuê đã nộp" is not "thuế đã nộp"."""
    pairs = zip(WORD.findall(name), WORD.findall(unicodedata.normalize("NFC", typed)), strict=True)
    return all(word.isascii() or _letters(word) == _letters(own) for own, word in pairs)


@lru_cache(maxsize=1)
def _spoken_forms() -> Mapping[str, tuple[str, ...]]:
    """How words that say nothing are spelt, by what they are without diacritics: "cảm ơn", "cám ơn"; "từ", and not "tự"."""
    found = {plain: tuple(spelt) for plain, spelt in vocabulary()["syllables"].items()}
    for words in vocabulary()["everyday"]:
        found[plainly(words)] = (*found.get(plainly(words), ()), words)
    return found


@lru_cache(maxsize=1)
def _spelt_names() -> Mapping[str, str]:
    """The names of indicators as they are spelt, by what is left of them without diacritics."""
    return {plainly(name): unicodedata.normalize("NFC", name) for name, _ in _names_of_indicators()}


KIND_WORDS: Final = ("khu", "công", "nghiệp", "cụm")


@lru_cache(maxsize=512)
def _letters_of_country(code: str) -> frozenset[str]:
    """The words of all the names of a country."""
    shown = countries()[code]
    names = (*WRITTEN.get(code, ()), shown.vi, shown.en)
    return frozenset(_letters(word) for name in names for word in name.split())


def _letters(word: str) -> str:
    """A word's letters and marks in one order: hoà and hòa are one."""
    return "".join(sorted(unicodedata.normalize("NFD", word.lower())))


def _is_odd(sign: Sign, typed: str, first: int) -> bool:
    """Whether a common word is written as a name is, in the middle of a question: part of a name that nobody knows."""
    if first == 0 or typed.isupper() or not typed[:1].isupper():
        return False
    if " " in typed:
        return sign == ("asking", "not") and typed.istitle()
    if sign == ("asking", "not"):
        return True
    return sign[0] == "spoken" or (sign[0] in {"asking", "measured", "sector"} and not typed.isascii())


def _guess(found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names") -> int:
    """A misspelt phrase at a word; else the word was not understood."""
    text, free = texts
    for length in range(min(4, len(tokens) - at), 0, -1):
        first, last = tokens[at][0], tokens[at + length - 1][1]
        phrase = " ".join(free[a:b] for a, b in tokens[at : at + length])
        if "|" in free[first:last] or len(phrase) < SHORTEST_GUESSED or not phrase.replace(" ", "").isalpha():
            continue
        if all(word in named.words for word in phrase.split()):
            continue
        near = {known for known in _near(phrase, named) if _resembles(named[known], text[first:last])}
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


def _misspelt_ahead(
    found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names"
) -> int:
    """Take a phrase that begins with a known word and has a misspelt one further on ("khu công nghệp"); 0 where there is none."""
    text, free = texts
    ahead = [free[a:b] for a, b in tokens[at : at + MOST_AHEAD]]
    odd = next((place for place, word in enumerate(ahead) if place and word.isalpha() and word not in named.words), 0)
    if not odd or len(ahead[odd]) < SHORTEST_AHEAD:
        return 0
    for length in range(len(ahead), odd, -1):
        first, last = tokens[at][0], tokens[at + length - 1][1]
        phrase = " ".join(ahead[:length])
        if "|" in free[first:last] or re.search(r"[,;?!]", free[first:last]) or len(phrase) < LONG_GUESSED:
            continue
        near = {known for known in _near(phrase, named) if _resembles(named[known], text[first:last])}
        if len(near) == 1:
            found.see(Sighted(named[near.pop()], text[first:last], first, last, guessed=True))
            return at + length
    return 0


MOST_AHEAD: Final = 5
SHORTEST_AHEAD: Final = 4
"""Words looked at ahead for a misspelt one, and the letters that it has at least."""


def _resembles(sign: Sign, typed: str) -> bool:
    """Whether a misspelt name is near the name with its diacritics too, where it was typed with any: Hiệp hội is not Hiệp Hòa."""
    if typed.isascii() or sign[0] not in {"zone", "place"}:
        return True
    name = (sign[1].partition("|")[2] if sign[0] == "zone" else get(sign[1]).name).lower().split()
    return letters_apart(" ".join(name), " ".join(typed.lower().split()[-len(name) :]), 1) <= 1


SHORTEST_GUESSED = 6
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


def _settle(found: Words) -> None:
    """Decide the words typed without diacritics that could be two."""
    plan = found.has("plan", "percent", "reached")
    for index, each in enumerate(found.seen):
        if each.sign == ("open", "dat"):
            is_reached = plan and not found.has("left", "still", "leased", "cleared")
            found.seen[index] = Sighted(
                ("asking", "reached") if is_reached else ("measured", "land"), each.text, each.first, each.last
            )
        if each.sign == ("open", "nhat"):
            is_most = found.has("much", "little") or not found.has("projects", "enterprises", "capital")
            found.seen[index] = Sighted(
                ("asking", "most") if is_most else ("country", "JP"), each.text, each.first, each.last
            )


class Names(dict[str, Sign]):
    """Phrases with what they say; `words` are those that they are made of, `initials` provinces by theirs."""

    def __init__(self, known: Mapping[str, Sign], initials: Mapping[str, Sign]) -> None:
        super().__init__(known)
        self.initials = initials
        spelt = (plainly(phrase) for phrase in accented())
        self.words = (
            frozenset(word for phrase in (*known, *spelt) for word in phrase.split()) | NUMBERS.keys() | ORDINALS.keys()
        )


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Any]:
    """The table of words (`vocabulary.yaml`)."""
    text = files("parkledger.briefing.answers").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@lru_cache(maxsize=1)
def accented() -> Mapping[str, Sign]:
    """Words, and phrases, that are taken only where they are typed with their own diacritics."""
    table = vocabulary()["accented"]
    found: dict[str, Sign] = {words: ("spoken", words) for listed in table["spoken"] for words in listed}
    for sort in ("measured", "asking"):
        found |= {words: (sort, mark) for mark, listed in table[sort].items() for words in listed}
    return {**found, **ACCENTED}


@lru_cache(maxsize=1)
def signs_said() -> Mapping[Sign, tuple[Sign, ...]]:
    """The marks that the words of one mark stand for, where they are others or several."""
    sorts = {mark: sort for sort in ("measured", "asking") for mark in vocabulary()[sort]}
    said = {
        (sorts[mark], mark): tuple((sorts[each], each) for each in stands_for)
        for mark, stands_for in vocabulary()["says"].items()
    }
    measured = frozenset(mark for mark, sort in sorts.items() if sort == "measured")
    names = {("measured", code): tuple(("measured", mark) for mark in marks_of(code, measured)) for code in INDICATORS}
    return names | said


@lru_cache(maxsize=1)
def _periodic() -> re.Pattern[str]:
    """The phrases that ask for year after year, or month after month, and names with a year: they are read before the times."""
    periodic = [phrase for mark in ("by_year", "by_month") for phrase in vocabulary()["asking"][mark]]
    dated = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(periodic)})\b")
    listed = [
        *periodic,
        *(phrase for phrase, (sort, _) in phrases().items() if sort == "measured" and dated.search(phrase)),
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(listed, key=len, reverse=True))})(?![^\W_])")


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Sign]:
    """Every phrase of the vocabulary with the sort of mark and the mark that it stands for; the later sorts over the earlier."""
    table = vocabulary()
    found: dict[str, Sign] = {plainly(words): ("spoken", words) for words in table["everyday"]}
    found |= {words: ("spoken", words) for words in table["spoken"]}
    found |= {words: ("never", words) for words in table["never"]}
    for sort in ("country", "sector", "asking", "origin", "measured", "kind"):
        for mark, listed in table[sort].items():
            found |= dict.fromkeys(listed, (sort, mark))
    for mark, (of, before) in table["beside"].items():
        found |= {f"{word} {phrase}": ("measured", mark) for word in before for phrase in table["measured"][of]}
    for name, code in _names_of_indicators():
        if "," in name or not _says_already(plainly(name), code, found):
            found[plainly(name)] = ("measured", code)
    return found


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


class _KnownNames:
    """All phrases that are known of one state of the books, made for each of those from whom something else is withheld.

    What is made for one asker must not be told to another: a name may stand for a zone that only some may see.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tip = ""
        self._made: dict[tuple[frozenset[str], frozenset[str]], Names] = {}

    def known(self, books: Figures) -> Names:
        """The phrases that whoever asks may know."""
        key = (hiding(PublicKind.ZONES), hiding(PublicKind.PROJECTS))
        with self._lock:
            if self._tip != books.tip:
                self._tip, self._made = books.tip, {}
            found = self._made.get(key)
        if found is None:
            found = _make_names(books, hidden_projects=key[1])
            with self._lock:
                if self._tip == books.tip:
                    self._made[key] = found
        return found


_names = _KnownNames()


def _make_names(books: Figures, *, hidden_projects: frozenset[str]) -> Names:
    """The vocabulary, then countries, places, sectors and zones that are shown to whoever asks, the later over the earlier."""
    found: dict[str, Sign] = dict(phrases())
    shown = registry.all_projects().exclude(book__code__in=hidden_projects)
    for sector in filter(None, shown.values_list("sector", flat=True).distinct()):
        found.setdefault(plainly(sector), ("sector", fold(sector)))
    for key, code in _country_names():
        found.setdefault(key, ("country", code))
    for place, called in _places(books.places()):
        key = plainly(called)
        if key not in found or found[key][0] == "spoken":
            found[key] = ("place", place.code)
    for key, sign in _short_names(books, found).items():
        found.setdefault(key, sign)
    for key, called in zone_aliases(books).items():
        if key not in found or found[key][0] in {"spoken", "zone"}:
            found[key] = ("zone", called)
    for key, called in _enterprise_names(hidden_projects):
        found.setdefault(key, ("enterprise", called))
    return Names(found, _initials(books))


def _country_names() -> Iterable[tuple[str, str]]:
    """What countries are called, but for the books' own, each with its code."""
    for code, name in countries().items():
        for called in (name.vi, name.en):
            if len(called) >= SHORT_COUNTRIES and called.lower() not in {"việt nam", "vietnam"}:
                yield plainly(called), code


def _short_names(books: Figures, taken: Mapping[str, Sign]) -> dict[str, Sign]:
    """How officers shorten names: "KCN VT" of a zone by its initials, "B.Giang" of a province; those of several are none's."""
    provinces = _initials(books)
    short: dict[str, set[Sign]] = {}
    for zone in books.zones.values():
        kind, syllables = ZoneKind(zone["kind"]), plainly(zone["name"]).split()
        initials = "".join(word[0] for word in syllables)
        if len(syllables) < SHORTEST_INITIALS or initials in provinces or initials in taken:
            continue
        for before in BEFORE.get(kind, ()):
            short.setdefault(f"{before} {initials}", set()).add(("zone", f"{kind.value}|{zone['name']}"))
    for sign in provinces.values():
        first, *rest = plainly(get(sign[1]).name).split()
        for called in (f"{first[0]}{' '.join(rest)}", f"{first[0]} {' '.join(rest)}"):
            short.setdefault(called, set()).add(sign)
    return {called: signs.pop() for called, signs in short.items() if len(signs) == 1}


SHORTEST_INITIALS: Final = 2
"""Syllables of a zone's name from which its initials stand for it."""


def _enterprise_names(hidden_projects: frozenset[str]) -> Iterable[tuple[str, str]]:
    """What the enterprises of the projects that are shown are called: in full, and without the form of company."""
    for name in registry.enterprises_outside(hidden_projects):
        full = plainly(name)
        short = FORM_OF_COMPANY.sub("", full)
        yield full, name
        if len(short) >= SHORTEST_GUESSED and (" " in short or not short.isalpha()):
            yield short, name


FORM_OF_COMPANY: Final = re.compile(
    r"^(?:(?:tong )?cong ty|cty|ctcp|tap doan|doanh nghiep(?: tu nhan)?)(?: (?:co phan|cp|trach nhiem huu han|tnhh))?"
    r"(?: (?:mtv|mot thanh vien))? | (?:co ltd|ltd|jsc|corp|corporation|inc)$"
)


def _initials(books: Figures) -> Mapping[str, Sign]:
    """The provinces of the books by their initials, which are written in capitals: BG; those of several are none's."""
    found: dict[str, set[str]] = {}
    for code in {province_or_whole(place) for place in books.places()} - {COUNTRY_CODE}:
        name = get(code).name
        found.setdefault("".join(word[0] for word in plainly(name).split()), set()).add(code)
    return {initials: ("place", codes.pop()) for initials, codes in found.items() if len(codes) == 1}


def _places(recorded: Iterable[str]) -> Iterable[tuple[Place, str]]:
    """Provinces, and the units with something on record, by all that they are called; provinces come first."""
    around = {".".join(code.split(".")[:count]) for code in recorded for count in range(1, code.count(".") + 2)}
    for place in table().values():
        if place.level in {Level.PROVINCE, Level.REGION, Level.COUNTRY} or place.code in around:
            for called in (place.name, place.english, place.title().vi, place.title().en, *place.aliases):
                if called:
                    yield place, called
    for code in sorted(around - table().keys()):
        place = get(code)
        for called in (place.title().vi, place.title().en, place.name):
            yield place, called
    yield get("viet-nam"), "cả nước"


def zone_aliases(books: Figures) -> dict[str, str]:
    """What zones are called, folded, with the kind said and the name, "park|Quang Châu"; phases by the name that they share."""
    found: dict[str, str] = {}
    for zone in books.zones.values():
        name = zone["name"]
        kind = ZoneKind(zone["kind"])
        for called in (name, PHASE.sub("", name)):
            key = plainly(called)
            found.setdefault(key, f"|{called}")
            for before in BEFORE.get(kind, ()):
                found.setdefault(f"{before} {key}", f"{kind.value}|{called}")
    return found


PHASE: Final = re.compile(r" \(?giai đoạn .*$")
BEFORE: Final = {ZoneKind.PARK: ("kcn", "khu cong nghiep"), ZoneKind.CLUSTER: ("ccn", "cum cong nghiep", "cum")}
"""Words before a zone's name that say its kind."""


def plainly(text: str) -> str:
    """Words in small letters without diacritics and marks."""
    return " ".join(WORD.findall(fold(text)))
