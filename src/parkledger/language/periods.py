"""Periods: from one day to another, both included, and the phrases that name them.

    năm 2023 · quý II/2023 · tháng 8/2023 · 9 tháng đầu năm 2023 · giai đoạn 2021-2025
    từ đầu năm 2023 đến ngày 20/8 · từ 15/12/2022 đến 14/6/2023

`parse_period` reads the phrases of both languages; `format_period` writes the most natural one.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parkledger.language.dates import (
    MONTH_NAMES,
    MONTH_NUMBER,
    date_problem,
    format_date,
    month_end,
    tidy_phrase,
    year_start,
)
from parkledger.language.errors import ParkError, format_fact
from parkledger.language.number_words import read_words, write_words
from parkledger.language.text import Lang, Text

_MONTHS: Final = 12
_QUARTER: Final = 3
_ROMAN: Final = ("I", "II", "III", "IV")
_ORDINALS: Final = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included. Raises ValueError when it would end before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


class PeriodUnreadable(ParkError):
    """A text that does not name one period; `problem` says why."""

    code = "period_unreadable"
    is_misuse = True
    vi = "Không đọc được kỳ “{text}”: {problem}. Hãy ghi như “quý III/2023” hoặc “từ 1/1/2023 đến 20/8/2023”."
    en = "Cannot read the period “{text}”: {problem}. Write it like “Q3 2023” or “1 May to 20 August 2023”."


class _NotAPeriodError(ValueError):
    """Why a phrase of a known form names no period; becomes PeriodUnreadable."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.en)
        self.problem = problem


_UNKNOWN_FORM = Text(vi="không nhận ra đây là kỳ nào", en="it is not a known way to name a period")
_NO_YEAR = Text(vi="thiếu năm", en="the year is missing")
_BACKWARDS = Text(
    vi="ngày cuối kỳ đứng trước ngày đầu kỳ; nếu là hai năm khác nhau, hãy ghi rõ cả hai",
    en="it ends before it starts; if in two different years, write both",
)

Parts = dict[str, str]
"""The named parts found in a phrase, without those that were left out."""

Reading = Callable[[Parts, date | None], Period]


def _day(year: int, month: int, day: int) -> date:
    problem = date_problem(year, month, day)
    if problem is not None:
        raise _NotAPeriodError(problem)
    return date(year, month, day)


def _months(year: int, first: int, last: int) -> Period:
    """Whole months of a year, from the first to the last."""
    return Period(_day(year, first, 1), month_end(_day(year, last, 1)))


def _year(parts: Parts, published: date | None, name: str = "y") -> int:
    """The year that is written, or else the year of publication."""
    if name in parts:
        return int(parts[name])
    if published is None:
        raise _NotAPeriodError(_NO_YEAR)
    return published.year


def _latest(parts: Parts, published: date | None, first: int, last: int) -> Period:
    """Months of the year written, or else the latest such months that had begun on publication."""
    period = _months(_year(parts, published), first, last)
    if "y" not in parts and published is not None and period.start > published:
        return _months(period.start.year - 1, first, last)
    return period


def _count(words: str) -> int:
    number = int(words) if words.isdecimal() else read_words(words)
    if not 1 <= number <= _MONTHS:
        raise _NotAPeriodError(Text(vi=f"một năm không có {number} tháng", en=f"a year has no {number} months"))
    return number


def _month(parts: Parts, published: date | None) -> Period:
    month = MONTH_NUMBER[parts["name"]] if "name" in parts else int(parts["m"])
    return _latest(parts, published, month, month)


def _quarter(parts: Parts, published: date | None) -> Period:
    number = _QUARTER_NUMBER[parts["q"]]
    return _latest(parts, published, _QUARTER * number - 2, _QUARTER * number)


def _whole_year(parts: Parts, published: date | None) -> Period:
    return _months(_year(parts, published), 1, _MONTHS)


def _years(parts: Parts, published: date | None) -> Period:
    first, last = _year(parts, published, "y1"), _year(parts, published, "y2")
    if last < first:
        raise _NotAPeriodError(_BACKWARDS)
    return Period(_day(first, 1, 1), _day(last, _MONTHS, 31))


def _first_months(parts: Parts, published: date | None) -> Period:
    return _months(_year(parts, published), 1, _count(parts["n"]))


def _last_months(parts: Parts, published: date | None) -> Period:
    return _months(_year(parts, published), _MONTHS + 1 - _count(parts["n"]), _MONTHS)


def _first_half(parts: Parts, published: date | None) -> Period:
    return _first_months({**parts, "n": "6"}, published)


def _second_half(parts: Parts, published: date | None) -> Period:
    return _last_months({**parts, "n": "6"}, published)


def _from_to(parts: Parts, published: date | None) -> Period:
    """A year written once holds for both ends; never guess a second one."""
    year = int(parts.get("y2") or parts.get("y1") or _year(parts, published))
    end = _day(year, _month_of(parts, "m2"), int(parts["d2"]))
    start = _day(int(parts.get("y1") or year), _month_of(parts, "m1"), int(parts.get("d1", "1")))
    if end < start:
        raise _NotAPeriodError(_BACKWARDS)
    return Period(start, end)


def _month_of(parts: Parts, name: str) -> int:
    """A month by number or English name; without one, January ("từ đầu năm")."""
    written = parts.get(name, "1")
    return MONTH_NUMBER[written] if written in MONTH_NUMBER else int(written)


def _one_day(parts: Parts, _published: date | None) -> Period:
    day = _day(int(parts["y"]), _month_of(parts, "m"), int(parts["d"]))
    return Period(day, day)


_QUARTER_NUMBER: Final = {
    word: number
    for number, (roman, ordinal) in enumerate(zip(_ROMAN, _ORDINALS, strict=True), start=1)
    for word in (roman.lower(), ordinal, str(number))
}


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_Y = "(?P<y>[0-9]{4})"
_OF_YEAR = f"(?:(?:/| năm ){_Y})?"
_N = f"(?P<n>[0-9]{{1,2}}|{_any_of([write_words(number) for number in range(1, _MONTHS + 1)])})"
_Q = f"(?P<q>{_any_of(list(_QUARTER_NUMBER))})"
_NAME = _any_of(list(MONTH_NUMBER))


def _vi_day(end: str) -> str:
    return rf"(?:hết )?(?:ngày )?(?P<d{end}>[0-9]{{1,2}})/(?P<m{end}>[0-9]{{1,2}})(?:/(?P<y{end}>[0-9]{{4}}))?"


def _en_day(end: str) -> str:
    return rf"(?P<d{end}>[0-9]{{1,2}}) (?P<m{end}>{_NAME})(?: (?P<y{end}>[0-9]{{4}}))?"


_RULES: Final[tuple[tuple[re.Pattern[str], Reading], ...]] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (f"(?:năm )?{_Y}", _whole_year),
        (f"(?:tháng )?(?P<m>[0-9]{{1,2}})/{_Y}", _month),
        (f"tháng (?P<m>[0-9]{{1,2}}){_OF_YEAR}", _month),
        (f"(?P<name>{_NAME})(?: {_Y})?", _month),
        (f"quý {_Q}{_OF_YEAR}", _quarter),
        (f"(?:q|quarter )(?P<q>[1-4])(?: (?:of )?{_Y})?", _quarter),
        (f"(?:the )?{_Q} quarter(?: of {_Y})?", _quarter),
        (f"{_N} tháng đầu năm(?: {_Y})?", _first_months),
        (f"{_N} tháng(?: đầu)?(?: năm )?[ /]?{_Y}", _first_months),
        (f"(?P<n>[0-9]{{1,2}}) ?t[ /]?{_Y}", _first_months),
        (f"(?P<n>[0-9]{{1,2}}) months(?: of)? {_Y}", _first_months),
        (f"(?:nửa đầu năm |h1[ /]?|(?:the )?first half (?:of )?){_Y}", _first_half),
        (f"(?:nửa cuối năm |h2[ /]?|(?:the )?second half (?:of )?){_Y}", _second_half),
        (f"(?:the )?first (?P<n>[0-9]{{1,2}}) months(?: of {_Y})?", _first_months),
        (f"{_N} tháng cuối năm(?: {_Y})?", _last_months),
        (f"(?:the )?last (?P<n>[0-9]{{1,2}}) months(?: of {_Y})?", _last_months),
        ("(?:giai đoạn )?(?P<y1>[0-9]{4})-(?P<y2>[0-9]{4})", _years),
        (f"từ đầu năm(?: (?P<y1>[0-9]{{4}}))? đến {_vi_day('2')}", _from_to),
        (f"từ {_vi_day('1')} đến {_vi_day('2')}", _from_to),
        (f"(?:from )?{_en_day('1')} to {_en_day('2')}", _from_to),
        (rf"(?:ngày )?(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})/{_Y}", _one_day),
        (rf"(?:(?:the )?day of )?(?P<d>[0-9]{{1,2}}) (?P<m>{_NAME}) {_Y}", _one_day),
    )
)


def parse_period(text: str, published: date | None = None) -> Period:
    """Read a whole text as one period; the inverse of `format_period` in both languages.

    A phrase without a year is understood from the date of publication: in that year, except that a month or
    quarter that had not begun by then is of the year before. Raises PeriodUnreadable with the reason, among
    them a year that is neither written nor known from a publication.
    """
    phrase = tidy_phrase(text)
    for pattern, reading in _RULES:
        match = pattern.fullmatch(phrase)
        if match is None:
            continue
        parts = {name: part for name, part in match.groupdict().items() if part is not None}
        try:
            return reading(parts, published)
        except _NotAPeriodError as error:
            raise PeriodUnreadable(text=text, problem=error.problem) from error
    raise PeriodUnreadable(text=text, problem=_UNKNOWN_FORM)


def format_period(period: Period, lang: Lang) -> str:
    """Write a period the most natural way: as a year, quarter, month, months, years, a day, or from-to.

    In English a day alone is told from the last of a longer time: "20 August 2023" is mostly read as up to it.
    """
    start, end = period.start, period.end
    vietnamese = Lang(lang) is Lang.VI
    if start.day == 1 and end == month_end(end):
        if start.year == end.year:
            named = _months_vi(start, end) if vietnamese else _months_en(start, end)
            if named:
                return named
        elif (start.month, end.month) == (1, _MONTHS):
            years = f"{start.year:04d}-{end.year:04d}"
            return f"giai đoạn {years}" if vietnamese else years
    first, last = format_date(start, lang), format_date(end, lang)
    if start == end:
        return f"ngày {first}" if vietnamese else f"the day of {first}"
    if vietnamese and start == year_start(end):
        return f"từ đầu năm {end.year:04d} đến ngày {end.day}/{end.month}"
    return f"từ {first} đến {last}" if vietnamese else f"{first} to {last}"


def _months_vi(start: date, end: date) -> str:
    """The name of whole months of one year; empty if they have none."""
    year, first, last = f"{start.year:04d}", start.month, end.month
    count = last - first + 1
    if count == _MONTHS:
        return f"năm {year}"
    if count == 1:
        return f"tháng {first}/{year}"
    if count == _QUARTER and last % _QUARTER == 0:
        return f"quý {_ROMAN[last // _QUARTER - 1]}/{year}"
    if first == 1:
        return f"{count} tháng đầu năm {year}"
    return f"{count} tháng cuối năm {year}" if last == _MONTHS else ""


def _months_en(start: date, end: date) -> str:
    """The English name of whole months of one year; empty if they have none."""
    year, first, last = f"{start.year:04d}", start.month, end.month
    count = last - first + 1
    if count == _MONTHS:
        return year
    if count == 1:
        return f"{MONTH_NAMES[first - 1]} {year}"
    if count == _QUARTER and last % _QUARTER == 0:
        return f"the {_ORDINALS[last // _QUARTER - 1]} quarter of {year}"
    if first == 1:
        return f"the first {count} months of {year}"
    return f"the last {count} months of {year}" if last == _MONTHS else ""


def format_months(period: Period, lang: Lang) -> str:
    """Whole months by their numbers or names, of one year (tháng 4–6/2023, April–June 2023) or of several; else the days."""
    start, end = period.start, period.end
    if start.day != 1 or end != month_end(end):
        return "–".join(format_date(day, lang) for day in (start, end))
    vietnamese = Lang(lang) is Lang.VI
    names = [str(day.month) if vietnamese else MONTH_NAMES[day.month - 1] for day in (start, end)]
    first, last = (
        f"{name}/{day.year}" if vietnamese else f"{name} {day.year}"
        for name, day in zip(names, (start, end), strict=True)
    )
    lead = "tháng " if vietnamese else ""
    if first == last:
        return lead + first
    return f"{lead}{names[0] if start.year == end.year else first}–{last}"


def same_period_last_year(period: Period) -> Period:
    """The same window of the year before (cùng kỳ).

    The last day of a month stays the last: a period to 28/2/2025 becomes one to 29/2/2024.
    """
    return Period(_year_before(period.start), _year_before(period.end, keep_month_end=True))


def _year_before(day: date, *, keep_month_end: bool = False) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    if keep_month_end and day == month_end(day):
        return date(day.year - 1, day.month, last)
    return date(day.year - 1, day.month, min(day.day, last))


def months_of(period: Period) -> list[Period]:
    """The period cut at the ends of months, in order: its first and last part may be less than a month."""
    parts = []
    start = period.start
    while (end := month_end(start)) < period.end:
        parts.append(Period(start, end))
        start = end + timedelta(days=1)
    return [*parts, Period(start, period.end)]


def quarters_of(period: Period) -> list[Period]:
    """The period cut at the ends of quarters, in order: its first and last part may be less than a quarter."""
    parts: list[Period] = []
    for month in months_of(period):
        if parts and month.start.month % 3 != 1:
            parts[-1] = Period(parts[-1].start, month.end)
        else:
            parts.append(month)
    return parts


@format_fact.register
def _(fact: Period, lang: Lang) -> str:
    return format_period(fact, lang)
