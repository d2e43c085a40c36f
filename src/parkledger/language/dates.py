"""Dates as decisions, reports and articles write them: 22/8/2023, 22 tháng 8 năm 2023, 22 August 2023; days of Vietnam."""

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from parkledger.language.errors import ParkError, format_fact
from parkledger.language.text import Lang, Text

VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""The time that Vietnam keeps: seven hours ahead of UTC, without summer time."""

MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The English months, January first: Vietnamese months are numbers."""

MONTH_NUMBER: Final = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
"""English months in lower case -> 1 to 12."""

_ENGLISH_MONTH: Final = "|".join(MONTH_NUMBER)
_LAST_PADDED_MONTH: Final = 2
_DATE_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:ngày )?(?P<d>[0-9]{1,2})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})",
        r"(?:ngày )?(?P<d>[0-9]{1,2}) tháng (?P<m>[0-9]{1,2}) năm (?P<y>[0-9]{4})",
        rf"(?P<d>[0-9]{{1,2}}) (?P<month>{_ENGLISH_MONTH}) (?P<y>[0-9]{{4}})",
    )
)

_UNKNOWN_FORM = Text(vi="không phải là một ngày đủ ngày, tháng, năm", en="it is not a date with day, month and year")
_SWAPPED = Text(vi="ngày phải viết trước tháng", en="the day must stand before the month")


class DateUnreadable(ParkError):
    """A text that is not one date of the calendar; `problem` says why."""

    code = "date_unreadable"
    is_misuse = True
    vi = "Không đọc được ngày “{text}”: {problem}. Hãy ghi ngày/tháng/năm, ví dụ 22/8/2023."
    en = "Cannot read the date “{text}”: {problem}. Write day/month/year, for example 22/8/2023."


def tidy_phrase(text: str) -> str:
    """A phrase as the patterns of dates and periods expect it: NFC, lower case, one space, one dash."""
    words = " ".join(unicodedata.normalize("NFC", text).lower().split())
    return re.sub(r" ?([/-]) ?", r"\1", words.replace("\N{EN DASH}", "-"))


def date_problem(year: int, month: int, day: int) -> Text | None:
    """Why there is no such date; None if there is. The first and last years of the calendar are none: each day has a next."""
    if not date.min.year < year < date.max.year:
        return Text(vi=f"không có năm {year:04d}", en=f"there is no year {year:04d}")
    if not 1 <= month <= len(MONTH_NAMES):
        return Text(vi=f"không có tháng {month}", en=f"there is no month {month}")
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return None
    return Text(
        vi=f"tháng {month}/{year:04d} có các ngày từ 1 đến {last}, không có ngày {day}",
        en=f"{MONTH_NAMES[month - 1]} {year:04d} has the days 1 to {last}, no day {day}",
    )


def parse_date(text: str) -> date:
    """Read a whole text as one date, in Vietnamese, ISO or English form; the inverse of `format_date`.

    The day stands before the month, always. Raises DateUnreadable with the reason and a remedy.
    """
    phrase = tidy_phrase(text)
    match = next(filter(None, (pattern.fullmatch(phrase) for pattern in _DATE_PATTERNS)), None)
    if match is None:
        raise DateUnreadable(text=text, problem=_UNKNOWN_FORM)
    parts = match.groupdict()
    month = MONTH_NUMBER[parts["month"]] if parts.get("month") else int(parts["m"])
    year, day = int(parts["y"]), int(parts["d"])
    problem = date_problem(year, month, day)
    if problem is not None:
        swapped = month > len(MONTH_NAMES) and date_problem(year, day, month) is None
        raise DateUnreadable(text=text, problem=_SWAPPED if swapped else problem)
    return date(year, month, day)


def format_date(day: date, lang: Lang, *, long: bool = False) -> str:
    """Write a date: 22/8/2023, or at length 22 tháng 8 năm 2023; in English always 22 August 2023.

    At length, days below 10 and the months 1 and 2 take a zero before them, as documents of state authorities
    must have it (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    if Lang(lang) is Lang.EN:
        return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year:04d}"
    if not long:
        return f"{day.day}/{day.month}/{day.year:04d}"
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year:04d}"


def days_said(*days: date | None) -> Text:
    """A day, or the first and the last of a period, in both languages; a day that is None is left out."""
    known = [day for day in days if day is not None]
    vi, en = ("–".join(format_date(day, lang) for day in known) for lang in (Lang.VI, Lang.EN))
    return Text(vi, en)


def format_moment(moment: datetime, lang: Lang, *, seconds: bool = False) -> str:
    """Write a moment as the clock in Vietnam shows it: 22/8/2023 17:30, in English 22 August 2023 17:30."""
    here = moment.astimezone(VIETNAM)
    return (
        f"{format_date(here.date(), lang)} {here:%H:%M:%S}"
        if seconds
        else f"{format_date(here.date(), lang)} {here:%H:%M}"
    )


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_start(day: date) -> date:
    """The first of January of the year of a day."""
    return date(day.year, 1, 1)


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(VIETNAM).date()


def day_of(moment: datetime) -> date:
    """The day in Vietnam that a moment is of; a moment without a zone is one of UTC, as databases keep them."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM).date()


def day_start(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    return datetime.combine(day, time.min, VIETNAM)


def day_end(day: date) -> datetime:
    """The last moment of a day in Vietnam, in UTC: what was known on that day was known then."""
    return datetime.combine(day, time.max, VIETNAM).astimezone(UTC)


def ended_day(moment: datetime) -> date | None:
    """The day of which this is the last moment; None for any other moment."""
    here = moment.astimezone(VIETNAM)
    return here.date() if here.time() == time.max else None


@format_fact.register
def _(fact: date, lang: Lang) -> str:
    return format_date(fact, lang)
