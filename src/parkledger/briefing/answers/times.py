"""The times that a question names: a day, or a period, in either language, with or without diacritics.

"năm nay", "quý trước" are told from the day on which the question is put, "hiện nay" is the page's own. A month or quarter
without a year is of the year that is named beside it, else the latest that had begun.
"""

import re
from collections.abc import Callable, Mapping
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
    "nam roi": -1,
    "nam toi": 1,
    "nam sau": 1,
    "sang nam": 1,
    "next year": 1,
    "last year": -1,
    "previous year": -1,
    "the year before": -1,
    "prior year": -1,
    "preceding year": -1,
    "nam truoc do": -1,
    "nam lien truoc": -1,
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
_OF = rf"(?:(?:\s*/\s*|,? (?:nam |of |of the year |in |cua nam |trong nam )?){_Y}|,? (?:of |in |cua |trong )?(?:the )?{_REL})"
_SHORT_Y = (
    r"(?:[ /'’-]{0,2})(?P<yy>[12]\d)(?![\d/.,%-])"
    r"(?! ?(?:ha|%|percent|phan tram|ty|trieu|billion|million|du an|projects?|kcn|ccn|parks?)\b)"
)
"""A year by its last two figures, behind a quarter or half-year: "Q4 25", "H1'24"."""
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
    if "yy" in parts:
        return _CENTURY + int(parts["yy"])
    if "rel" in parts:
        return clock.today.year + RELATIVE[parts["rel"]]
    return clock.today.year if last <= clock.today.month else clock.today.year - 1


_CENTURY: Final = 2000


def _count(parts: Parts) -> int:
    said = parts.get("n") or parts["n2"]
    return int(said) if said.isdigit() else NUMBERS[said]


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


def _two_years(parts: Parts, _clock: Clock) -> Span:
    """Two years of which the second is written by its last figures: "2024-25"; what may be a month is no year."""
    first, last = int(parts["y"]), _CENTURY + int(parts["yy"])
    if last != first + 1:
        raise ValueError(parts["yy"])
    return date(first, 1, 1), date(last, YEAR_MONTHS, 31)


def _years_past(parts: Parts, clock: Clock) -> Span:
    """The last years that are over: "past five years"."""
    last = clock.today.year - 1
    return date(last + 1 - _count(parts), 1, 1), date(last, YEAR_MONTHS, 31)


def _half(parts: Parts, clock: Clock) -> Span:
    """The first or second half of a year."""
    is_second = parts["half"] in {"second half", "last half", "2h", "h2"}
    return _whole(_year(parts, clock, 7 if is_second else 1), *((7, YEAR_MONTHS) if is_second else (1, 6)))


def _one_day(parts: Parts, _clock: Clock) -> Span:
    return None, date(int(parts["y"]), _month(parts), int(parts["d"]))


def _since_year(parts: Parts, clock: Clock) -> Span:
    """From the beginning of a year to a day of it that is named, to its end, or to the day of the question."""
    if "d" in parts:
        end = date(int(parts["y"]), _month(parts), int(parts["d"]))
        return year_start(end), end
    year = _year(parts, clock)
    return date(year, 1, 1), clock.today if "till" in parts else min(clock.today, date(year, YEAR_MONTHS, 31))


def _after_year(parts: Parts, clock: Clock) -> Span:
    """From the end of a year to the day of the question; a year that is not over has nothing after it."""
    begins = date(int(parts["y"]) + 1, 1, 1)
    if begins > clock.today:
        raise ValueError(parts["y"])
    return begins, clock.today


def _past(parts: Parts, clock: Clock, months: int) -> Span:
    """So many whole years, quarters or months, the last that is over being the last of them."""
    first = (clock.today.month - 1) // months * months + 1
    begins = date(clock.today.year, first, 1)
    return months_later(begins, -months * _count(parts)), begins - DAY


def _past_years(parts: Parts, clock: Clock) -> Span:
    return _past(parts, clock, YEAR_MONTHS)


def _past_quarters(parts: Parts, clock: Clock) -> Span:
    return _past(parts, clock, QUARTER_MONTHS)


def _past_months(parts: Parts, clock: Clock) -> Span:
    return _past(parts, clock, 1)


def _past_week(_parts: Parts, clock: Clock) -> Span:
    """The week from Monday to Sunday before that of the question."""
    monday = clock.today - DAY * clock.today.weekday()
    return monday - DAY * 7, monday - DAY


def _this_week(_parts: Parts, clock: Clock) -> Span:
    return clock.today - DAY * clock.today.weekday(), clock.today


def _some_months(parts: Parts, _clock: Clock) -> Span:
    """From one month of a year to another of it: "tháng 1-6/2025"."""
    return _whole(int(parts["y"]), int(parts["m"]), int(parts["m2"]))


def _some_quarters(parts: Parts, _clock: Clock) -> Span:
    first, last = (QUARTERS.get(parts[each]) or int(parts[each]) for each in ("q", "q2"))
    return _whole(int(parts["y"]), (first - 1) * QUARTER_MONTHS + 1, last * QUARTER_MONTHS)


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
_PAST = r"(?:gan day nhat|gan day|gan nhat|vua qua|vua roi|lien tiep vua qua|tro lai day|qua|wa)"
_LAST = r"(?:(?:in|for|over|during|within) )?(?:the )?(?:last|past|previous|latest|most recent)"
_MEANINGS: Final[tuple[tuple[str, Meaning], ...]] = (
    (
        rf"(?:year to date|ytd|so far this year)(?:,? (?:to|in|until|through|as of))?(?: the)?(?: end of)? {_MONTH}{_OF}",
        _until_month,
    ),
    (rf"{_MONTH}{_OF},? (?:year to date|ytd)", _until_month),
    (rf"(?:from )?january (?:to|through|until|-) {_MONTH}{_OF}", _until_month),
    (rf"(?:ke )?tu dau nam (?:cho )?(?:den|toi) (?:het |cuoi )?{_MONTH}{_OF}", _until_month),
    (rf"(?:ke )?tu dau nam(?: nay)? (?:cho )?(?:den|toi) (?:het )?(?:ngay )?{_DAY}", _since_year),
    (
        rf"(?:tu )?(?:thang |t)(?P<m>\d{{1,2}})\s*-\s*(?:thang |t)?(?P<m2>\d{{1,2}})(?:\s*/\s*| nam | of ){_Y}",
        _some_months,
    ),
    (rf"(?:quy |q){_Q}\s*-\s*(?:quy |q)?(?P<q2>iv|iii|ii|i|[1-4])(?:\s*/\s*| nam | of ){_Y}", _some_quarters),
    (rf"(?:trong )?{_COUNT} nam {_PAST}|{_LAST} {_COUNT.replace('<n>', '<n2>')} years(?! of)", _past_years),
    (rf"(?:trong )?{_COUNT} quy {_PAST}|{_LAST} {_COUNT.replace('<n>', '<n2>')} quarters(?! of)", _past_quarters),
    (rf"(?:trong )?{_COUNT} thang {_PAST}|{_LAST} {_COUNT.replace('<n>', '<n2>')} months(?! of)", _past_months),
    (rf"(?:trong )?(?:tuan (?:vua )?(?:qua|roi)|tuan truoc)|{_LAST} week", _past_week),
    (r"(?:trong )?tuan nay|(?:in |during )?this week", _this_week),
    (rf"{_UNTIL}{_DAY}", _one_day),
    (rf"{_UNTIL}{_Y}-(?P<m>\d\d)-(?P<d>\d\d)", _one_day),
    (rf"{_UNTIL}(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAME},? {_Y}", _one_day),
    (rf"{_UNTIL}{_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_Y}", _one_day),
    (
        rf"(?:in |for )?(?:the )?(?:fy|fiscal year|financial year|calendar year) ?(?:{_Y}|'?(?P<yy>[12]\d))(?! ?[-/–]? ?\d)",
        _one_year,
    ),
    (rf"{_IN}(?:giai doan |nam )?{_Y} ?[-–/] ?(?P<yy>1[3-9]|2\d)(?![\d/.-])", _two_years),
    (
        (
            rf"(?:(?:over|in|for|during|trong|trong vong) )?(?:the )?(?:(?:last|past|previous) {_COUNT} years"
            rf"|{_COUNT.replace('<n>', '<n2>')} nam (?:qua|gan day|gan nhat|vua qua|tro lai day))"
        ),
        lambda p, clock: _years_past({"n": p.get("n") or p["n2"]}, clock),
    ),
    (
        rf"(?:{_COUNT} years? ago|cach day {_COUNT.replace('<n>', '<n2>')} nam)",
        lambda p, clock: _whole(clock.today.year - _count({"n": p.get("n") or p["n2"]})),
    ),
    (rf"{_IN}(?P<n>\d{{1,2}}) ?t(?: dau nam| dau)?{_OF}", _months),
    (rf"{_IN}(?P<n>\d{{1,2}}) ?m(?: of)?(?:{_OF}|{_SHORT_Y})", _months),
    (rf"{_IN}(?P<half>1h|2h|h1|h2)(?:{_OF}|{_SHORT_Y})", _half),
    (rf"{_IN}q(?P<q>[1-4]|iv|iii|ii|i){_SHORT_Y}", _quarter),
    (rf"{_IN}h1{_OF}", lambda p, clock: _whole(_year(p, clock), 1, 6)),
    (rf"{_IN}h2{_OF}", lambda p, clock: _whole(_year(p, clock), 7)),
    (rf"{_IN}q(?P<q>iv|iii|ii|i){_OF}", _quarter),
    (rf"{_IN}{_COUNT} (?:thang cuoi nam|thang cuoi){_OF}", _last_months),
    (rf"{_IN}last {_COUNT} months{_OF}", _last_months),
    (rf"{_ENDS}(?:quy {_Q}){_OF}", _end_of(_quarter)),
    (rf"{_ENDS}{_MONTH}{_OF}", _end_of(_one_month)),
    (
        rf"{_IN}(?:nua dau nam|nua nam dau|nua nam dau nam|first half){_OF}",
        lambda p, clock: _whole(_year(p, clock), 1, 6),
    ),
    (rf"{_IN}(?:nua cuoi nam|nua nam cuoi|nua sau nam|second half){_OF}", lambda p, clock: _whole(_year(p, clock), 7)),
    (rf"{_ENDS}(?:nam |year |of )*(?:{_Y}|{_REL})", _end_of(lambda p, clock: _whole(_year(p, clock)))),
    (rf"{_IN}(?:first )?{_COUNT} (?:thang|months)(?: dau nam| dau| nam)?{_OF}", _months),
    (rf"{_IN}(?:first )?{_COUNT} (?:thang|months) dau nam", _months),
    (rf"{_IN}first {_COUNT} months?(?: of the year)?(?:{_OF})?", _months),
    (rf"{_IN}{_COUNT} first months?(?: of the year)?(?:{_OF})?", _months),
    (rf"{_IN}(?P<half>first half|second half|last half)(?: of the year)?(?:{_OF})?", _half),
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
            r"|(?:ke )?tu dau nam(?: nay)?(?: (?:cho )?(?:den|toi) (?:nay|gio|bay gio|hien tai|hien nay|hom nay|thoi diem nay))?"
        ),
        _since_year,
    ),
    (rf"(?:after|(?:ke )?(?:tu )?sau nam|sau) {_Y}(?! (?:thang|months?|quy))", _after_year),
    (rf"{_BEGINS}(?:nam |year |of )*(?:{_Y}|{_REL})", _begin_of(lambda p, clock: _whole(_year(p, clock)))),
    (rf"{_IN}(?:giai doan |nam )?{_Y}\s*(?:-|\.{{2,3}})\s*(?P<y2>(?:19|20)\d\d)", _some_years),
    (rf"{_SAID_OF_ANOTHER}{_IN}{_REL}", _one_year),
    (
        rf"{_UNTIL}(?:giua nam |giua |mid[- ]?|(?:the )?middle of ){_Y}",
        lambda p, clock: (None, date(_year(p, clock), 6, 30)),
    ),
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
            r"|(?<!thuc )hien nay|(?<!thuc )hien tai|hom nay|bay gio|right now|currently|at present|today|\bnow"
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
) + tuple(
    (re.compile(rf"(?<![\w/])(?:{words})(?!\w)"), months)
    for words, months in (
        ("qoq|q-o-q|q/q|quarter[- ](?:on|over)[- ]quarter", QUARTER_MONTHS),
        ("mom|m-o-m|m/m|month[- ](?:on|over)[- ]month", 1),
        (
            (
                r"(?:the )?same (?:month|quarter|half)(?: (?:of|in))? (?:the (?:year before|previous year|preceding year|prior year)"
                r"|last year|a year (?:ago|earlier|before)|(?:one |1 )?year (?:ago|earlier|before))"
            ),
            YEAR_MONTHS,
        ),
    )
)
"""Another time that is said by the one it is compared with."""


def times_in(folded: str, clock: Clock) -> list[Time]:
    """The times in a folded text, in its order; what cannot be a date is left as words."""
    found: list[tuple[Time, Open | None]] = []
    before_named: dict[int, Open] = {}
    free = folded
    for pattern, months in _PREVIOUS:
        for match in pattern.finditer(free):
            found.append((Time(None, clock.on, match.start(), match.end(), back=months), None))
            free = _blank(free, match)
    free = _enumerated(found, free, clock)
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(free):
            parts = {name: value for name, value in match.groupdict().items() if value}
            try:
                start, end = meaning(parts, clock)
            except ValueError:
                continue
            is_open = not {"y", "yy", "rel"} & parts.keys() and bool({"m", "name", "q", "n", "half"} & parts.keys())
            found.append((Time(start, end, match.start(), match.end()), (meaning, parts) if is_open else None))
            if parts.get("rel") in YEAR_BEFORE and {"m", "name", "q"} & parts.keys():
                before_named[match.start()] = (meaning, parts)
            free = _blank(free, match)
    found.sort(key=lambda each: each[0].first)
    named = _with_years(_of_the_year_before(found, before_named, clock), folded, clock)
    return _same_part(_before_another(named, folded), folded)


def _same_part(times: list[Time], folded: str) -> list[Time]:
    """Part of a year and the years after it as the same part of them: "the first nine months of 2024 and 2023"."""
    found = times[:1]
    for time in times[1:]:
        own, between = found[-1], folded[found[-1].last : time.first].strip(" ,")
        is_part = own.start is not None and own.start.year == own.end.year and not own.is_whole_year and not own.back
        is_bare = time.is_whole_year and not time.back and folded[time.first : time.last].strip().isdecimal()
        if is_part and is_bare and own.start and between in {"", "and", "va", "vs", "versus", "&", "or", "hay"}:
            year = time.end.year
            end = (
                month_end(date(year, own.end.month, 1)) if own.end == month_end(own.end) else own.end.replace(year=year)
            )
            time = replace(time, start=own.start.replace(year=year), end=end)
        found.append(time)
    return found


YEAR_BEFORE: Final = (
    *("nam truoc do", "nam lien truoc", "nam truoc"),
    *("the year before", "previous year", "prior year", "preceding year"),
)
"""Words for a year by another that is named: "tháng 12/2025 so với tháng 12 năm trước" is of 2024, whatever the day."""
_SAYS_YEAR_BEFORE: Final = re.compile(rf"(?:{'|'.join(YEAR_BEFORE)})$")


def _before_another(times: list[Time], folded: str) -> list[Time]:
    """Two times of which one is the year before the other: "2024 versus the year before" is not of the year before today's."""
    before = [time for time in times if _SAYS_YEAR_BEFORE.search(folded, time.first, time.last)]
    if len(times) != LEAST_RUN or len(before) != 1 or any(time.back for time in times):
        return times
    return [replace(time, back=YEAR_MONTHS) if time in before else time for time in times]


def _of_the_year_before(
    found: list[tuple[Time, "Open | None"]], before_named: Mapping[int, "Open"], clock: Clock
) -> list[tuple[Time, "Open | None"]]:
    """The times, of which a month or quarter "năm trước" is of the year before that of the time named ahead of it."""
    told = []
    for at, (time, left_open) in enumerate(found):
        ahead = [
            each for each, still in found[:at] if still is None and not each.back and each.first not in before_named
        ]
        meaning, parts = before_named.get(time.first, (None, None))
        if meaning is None or parts is None or not ahead:
            told.append((time, left_open))
            continue
        start, end = meaning({**parts, "y": str(ahead[-1].end.year - 1)}, clock)
        told.append((replace(time, start=start, end=end), left_open))
    return told


Open = tuple[Meaning, Parts]
"""How the time of a month or quarter without a year is made, once there is one."""
_AND: Final = r"\s*(?:,|va |and |&)\s*(?:va |and )?"
_ENUMERATED: Final = tuple(
    (
        re.compile(rf"(?<![\w/])(?:{noun}){one}(?:{_AND}(?:{noun})?{one})+(?P<year>{_OF})(?![\w/])"),
        re.compile(one),
        meaning,
        part,
    )
    for noun, one, meaning, part in (
        (r"(?:cac )?quy |quarters ", r"(?<!\w)(?:iv|iii|ii|i|[1-4])(?!\w)", _quarter, "q"),
        (r"(?:cac )?thang |months ", r"(?<!\w)(?:1[0-2]|0?[1-9])(?!\w)", _one_month, "m"),
    )
)
"""Quarters or months named one after the other, whose year stands once, at the end: "quý I, II, III năm 2025"."""


def _enumerated(found: list[tuple[Time, Open | None]], free: str, clock: Clock) -> str:
    """The text without quarters and months that are named one after the other, which are put into what was found."""
    for pattern, one, meaning, part in _ENUMERATED:
        for match in pattern.finditer(free):
            year = {name: value for name, value in match.groupdict().items() if value and name in {"y", "rel"}}
            named = list(one.finditer(free, match.start(), match.start("year")))
            ends = [*(each.start() for each in named[1:]), match.end()]
            begins = [match.start(), *(each.start() for each in named[1:])]
            for each, begin, end in zip(named, begins, ends, strict=True):
                start, last = meaning({part: each[0], **year}, clock)
                found.append((Time(start, last, begin, end), None))
            free = _blank(free, match)
    return free


def _blank(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}{'|' * (match.end() - match.start())}{text[match.end() :]}"


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
            time = replace(time, first=min(time.first, beside.first), last=max(time.last, beside.last))
        elif other < at and beside.start and not beside.is_whole_year and (start or end) > beside.start:
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
    until = bool(between) and between[0] in {"den", "toi", "to", "until", "and", "-", "through", "thru", "till", "–"}
    begin = first.start or first.end
    runs_on = bool(between) and between[0] in {"den", "toi", "to", "through", "thru", "till"}
    if (since or runs_on) and until and begin <= last.end:
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


def grown_since(times: list[Time], text: str, clock: Clock) -> list[Time]:
    """The last year that is over and the one since which something is asked to have grown: "has it risen since 2022"."""
    begun = since(times, text, clock.today)
    if begun is times or not times[0].is_whole_year:
        return begun
    last = clock.on.year if clock.on == date(clock.on.year, YEAR_MONTHS, 31) else clock.on.year - 1
    if last <= times[0].end.year:
        return begun
    return [replace(times[0], start=date(last, 1, 1), end=date(last, YEAR_MONTHS, 31)), times[0]]


def without_now(times: list[Time], folded: str) -> list[Time]:
    """The times without "đến nay" beside another that is named, by which so much has come of that, and a "now" that begins a question.

    A "now" that stands elsewhere, or is joined to the other time, is a second time that is asked of: "cuối năm 2024 và hiện nay".
    """
    named = [time for time in times if not _NOW.fullmatch(folded[time.first : time.last])]
    if len(named) != 1 or len(times) != LEAST_RUN or _JOINS_NOW.search(folded):
        return named if len(named) == 1 and not _JOINS_NOW.search(folded) else times
    now = next(time for time in times if time is not named[0])
    first, last = sorted(times, key=lambda time: time.first)
    is_joined = _JOINED_TO_NOW.fullmatch(folded, first.last, last.first) is not None
    begins = not folded[: now.first].strip(" ,|")
    is_until = _UNTIL_NOW.match(folded, now.first, now.last) is not None
    return times if is_joined or not (begins or is_until) else named


def is_apart_from_now(times: list[Time], folded: str) -> bool:
    """Whether one of two times is "now", and nothing joins it to the other: "dự án cấp mới năm 2023 hiện nay còn bao nhiêu"."""
    first, last = sorted(times[:LEAST_RUN], key=lambda time: time.first)
    is_now = any(_NOW.fullmatch(folded[time.first : time.last]) for time in (first, last))
    return is_now and _JOINED_TO_NOW.fullmatch(folded, first.last, last.first) is None


_JOINED_TO_NOW: Final = re.compile(
    r"(?=.*[^ |])[ ,;&|]*(?:(?:va|and|voi|cung|so|vs|versus|compared|to|with|against|hay|or|than|thi|lan|as well as|both|roi|then|tai|at"
    r"|is it|there|are|how many) ?[ ,;&|]*)*"
)
"""What stands between two times that are both asked of."""
_UNTIL_NOW: Final = re.compile(r"(?:tinh |cho )*(?:den|toi)\b")
_JOINS_NOW: Final = re.compile(
    r"(?<![^\W_])(?:tu|from|since|between)\b.*(?:den nay|toi nay|den gio|toi gio|hien nay|hien tai|now)\b"
)
_RUNS_UNTIL: Final = re.compile(r"(?<= )(?:đến|den|tới|toi|to|until|till|through|thru|and|–|-)(?= )")
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
    if _RUNS_UNTIL.search(typed, time.first, time.last):
        return times  # so does "2022 đến 2024", which was one time before
    if not _SINCE.search(around) or begin > today or time.end >= today:
        return times
    return [replace(time, start=begin, end=today)]
