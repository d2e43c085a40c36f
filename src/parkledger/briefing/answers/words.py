"""A question word by word: names, times, numbers and marks, and the words that are none of them.

Names of the books (zones, developers, sectors), places and countries, and the vocabulary of questions are looked up
without diacritics, the longest first; of what folds alike, the diacritics that were typed decide (spelling.py).
A word misspelt by a letter or two is taken for the phrase it resembles where no other does, and told with the answer.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from parkledger.briefing.answers.courtesy import without_courtesy
from parkledger.briefing.answers.limits import AskedLimit, limits_in, says_occupancy
from parkledger.briefing.answers.rules import HELPING, best_fit, marks_of, names_of
from parkledger.briefing.answers.spelling import (
    WORD,
    Phrases,
    Sign,
    Spelt,
    Typed,
    has_diacritics,
    is_taken,
    letters,
    plainly,
    syllables_of,
)
from parkledger.briefing.answers.times import (
    NUMBERS,
    Clock,
    Time,
    grown_since,
    joined,
    run_of_years,
    since,
    times_in,
    without_now,
)
from parkledger.briefing.answers.zone_names import BEFORE, PHASE, names_besides
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.countries import countries
from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.figures import Figures
from parkledger.language import Text, fold, months_later
from parkledger.language.number_words import DIGIT_WORDS
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, existed, get, province_or_whole
from parkledger.places.model import Level, Place
from parkledger.places.table import table
from parkledger.records.dates import Dates
from parkledger.records.histories import Reference

LONGEST_PHRASE = 18
SHORT_COUNTRIES: Final = 6
"""Letters of a country's name below which it is taken for one only with its diacritics or after a word for a country."""
COUNTED_WORDS: Final = {word: number for word, number in NUMBERS.items() if 2 <= number <= 10}
_COUNTED: Final = "|".join(COUNTED_WORDS)
FIRST_FEW: Final = re.compile(
    rf"\btop (?P<a>\d{{1,2}}|{_COUNTED})\b|(?<![\d/.])(?<!giai doan )(?<!gd )(?<!phase )\b(?P<b>[2-9]|1\d|{_COUNTED})"
    r"(?= (?:(?:cai|khu|cum|noi|don vi) )?dau bang\b"
    r"| (?:(?:largest|biggest|smallest|fullest|emptiest|cheapest|dearest|oldest|leading|busiest|poorest|top) )?"
    r"(?:kcn|ccn|khu|cum|huyen|du an|(?:industrial )?(?:parks|clusters|zones)|projects|districts)\b)"
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
    accented: bool = False
    """Whether it was typed with diacritics."""
    projects: list[tuple[Reference, ...]] = field(default_factory=list)
    """The projects named by their codes; several where several books have the code."""
    problem: Text | None = None
    old_places: frozenset[str] = frozenset()
    """Places that are meant as they were before they were merged: "Bắc Giang cũ"."""
    until: date | None = None
    """The last day of the time ahead of the question that is named: "within the next six months"."""

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

    def typed_of_sort(self, sort: str) -> list[str]:
        """The words that stand for the marks of a sort, as they were typed."""
        return [each.text for each in self.seen if each.sign[0] == sort]

    def named_by(self, asking: Sighted) -> frozenset[Sign]:
        """The signs of that whose name a word asks for: before "nào", behind "which" and "danh sách".

        None where it names nothing itself ("cái nào"), or nothing stands there ("kể tên giúp").
        """
        known = [each for each in self.seen if each.sign[0] not in {"spoken", "place"} and each.text != asking.text]
        if fold(asking.text) == "nao":
            nearest = max((each.last for each in known if each.last <= asking.first), default=None)
            return frozenset(each.sign for each in known if each.last == nearest)
        if asking.sign[1] == "which" and fold(asking.text) != "which":
            return frozenset()
        following = min((each.first for each in known if each.first >= asking.last), default=None)
        return frozenset(each.sign for each in known if each.first == following)

    @property
    def guessed(self) -> list[str]:
        """Words taken for others that they resemble."""
        return [each.text for each in self.seen if each.guessed]


def words_of(typed: str, books: Figures, dates: Dates) -> Words:
    """A question taken apart."""
    text = without_courtesy(" ".join(_spaced(unicodedata.normalize("NFC", typed)).split()))
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    found = Words(folded=folded, text=text, accented=has_diacritics(text))
    free = _numbers(found, _codes(found, folded, books), Clock(dates.due_on, dates.on))
    named = _names.known(books)
    tokens = [(match.start(), match.end()) for match in WORD.finditer(free)]
    reading = _reading(tokens, (text, free), named, accented=found.accented)
    at = 0
    while at < len(tokens):
        at = _next(found, reading, at)
    _settle(found)
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
    free = told = _readable(folded, found)
    for match in _periodic().finditer(folded):
        typed = found.text[match.start() : match.end()]
        said = phrases().said(match[0], Typed(syllables_of(typed), found.accented))
        if said is None or _is_new(typed, folded[match.end() :]):
            continue
        found.see(Sighted(said, typed, match.start(), match.end()))
        free = _blank(free, match.start(), match.end())
    free = _time_ahead(found, free, clock)
    # "trên 2000 người" names no year; "từ 2020 đến 2023, lao động" may
    bounds = [limit for limit in limits_in(free) if limit.unit is not None and not FROM.match(free, limit.first)]
    for limit in bounds:
        _see_occupancy(found, limit, free)
        free = _blank(free, limit.first, limit.last)
    found.times = times_in(free, clock)
    if WHICH_YEAR.search(told):
        found.times = run_of_years(found.times, folded)
    free = _without_times(found, free, folded)
    found.limits = sorted([*bounds, *limits_in(free)], key=lambda limit: limit.first)
    for limit in found.limits:
        found.problem = found.problem or limit.unclear
        _see_occupancy(found, limit, free)
        free = _blank(free, limit.first, limit.last)
    first = FIRST_FEW.search(free)
    if first:
        number = first["a"] or first["b"]
        found.count = int(number) if number.isdigit() else COUNTED_WORDS[number]
        free = _blank(free, first.start(), first.end())
    free = _ordinal(found, free)
    return "".join(own if each == OTHERWISE else each for own, each in zip(folded, free, strict=True))


def _see_occupancy(found: Words, limit: AskedLimit, free: str) -> None:
    """That a bound is one of how much is let, where its own words say so."""
    if says_occupancy(limit, free):
        found.seen.append(Sighted(("measured", "occupancy"), "lap day", limit.first, limit.first))


_SO_MANY: Final = rf"(?P<n>\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
AHEAD: Final = re.compile(
    rf"(?<![^\W_])(?:(?:within|in|over|during) )?(?:the )?(?:next|coming) (?:{_SO_MANY} )?(?P<en>days?|weeks?|months?|years?)(?![^\W_])"
    rf"|(?<![^\W_])(?:(?:trong(?: vong)?|toi day trong) )?{_SO_MANY.replace('<n>', '<m>')} (?P<vi>ngay|tuan|thang|nam) "
    r"(?:toi day|sap toi|ke tiep|tiep theo|toi|nua)(?![^\W_])"
)
"""A time from the day of the question on."""
ENDS: Final = re.compile(
    r"(?<![^\W_])(?:het han|het hieu luc|expir\w*|run out|runs out|running out|lapse\w*|den han)(?![^\W_])"
)
"""Words for what ends at a time to come; of all else the books have nothing ahead of the day."""


def _time_ahead(found: Words, free: str, clock: Clock) -> str:
    """The text without a time ahead of the question, which is put into what was found; only what ends in it is asked of."""
    match = AHEAD.search(free) if ENDS.search(free) else None
    if match is None:
        return free
    said = match["n"] or match["m"] or "1"
    number = int(said) if said.isdigit() else NUMBERS[said]
    unit = (match["en"] or match["vi"]).removesuffix("s")
    days = {"day": 1, "ngay": 1, "week": 7, "tuan": 7}
    months = {"month": 1, "thang": 1, "year": 12, "nam": 12}
    found.until = (
        clock.today + timedelta(days=number * days[unit])
        if unit in days
        else months_later(clock.today, number * months[unit])
    )
    return _blank(free, match.start(), match.end())


def _without_times(found: Words, free: str, folded: str) -> str:
    """The text without its times, and the words by which what is asked is set against one."""
    for time in found.times:
        free = _span_of_years(found, _blank(free, time.first, time.last), time)
        exceeded = EXCEEDED.search(folded, 0, time.first)
        if exceeded:
            free = _blank(free, *exceeded.span("word"))
        if time.back or exceeded:
            found.seen.append(Sighted(("asking", "growth"), folded[time.first : time.last], time.first, time.last))
    return free


AFTER_YEAR: Final = re.compile(r"sau (?:nam )?(?:19|20)\d\d(?!\w)")
"""A word for what comes after a year: elsewhere its letters, typed so, are no number six."""
OTHERWISE: Final = "ʘ"
"""The letters of a syllable that is typed otherwise than the word of a time or number whose letters it has."""


def _readable(folded: str, found: Words) -> str:
    """The text without the syllables that are no words of times and numbers as they are typed: "nằm 2023", "đất từ 50 ha"."""
    words = phrases().words | COUNTED_WORDS.keys()
    for match in WORD.finditer(folded):
        if match[0] not in _words_of_numbers() or AFTER_YEAR.match(folded, match.start()):
            continue
        typed = Typed((found.text[match.start() : match.end()].lower(),), found.accented)
        if not any(is_taken(form, typed, words) for form in _words_of_numbers()[match[0]]):
            folded = f"{folded[: match.start()]}{OTHERWISE * len(match[0])}{folded[match.end() :]}"
    return folded


@lru_cache(maxsize=1)
def _words_of_numbers() -> Mapping[str, tuple[Spelt, ...]]:
    """The syllables that times, bounds and numbers are told with, as they are spelt, by what is left without diacritics."""
    found: dict[str, tuple[Spelt, ...]] = {}
    for syllable in (*DIGIT_WORDS, *WORDS_OF_NUMBERS.split()):
        found[fold(syllable)] = (*found.get(fold(syllable), ()), Spelt((syllable,), ("spoken", syllable)))
    return found


WORDS_OF_NUMBERS: Final = (
    "gần đây này liên "
    "năm tháng quý ngày đến tới hết cuối đầu tính vào trong nửa giai đoạn cả từ kể cho nay ngoái trước vừa qua rồi kia so với cùng kỳ "
    "kì liền giờ bây hiện tại thời điểm hôm của mười tư bẩy nhì thứ đứng xếp hạng "
    "trên hơn lớn nhiều cao vượt mức quá ít nhất tối thiểu dưới thấp nhỏ kém đạt chưa lấp đầy đa là khoảng trở lên hoặc xuống "
    "rộng hẹp rẻ đắt đồng động người nghìn ngàn triệu tỷ tỉ trăm top may"
)
"""What times, bounds and numbers are told with, besides the digits."""


def _span_of_years(found: Words, free: str, time: Time) -> str:
    """The text without "5 năm" before as many years: they are told one by one, unless their total is asked for."""
    if time.start is None or (time.start.month, time.start.day) != (1, 1) or (time.end.month, time.end.day) != (12, 31):
        return free
    match = YEARS_PAST.search(found.folded, time.first, time.last)
    if match and not any(each.search(found.folded) for each in (TOTAL, WHICH_YEAR, CAME)):
        found.seen.append(Sighted(("asking", "by_year"), found.text[match.start() : match.end()], *match.span()))
    match = SPAN_OF_YEARS.search(free, 0, time.first)
    if match is None:
        return free
    years = COUNTED_WORDS[match["spelt"]] if match["spelt"] else int(match["years"])
    first, last = match.span("said")
    if years == len(found.times) > 1:  # "ba năm 2023, 2024, 2025": they are told of each as it is
        return _blank(free, first, last)
    if years != time.end.year - time.start.year + 1:
        return free
    if not TOTAL.search(found.folded) and not WHICH_YEAR.search(found.folded):
        found.seen.append(Sighted(("asking", "by_year"), found.text[first:last], first, last))
    return _blank(free, first, last)


EXCEEDS: Final = "vuot(?: qua)?|exceed(?:ed|s)?|surpass(?:ed|es)?|beat"
EXCEEDED: Final = re.compile(rf"(?<![^\W_])(?P<word>{EXCEEDS}) $")
"""Words before a time that set what is asked against it: "có vượt năm trước không"."""
SPAN_OF_YEARS: Final = re.compile(
    rf"(?<![\w.,/])(?P<said>(?:(?P<years>[2-9]|[1-2]\d)|(?P<spelt>{_COUNTED}))(?: nam| years)?)[ :,(]*$"
)
YEARS_PAST: Final = re.compile(r"\w+ (?:years|nam (?:qua|gan day|gan nhat|vua qua|tro lai day))$")
"""Years that are told by how many they are: "past five years"."""
CAME: Final = re.compile(
    r"(?<![^\W_])(?:set up|established|founded|formed|opened|thanh lap|di vao hoat dong)(?![^\W_])"
)
"""Words for what comes about in a period: it is told of the whole of it."""
WHICH_YEAR: Final = re.compile(r"(?<![^\W_])(?:nam nao|which year)(?![^\W_])")
"""Words that ask for one of the years that are named."""
TOTAL: Final = re.compile(r"(?<![^\W_])(?:tong|tong cong|total|in all|altogether)(?![^\W_])")


def _is_new(typed: str, after: str) -> bool:
    """Whether "moi nam", typed without diacritics, is "mới năm" and not "mỗi năm": a year follows."""
    return typed.lower().startswith("moi") and after[:2].strip().isdecimal()


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
    if reading.unknown[at] and (taken := _misspelt_ahead(found, tokens, at, texts, named)):
        return taken
    if not own:
        return _guess(found, tokens, at, texts, named)
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
    return at in {0, len(tokens) - 1} or before in BESIDE_PLACES


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


def _guess(found: Words, tokens: Sequence[tuple[int, int]], at: int, texts: tuple[str, str], named: "Names") -> int:
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


def _misspelt_ahead(
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


WITHIN: Final = re.compile(r"(?<![^\W_])(?:lam viec|di lam|working|work) *$")
"""Words for work, after which "trong tỉnh" says where it is, and not who they are that do it."""


def _is_where(found: Words, at: int) -> bool:
    """Whether "trong tỉnh" says no more than where: a place follows, or work goes before."""
    each = found.seen[at]
    if fold(each.text) != "trong tinh":
        return False
    follows = any(other.sign[0] == "place" and other.first in {each.last, each.last + 1} for other in found.seen)
    return follows or WITHIN.search(found.folded[: each.first]) is not None


def _is_denied(found: Words, at: int) -> bool:
    """Whether "chưa", "không" stands right before a word: "dự án chưa sản xuất" is not of the value of production."""
    before = [each for each in found.seen[:at] if each.sign[0] != "spoken"]
    return bool(before) and before[-1].sign == ("asking", "not") and fold(found.seen[at].text) in IN_PRODUCTION


OF_PLACE: Final = re.compile(
    r"(?<![^\W_])(?:(?:come|comes|came|coming|are|is|were|recruited|hired) from|den tu|xuat than tu|(?:la )?(?:nguoi|dan)|que(?: o)?)[ |]*$"
)
"""Words between workers and a place that say where they are from."""


APART: Final = re.compile(r"[,;?]|(?<![^\W_])(?:va|and)(?![^\W_])")


def _put_locals(found: Words) -> None:
    """Workers "who come from Bắc Giang", where that is the one place named and a province: those of the province itself."""
    if not found.has("workers") or found.has("local") or len(found.all("place")) != 1:
        return
    at = [each for each in found.seen if each.sign[0] == "place"][-1]
    foreign = [each.first for each in found.seen if each.sign[1] == "foreign"]
    if foreign and not APART.search(found.folded, max(foreign), at.first):
        return
    said = OF_PLACE.search(found.folded, 0, at.first)
    if said is None or get(at.sign[1]).level is not Level.PROVINCE:
        return
    first = said.start()
    found.seen = [each for each in found.seen if not (first <= each.first and each.last <= at.first)]
    found.seen.append(Sighted(("measured", "local"), found.text[first : at.first].strip(), first, at.first))
    found.seen.sort(key=lambda each: each.first)


MERGED_ON: Final = date(2025, 7, 1)
"""The day on which provinces were merged and districts abolished (Nghị quyết 202/2025/QH15, 203/2025/QH15)."""
NEXT_TO: Final = re.compile(r"[ ()]*")


def _put_old_places(found: Words) -> None:
    """ "cũ" right beside a place that was merged says that the place of before is meant; elsewhere it says something else."""
    for said in [each for each in found.seen if each.sign == ("asking", "former")]:
        for place in [each for each in found.seen if each.sign[0] == "place"]:
            first, last = sorted((said, place), key=lambda each: each.first)
            is_next = NEXT_TO.fullmatch(found.folded, first.last, max(first.last, last.first)) is not None
            if is_next and first.last <= last.first and _was_merged(place.sign[1]):
                found.seen = [each for each in found.seen if each is not said]
                found.old_places |= {place.sign[1]}


def _was_merged(code: str) -> bool:
    """Whether a place was there until provinces were merged, and not after."""
    return existed(get(code), MERGED_ON - timedelta(days=1)) and not existed(get(code), MERGED_ON)


IN_PRODUCTION: Final = frozenset({"san xuat", "producing", "production"})


def _settle(found: Words) -> None:
    """Decide the words that could be two: those typed without diacritics, "trong tỉnh", and "sản xuất" that is denied of projects."""
    for at, each in enumerate(found.seen):
        if each.sign == ("measured", "production") and found.has("projects") and _is_denied(found, at):
            found.seen[at] = replace(each, sign=("measured", "producing"))
        if each.sign == ("measured", "local") and _is_where(found, at):
            found.seen[at] = replace(each, sign=("spoken", "local"))
    _put_locals(found)
    _put_old_places(found)
    plan = found.has("plan", "percent", "reached", "fulfilled", "exceeded")
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


class Names(Phrases):
    """Phrases with what they say; `syllables` are those that they are made of, folded, `initials` provinces by theirs.

    `sectors` are those of the projects on record as they are written there, by their marks.
    """

    def __init__(self, known: Phrases, initials: Mapping[str, Sign], sectors: Mapping[str, str]) -> None:
        super().__init__(known)
        self.initials = initials
        self.sectors = sectors
        self.meant = frozenset(
            letters(each)
            for forms in self.forms.values()
            for form in forms
            if form.sign[0] != "spoken"
            for each in form.syllables
            if not each.isascii()
        ) - {
            letters(phrase) for phrase, _, _ in listed(vocabulary()) if " " not in phrase and _is_particle(phrase, self)
        }
        self.syllables = (
            frozenset(word for phrase in self.forms for word in phrase.split()) | NUMBERS.keys() | ORDINALS.keys()
        )


def _is_particle(syllable: str, known: Phrases) -> bool:
    """Whether a syllable says nothing where it stands alone: "đấy"."""
    forms = known.forms.get(plainly(syllable), ())
    own = [form for form in forms if letters(form.syllables[0]) == letters(syllable)]
    return bool(own) and all(form.sign[0] == "spoken" for form in own)


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
def _periodic() -> re.Pattern[str]:
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


def sector_name(mark: str, books: Figures) -> Text:
    """What a sector is called, however it was typed: as the vocabulary names it, else as projects have it on record."""
    names = vocabulary()["sector_names"].get(mark)
    recorded = _names.known(books).sectors.get(mark, mark)
    return Text(*(names or (recorded, recorded)))


def _make_names(books: Figures, *, hidden_projects: frozenset[str]) -> Names:
    """The vocabulary, then countries, places, sectors and zones that are shown to whoever asks, the later over the earlier."""
    found = Phrases(phrases())
    shown = registry.all_projects().exclude(book__code__in=hidden_projects)
    sectors = {fold(sector): sector for sector in filter(None, shown.values_list("sector", flat=True).distinct())}
    for mark, sector in sectors.items():
        found.put(sector, ("sector", mark), over=())
    for called, code in _country_names():
        found.put(called, ("country", code), over=())
    for place, called in _places(books.places()):
        found.put(called, ("place", place.code), over={"spoken"})
    short = _short_names(books, found)
    for called, sign in _zone_names(books):
        found.put(called, sign, over={"spoken"})
    for called, sign in short.items():
        found.put(called, sign, over=())
    for called, said in names_besides(books).items():
        found.put(called, ("zone", said), over=())
    for called, name in _enterprise_names(hidden_projects):
        found.put(called, ("enterprise", name), over=())
    return Names(found, _initials(books), sectors)


def _country_names() -> Iterable[tuple[str, str]]:
    """What countries are called, but for the books' own, each with its code."""
    for code, name in countries().items():
        for called in (name.vi, name.en):
            if len(called) >= SHORT_COUNTRIES and called.lower() not in {"việt nam", "vietnam"}:
                yield called, code


def _short_names(books: Figures, taken: Mapping[str, Sign]) -> dict[str, Sign]:
    """How officers shorten names: "KCN VT" of a zone by its initials, "B.Giang" of a province; those of several are none's."""
    provinces = _initials(books)
    short: dict[str, dict[Sign, str]] = {}
    for zone in books.zones.values():
        kind, syllables = ZoneKind(zone["kind"]), syllables_of(zone["name"])
        initials = "".join(word[0] for word in syllables)
        is_word = taken.get(fold(initials), ("spoken", ""))[0] != "spoken"
        if len(syllables) < SHORTEST_INITIALS or fold(initials) in provinces or is_word:
            continue
        for called in (f"{before} {initials}" for before in BEFORE.get(kind, ())):
            short.setdefault(plainly(called), {})["zone", f"{kind.value}|{zone['name']}"] = called
    for sign in provinces.values():
        first, *rest = syllables_of(get(sign[1]).name)
        at_initials = (f"{before} {first[0]}{''.join(word[0] for word in rest)}" for before in BEFORE_PLACES)
        for called in (f"{first[0]}{' '.join(rest)}", f"{first[0]} {' '.join(rest)}", *at_initials):
            short.setdefault(plainly(called), {})[sign] = called
    return {called: sign for signs in short.values() if len(signs) == 1 for sign, called in signs.items()}


BEFORE_PLACES: Final = ("ở", "tỉnh", "tại", "toàn tỉnh", "trên địa bàn tỉnh")
"""Words before a province's initials in small letters: "ở bg" is in Bắc Giang, "đã bg" may be anything."""
SHORTEST_INITIALS: Final = 2
"""Syllables of a zone's name from which its initials stand for it."""


def _enterprise_names(hidden_projects: frozenset[str]) -> Iterable[tuple[str, str]]:
    """What the enterprises of the projects that are shown are called: in full, and without the form of company."""
    for name in registry.enterprises_outside(hidden_projects):
        full = plainly(name)
        short = FORM_OF_COMPANY.sub("", full)
        yield name, name
        if len(short) >= SHORTEST_GUESSED and (" " in short or not short.isalpha()):
            first = full[: full.index(short)].count(" ")
            yield " ".join(syllables_of(name)[first : first + short.count(" ") + 1]), name


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


def _zone_names(books: Figures) -> Iterable[tuple[str, Sign]]:
    """What zones are called, each with the kind said and the name, "park|Quang Châu"; phases by the name that they share."""
    for zone in books.zones.values():
        name = zone["name"]
        kind = ZoneKind(zone["kind"])
        for called in (name, PHASE.sub("", name)):
            yield called, ("zone", f"|{called}")
            for before in BEFORE.get(kind, ()):
                yield f"{before} {called}", ("zone", f"{kind.value}|{called}")
