"""The times, bounds, counts and ordinals that a question names, read before its other words."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Final

from parkledger.briefing.answers.limits import AskedLimit, limits_in, says_occupancy
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.spelling import WORD, Spelt, Typed, is_taken, syllables_of
from parkledger.briefing.answers.times import NUMBERS, Clock, Time, run_of_years, times_in
from parkledger.briefing.answers.vocabulary import periodic_phrases, phrases
from parkledger.language import fold, months_later
from parkledger.language.number_words import DIGIT_WORDS

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


FROM: Final = re.compile(r"(?:trong khoang|khoang tu|tu|between|from)(?![^\W_])")
"""What may stand before years as before amounts."""


def without_numbers(found: Words, folded: str, clock: Clock) -> str:
    """The text without its times, limits and counts, which are put into what was found."""
    free = told = _readable(folded, found)
    for match in periodic_phrases().finditer(folded):
        typed = found.text[match.start() : match.end()]
        said = phrases().said(match[0], Typed(syllables_of(typed), found.accented))
        if said is None or _is_new(typed, folded[match.end() :]):
            continue
        found.see(Sighted(said, typed, match.start(), match.end()))
        free = blank(free, match.start(), match.end())
    free = _time_ahead(found, free, clock)
    # "trên 2000 người" names no year; "từ 2020 đến 2023, lao động" may
    bounds = [limit for limit in limits_in(free) if limit.unit is not None and not FROM.match(free, limit.first)]
    for limit in bounds:
        _see_occupancy(found, limit, free)
        free = blank(free, limit.first, limit.last)
    found.times = times_in(free, clock)
    if WHICH_YEAR.search(told):
        found.times = run_of_years(found.times, folded)
    free = _without_times(found, free, folded)
    found.limits = sorted([*bounds, *limits_in(free)], key=lambda limit: limit.first)
    for limit in found.limits:
        found.problem = found.problem or limit.unclear
        _see_occupancy(found, limit, free)
        free = blank(free, limit.first, limit.last)
    first = FIRST_FEW.search(free)
    if first:
        number = first["a"] or first["b"]
        found.count = int(number) if number.isdigit() else COUNTED_WORDS[number]
        free = blank(free, first.start(), first.end())
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
    return blank(free, match.start(), match.end())


def _without_times(found: Words, free: str, folded: str) -> str:
    """The text without its times, and the words by which what is asked is set against one."""
    for time in found.times:
        free = _span_of_years(found, blank(free, time.first, time.last), time)
        exceeded = EXCEEDED.search(folded, 0, time.first)
        if exceeded:
            free = blank(free, *exceeded.span("word"))
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
        return blank(free, first, last)
    if years != time.end.year - time.start.year + 1:
        return free
    if not TOTAL.search(found.folded) and not WHICH_YEAR.search(found.folded):
        found.seen.append(Sighted(("asking", "by_year"), found.text[first:last], first, last))
    return blank(free, first, last)


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
    return blank(free, first, last)


def blank(text: str, first: int, last: int) -> str:
    """A text without what stands between two places, at which nothing is read."""
    return f"{text[:first]}{'|' * (last - first)}{text[last:]}"
