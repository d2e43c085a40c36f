"""The times that a question names: a day, or a period, in either language, with or without diacritics.

"năm nay", "quý trước" are told from the day on which the question is put, "hiện nay" is the page's own. A month or quarter
without a year is of the year that is named beside it, else the latest that had begun.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from parkledger.language import month_end, months_later, year_start
from parkledger.language.dates import MONTH_NAMES

NUMBERS: Final = {
    word: number
    for words in (
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"),
    )
    for number, word in enumerate(words, start=1)
}
QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
MONTHS: Final = {name.lower()[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)}
QUARTER_MONTHS, YEAR_MONTHS = 3, 12
RELATIVE: Final = {
    "nam nay": 0,
    "this year": 0,
    "nam ngoai": -1,
    "nam truoc": -1,
    "nam vua qua": -1,
    "nam vua roi": -1,
    "last year": -1,
    "previous year": -1,
    "the year before": -1,
    "nam kia": -2,
}
"""Years that are told from this one."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Time:
    """A time named in a question; `start` is None for a single day, `first` and `last` are where its words begin and end.

    `back` is so many months where it is said of another time, which is that long: "so với quý trước".
    """

    start: date | None
    end: date
    first: int
    last: int
    back: int = 0

    @property
    def is_whole_year(self) -> bool:
        """Whether it is one calendar year."""
        return self.start == date(self.end.year, 1, 1) and (self.end.month, self.end.day) == (YEAR_MONTHS, 31)


class Clock(NamedTuple):
    """The day on which a question is put, and the day that its page is of."""

    today: date
    on: date


Parts = dict[str, str]
_NAME = (
    "(?P<name>"
    + "|".join(sorted({m.lower() for m in MONTH_NAMES} | {m.lower()[:3] for m in MONTH_NAMES}, key=len, reverse=True))
    + ")"
)
_COUNT = r"(?P<n>\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_Y = r"(?P<y>(?:19|20)\d\d)"
_REL = "(?P<rel>" + "|".join(sorted(RELATIVE, key=len, reverse=True)) + ")"
_OF = rf"(?:(?:\s*/\s*|,? (?:nam |of |of the year |in |cua nam |trong nam )?){_Y}|,? (?:of |in |cua |trong )?{_REL})"
_SAID_OF_ANOTHER = r"(?<!so voi )(?<!\bso )(?<!cung ky )(?<!than )(?<!\bon )(?<!with )(?<!to )(?<!from )"
"""What must not stand before "năm trước", where it says of what a figure is a growth."""
_AGAINST = r"(?:so voi |so |than |compared (?:with|to) |vs\.? |versus |against |on |from )"
_UNTIL = r"(?:(?:tinh |tinh den |den |toi |het |vao |as of |as at |at |on |by |to |until |ngay |the |trong )+)?"
_ENDS = r"(?:(?:tinh den |den |toi |vao |as of |as at |at |by |the )*(?:het|cuoi|end of|end) (?:the )?)"


_BEGINS = r"(?:(?:vao |as of |as at |at |the )*(?:dau|beginning of|start of) (?:the )?)"
_MONTH = rf"(?:(?:thang |t)(?P<m>\d{{1,2}})|{_NAME})"
_Q = r"(?P<q>iv|iii|ii|i|[1-4])"
_DAY = rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-]{_Y}"
Span = tuple[date | None, date]
"""The first and last day of a time; no first where it is a day."""


def _whole(year: int, first: int = 1, last: int = YEAR_MONTHS) -> Span:
    return date(year, first, 1), month_end(date(year, last, 1))


def _month(parts: Parts) -> int:
    return MONTHS[parts["name"][:3]] if "name" in parts else int(parts["m"])


def _year(parts: Parts, clock: Clock, last: int = 1) -> int:
    """The year named; of a month that names none the latest that had begun."""
    if "y" in parts:
        return int(parts["y"])
    if "rel" in parts:
        return clock.today.year + RELATIVE[parts["rel"]]
    return clock.today.year if last <= clock.today.month else clock.today.year - 1


def _count(parts: Parts) -> int:
    return int(parts["n"]) if parts["n"].isdigit() else NUMBERS[parts["n"]]


def _quarter(parts: Parts, clock: Clock) -> Span:
    number = QUARTERS.get(parts["q"]) or int(parts["q"])
    first = (number - 1) * QUARTER_MONTHS + 1
    return _whole(_year(parts, clock, first), first, first + 2)


def _months(parts: Parts, clock: Clock) -> Span:
    return _whole(_year(parts, clock, _count(parts)), 1, _count(parts))


def _quarters(parts: Parts, clock: Clock) -> Span:
    return _whole(_year(parts, clock), 1, _count(parts) * QUARTER_MONTHS)


def _until_month(parts: Parts, clock: Clock) -> Span:
    """From the beginning of a year to the end of a month of it."""
    month = _month(parts)
    return _whole(_year(parts, clock, month), 1, month)


def _last_months(parts: Parts, clock: Clock) -> Span:
    return _whole(_year(parts, clock), YEAR_MONTHS + 1 - _count(parts), YEAR_MONTHS)


def _one_month(parts: Parts, clock: Clock) -> Span:
    month = _month(parts)
    return _whole(_year(parts, clock, month), month, month)


def _one_year(parts: Parts, clock: Clock) -> Span:
    """A year; of this one what has passed of it, where it is called so."""
    year = _year(parts, clock)
    return (year_start(clock.today), clock.today) if "rel" in parts and year == clock.today.year else _whole(year)


def _some_years(parts: Parts, _clock: Clock) -> Span:
    return date(int(parts["y"]), 1, 1), date(int(parts["y2"]), YEAR_MONTHS, 31)


def _one_day(parts: Parts, _clock: Clock) -> Span:
    return None, date(int(parts["y"]), _month(parts), int(parts["d"]))


def _since_year(parts: Parts, clock: Clock) -> Span:
    """From the beginning of a year to a day of it that is named, to its end, or to the day of the question."""
    if "d" in parts:
        end = date(int(parts["y"]), _month(parts), int(parts["d"]))
        return year_start(end), end
    year = _year(parts, clock)
    return date(year, 1, 1), clock.today if "till" in parts else min(clock.today, date(year, YEAR_MONTHS, 31))


def _this(months: int, back: int = 0) -> "Meaning":
    """The month or quarter of the day of the question, or one before it."""

    def meaning(_parts: Parts, clock: Clock) -> Span:
        first = (clock.today.month - 1) // months * months + 1
        begins = months_later(date(clock.today.year, first, 1), -months * back)
        return begins, month_end(months_later(begins, months - 1))

    return meaning


def _end_of(meaning: "Meaning") -> "Meaning":
    return lambda parts, clock: (None, meaning(parts, clock)[1])


def _begin_of(meaning: "Meaning") -> "Meaning":
    def begin(parts: Parts, clock: Clock) -> Span:
        start, end = meaning(parts, clock)
        return None, start or end

    return begin


Meaning = Callable[[Parts, Clock], Span]
_IN = r"(?:in |for |over |during |trong )?(?:the )?"
_MEANINGS: Final[tuple[tuple[str, Meaning], ...]] = (
    (
        rf"(?:year to date|ytd|so far this year)(?:,? (?:to|in|until|through|as of))?(?: the)?(?: end of)? {_MONTH}{_OF}",
        _until_month,
    ),
    (rf"{_MONTH}{_OF},? (?:year to date|ytd)", _until_month),
    (rf"(?:from )?january (?:to|through|until|-) {_MONTH}{_OF}", _until_month),
    (rf"(?:ke )?tu dau nam (?:cho )?(?:den|toi) (?:het |cuoi )?{_MONTH}{_OF}", _until_month),
    (rf"(?:ke )?tu dau nam(?: nay)? (?:cho )?(?:den|toi) (?:het )?(?:ngay )?{_DAY}", _since_year),
    (rf"{_UNTIL}{_DAY}", _one_day),
    (rf"{_UNTIL}{_Y}-(?P<m>\d\d)-(?P<d>\d\d)", _one_day),
    (rf"{_UNTIL}(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAME},? {_Y}", _one_day),
    (rf"{_UNTIL}{_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_Y}", _one_day),
    (rf"{_IN}(?P<n>\d{{1,2}}) ?t(?: dau nam| dau)?{_OF}", _months),
    (rf"{_IN}h1{_OF}", lambda p, clock: _whole(_year(p, clock), 1, 6)),
    (rf"{_IN}h2{_OF}", lambda p, clock: _whole(_year(p, clock), 7)),
    (rf"{_IN}q(?P<q>iv|iii|ii|i){_OF}", _quarter),
    (rf"{_IN}{_COUNT} (?:thang cuoi nam|thang cuoi){_OF}", _last_months),
    (rf"{_IN}last {_COUNT} months{_OF}", _last_months),
    (rf"{_ENDS}(?:quy {_Q}){_OF}", _end_of(_quarter)),
    (rf"{_ENDS}{_MONTH}{_OF}", _end_of(_one_month)),
    (rf"{_ENDS}(?:nam |year |of )*(?:{_Y}|{_REL})", _end_of(lambda p, clock: _whole(_year(p, clock)))),
    (rf"{_IN}(?:first )?{_COUNT} (?:thang|months)(?: dau nam| dau| nam)?{_OF}", _months),
    (rf"{_IN}(?:first )?{_COUNT} (?:thang|months) dau nam", _months),
    (rf"{_IN}(?:nua dau nam|first half){_OF}", lambda p, clock: _whole(_year(p, clock), 1, 6)),
    (rf"{_IN}(?:nua cuoi nam|second half){_OF}", lambda p, clock: _whole(_year(p, clock), 7)),
    (rf"{_BEGINS}(?:quy {_Q}){_OF}", _begin_of(_quarter)),
    (rf"{_BEGINS}{_MONTH}{_OF}", _begin_of(_one_month)),
    (rf"{_IN}(?:quy {_Q}){_OF}", _quarter),
    (rf"{_IN}quy {_Q}\b", _quarter),
    (rf"{_IN}q(?P<q>[1-4])(?:{_OF})?", _quarter),
    (rf"{_IN}(?P<q>first|second|third|fourth) quarter(?:{_OF})?", _quarter),
    (rf"{_IN}first (?P<n>two|three|2|3) quarters{_OF}", _quarters),
    (rf"{_IN}(?P<n>hai|ba|2|3) quy (?:dau nam|dau){_OF}", _quarters),
    (rf"(?:from |tu )?(?:thang |in |trong |vao |den |toi |by |to |tinh den )*{_MONTH}{_OF}", _one_month),
    (rf"(?:tu |thang |in |trong |vao |den |toi |by )*(?P<m>\d{{1,2}})/{_Y}", _one_month),
    (r"(?:tu |from |den |toi |to |trong )*thang (?P<m>\d{1,2})\b", _one_month),
    (rf"(?:in|during) {_NAME}", _one_month),
    (
        rf"(?:since the (?:beginning|start) of (?:the year )?|(?:ke )?tu dau nam ){_Y}(?P<till> den nay| to date)?",
        _since_year,
    ),
    (
        (
            r"since the (?:beginning|start) of the year|year to date|so far this year"
            r"|(?:ke )?tu dau nam(?: nay)?(?: den nay)?"
        ),
        _since_year,
    ),
    (rf"{_BEGINS}(?:nam |year |of )*(?:{_Y}|{_REL})", _begin_of(lambda p, clock: _whole(_year(p, clock)))),
    (rf"{_IN}(?:giai doan |nam )?{_Y}\s*-\s*(?P<y2>(?:19|20)\d\d)", _some_years),
    (rf"{_SAID_OF_ANOTHER}{_IN}{_REL}", _one_year),
    (rf"{_IN}(?:vao |ca )?(?:year |nam |tu nam |den nam |ca nam )?{_Y}", _one_year),
    (r"(?:trong )?quy nay|(?:in |during )?this quarter", _this(QUARTER_MONTHS)),
    (r"(?:trong )?thang nay|(?:in |during )?this month", _this(1)),
    (
        r"(?:trong )?(?:quy truoc|quy vua qua|quy vua roi)|(?:in |during )?(?:last|previous|the previous) quarter",
        _this(QUARTER_MONTHS, 1),
    ),
    (
        r"(?:trong )?(?:thang truoc|thang vua qua|thang vua roi)|(?:in |during )?(?:last|previous|the previous) month",
        _this(1, 1),
    ),
    (
        (
            r"(?:tinh )?(?:cho )?(?:den|toi) (?:nay|gio(?! (?:cao|thap|binh|lam))|bay gio|hien tai|thoi diem nay|hom nay)"
            r"|hien nay|hien tai|hom nay|bay gio|right now|currently|at present|today|\bnow"
        ),
        lambda _p, clock: (None, clock.on),
    ),
)
_PATTERNS: Final = tuple((re.compile(rf"(?<![\w/]){words}(?![\w/])"), meaning) for words, meaning in _MEANINGS)
_PREVIOUS: Final = tuple(
    (re.compile(rf"(?<![\w/]){_AGAINST}(?:the )?(?:{words})(?!\w)"), months)
    for words, months in (
        ("quy (?:lien )?truoc|quy lien ke truoc|(?:last|previous) quarter|quarter before", QUARTER_MONTHS),
        ("thang (?:lien )?truoc|thang lien ke truoc|(?:last|previous) month|month before", 1),
    )
)
"""Another time that is said by the one it is compared with."""


def times_in(folded: str, clock: Clock) -> list[Time]:
    """The times in a folded text, in its order; what cannot be a date is left as words."""
    found: list[tuple[Time, Open | None]] = []
    free = folded
    for pattern, months in _PREVIOUS:
        for match in pattern.finditer(free):
            found.append((Time(None, clock.on, match.start(), match.end(), back=months), None))
            free = _blank(free, match)
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(free):
            parts = {name: value for name, value in match.groupdict().items() if value}
            try:
                start, end = meaning(parts, clock)
            except ValueError:
                continue
            is_open = not {"y", "rel"} & parts.keys() and bool({"m", "name", "q", "n"} & parts.keys())
            found.append((Time(start, end, match.start(), match.end()), (meaning, parts) if is_open else None))
            free = _blank(free, match)
    found.sort(key=lambda each: each[0].first)
    return _with_years(found, folded, clock)


def _blank(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}{'|' * (match.end() - match.start())}{text[match.end() :]}"


Open = tuple[Meaning, Parts]
"""How the time of a month or quarter without a year is made, once there is one."""


def _with_years(found: list[tuple[Time, Open | None]], folded: str, clock: Clock) -> list[Time]:
    """The times, where one names no year of the year of the nearest that does: one behind it, else one before."""
    times = []
    taken: set[int] = set()
    for at, (time, left_open) in enumerate(found):
        if left_open is None:
            times.append(time)
            continue
        meaning, parts = left_open
        named = [index for index, (each, still) in enumerate(found) if still is None and not each.back]
        other = next((index for index in named if index > at), named[-1] if named else None)
        if other is None:
            times.append(time)
            continue
        beside = found[other][0]
        start, end = meaning({**parts, "y": str(beside.end.year)}, clock)
        if beside.is_whole_year and _are_together(beside, time, folded):
            taken.add(other)
        elif other < at and beside.start is not None and (start or end) > beside.start:
            start, end = meaning({**parts, "y": str(beside.end.year - 1)}, clock)
        times.append(replace(time, start=start, end=end))
    whole = {found[index][0] for index in taken}
    return [time for time in times if time not in whole]


def _are_together(one: Time, other: Time, folded: str) -> bool:
    """Whether nothing stands between two times: "năm 2023, tháng 7"."""
    first, last = sorted((one, other), key=lambda time: time.first)
    return not folded[first.last : last.first].strip(" ,")


def joined(times: list[Time], folded: str) -> list[Time]:
    """Two times of which one says since when and the other until when as the period from the one to the other."""
    if len(times) != 2:
        return times
    first, last = times
    since = re.match(r"(?:ke )?(?:tu|from|between)\b", folded[first.first : first.last]) or re.search(
        r"\b(?:tu|from|between) (?:ngay )?$", folded[: first.first]
    )
    between = f"{folded[first.last : last.first]} {folded[last.first : last.last]}".split()
    until = bool(between) and between[0] in {"den", "toi", "to", "until", "and", "-"}
    begin = first.start or first.end
    if since and until and begin <= last.end:
        return [Time(begin, last.end, first.first, last.last)]
    return times


def run_of_years(times: list[Time], folded: str) -> list[Time]:
    """Whole years that are named one after the other ("2022, 2023, 2024") as the years from the first to the last."""
    if len(times) < LEAST_RUN or not all(time.is_whole_year for time in times):
        return times
    for one, other in pairwise(times):
        between = folded[one.last : other.first].strip(" ,")
        if other.end.year != one.end.year + 1 or between not in {"", "va", "and", "or", "hay", "&"}:
            return times
    return [Time(times[0].start, times[-1].end, times[0].first, times[-1].last)]


LEAST_RUN: Final = 2
"""Years of which one is asked for."""
_NOW: Final = re.compile(
    r"(?:(?:tinh )?(?:cho )?(?:den|toi) (?:nay|gio|bay gio|hien tai|thoi diem nay|hom nay)|hien nay|hien tai|bay gio"
    r"|right now|currently|at present|now)$"
)


def without_now(times: list[Time], folded: str) -> list[Time]:
    """The times without "đến nay", "currently" beside another that is named: so much has come of that by now."""
    named = [time for time in times if not _NOW.fullmatch(folded[time.first : time.last])]
    return named if len(named) == 1 and not _JOINS_NOW.search(folded) else times


_JOINS_NOW: Final = re.compile(
    r"(?<![^\W_])(?:tu|from|since|between)\b.*(?:den nay|toi nay|den gio|toi gio|hien nay|hien tai|now)\b"
)
_SINCE: Final = re.compile(
    r"(?:^|(?<=\s))(?:từ|since|(?<!đầu )(?<!dau )(?<!vật )(?<!vat )tu)(?: năm| nam| tháng| thang| ngày| ngay)?$"
)
_BEGINS_SINCE: Final = re.compile(r"(?:từ|tu|since)\b")


def since(times: list[Time], text: str, today: date) -> list[Time]:
    """One time that says since when, as the period from then to today: "từ năm 2020", "since 2020", not "đầu tư 2020".

    `text` is as it was typed, in small letters or not: without diacritics "tư" and "từ" are one.
    """
    if len(times) != 1 or times[0].back:
        return times
    (time,) = times
    typed = text.lower()
    begins = _BEGINS_SINCE.match(typed, time.first)
    around = typed[: begins.end()] if begins else typed[: time.first].rstrip()
    begin = time.start or time.end
    if re.match(r"(?:từ|tu) (?:đầu|dau)\b", typed[time.first : time.last]):
        return times  # "từ đầu năm đến hết tháng 7" says until when
    if not _SINCE.search(around) or begin > today or time.end >= today:
        return times
    return [replace(time, start=begin, end=today)]
