"""Periods and zones that stand side by side in columns: "Xuất khẩu / Quý I", "Quý II", or a column for each zone.

A heading is compared with what differs from column to column left open, so that one line of a mapping stands for all of
them, in this year as in the next. Each row of such a table is read once for each period and zone that it has columns of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parkledger.catalogue import Status, own_name
from parkledger.language import ParkError, Period, parse_period
from parkledger.workbooks.map.mappings import plain
from parkledger.workbooks.map.row_kinds import is_generic_name
from parkledger.workbooks.map.said_days import LONGEST_TITLE, PERIOD_FORMS, SheetDays, said_in, says_estimate

EACH_PERIOD, EACH_ZONE = "(từng kỳ)", "(từng khu, cụm)"
"""What stands in a heading of a mapping for the periods, or the zones, of the columns that it is of."""
SEVERAL, SOME_YEAR = 2, 2000
_Y = r"(?:19|20)[0-9]{2}"
_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w/.]){form}(?![\w/])"), made)
    for form, made in (
        (rf"(?:quý|quí|qúy|quy|q)[\s.]*(?P<q>iv|i{{1,3}}|[1-4])\s*/\s*(?P<y>{_Y})", "quý {q}/{y}"),
        (r"(?:quý|quí|qúy|quy|q)[\s.]*(?P<q>iv|i{1,3}|[1-4])", "quý {q}/{y}"),
        (r"(?P<n>[1-9]|1[0-2]|sáu|chín)\s*tháng\s*cuối\s*năm", "{n} tháng cuối năm {y}"),
        (r"(?P<n>[1-9]|1[0-2]|sáu|chín)\s*(?:tháng|t)(?:\s*đầu\s*năm)?", "{n} tháng đầu năm {y}"),
        (rf"(?P<m>1[0-2]|0?[1-9])\s*/\s*(?P<y>{_Y})", "tháng {m}/{y}"),
        (r"(?:tháng|thg|th|t)[\s.]*(?P<m>1[0-2]|0?[1-9])", "tháng {m}/{y}"),
        (r"(?:cả|toàn)\s*năm", "năm {y}"),
    )
)
"""Ways in which a heading names a part of a year, most of them of one that stands elsewhere."""
_YEAR = re.compile(rf"(?<![\w/.-])(?:năm\s*)?({_Y})(?![\w/-])")
_DAY = re.compile(rf"(?<![\w/])([0-9]{{1,2}})\s*[/.-]\s*([0-9]{{1,2}})\s*[/.-]\s*({_Y})(?![\w/])")
_STATUS = re.compile(
    r"\b(?:ước|số|cả|t\.?h|thực\s*hiện|kết\s*quả|số\s*liệu|chính\s*thức|sơ\s*bộ|giá\s*trị|đạt(?:\s*được)?|trong|kỳ)\b|[-–:()]"
)
"""What a heading of a period says beside it that is no name of a measure."""
_NUMBER = r"(?:iv|i{1,3}|[0-9]{1,2})\b"
_UNREAD: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"\b(?:quý|quí|qúy|tháng|thg)[\s.]*{_NUMBER}\s*(?:,|\+|&|-|–|và)\s*(?:(?:quý|quí|qúy|tháng|thg)[\s.]*)?{_NUMBER}",
        rf"{_Y}\s*[-–,]\s*(?:năm\s*)?{_Y}",
        rf"\b(?:tuần|ngày|học\s*kỳ|lô|vụ|đợt|số)\s*[0-9]{{1,2}}\s*/\s*{_Y}",
    )
)
"""What names several periods, or none: "quý I, II/2024", "năm 2023-2024", "tuần 1/2024"; a part of it would be read as one."""
_UNREAD_PART = re.compile(
    r"\bnửa\b|\b(?:đầu|cuối)$|\b(?:một|hai|ba|bốn|năm|bảy|tám|mười|[0-9]+)\s+(?:tháng|quý)\b|\b(?:đầu|cuối)\s+năm\b"
)
"""What is left of a part of a year that is not known: "nửa đầu" of "nửa đầu năm 2024", "2 quý đầu"."""
_DONE = re.compile(r"\b(?:thực hiện|th|chính thức)\b")
_SPLIT = re.compile(r"\b(quý|quí|tháng) / (?=(?:iv|i{1,3}|[0-9]{1,2})\b)", re.IGNORECASE)
"""Where a heading over several columns says what is counted, and those below it only which: "Quý" over I, II, III, IV."""
_TAB_YEAR = re.compile(rf"\D*({_Y})\D*")


@dataclass(frozen=True, slots=True)
class OpenHeading:
    """A heading with what differs from column to column left open; `base` is what it says besides."""

    words: str
    base: str
    period: Period | None = None
    zone: str = ""
    status: str = ""

    @property
    def lacks_year(self) -> bool:
        """Whether it names a part of a year that nothing names."""
        return EACH_PERIOD in self.words and self.period is None

    def is_outside(self, period: Period | None) -> bool:
        """Whether its period has no day in common with the sheet's: a column of last year's figures to compare with."""
        if period is None or self.period is None:
            return False
        return self.period.end < period.start or period.end < self.period.start


@dataclass(frozen=True, slots=True)
class ColumnScope:
    """What a column is of, where others of its table are of something else: a period and a zone, one of them or both."""

    period: Period | None = None
    zone: str = ""
    status: str = ""


def opened(heading: str, year: int | None) -> OpenHeading | None:
    """A heading that names a period or a zone; None where it names neither, or a day."""
    return _opened(_SPLIT.sub(r"\1 ", heading), year) if len(heading) <= LONGEST_TITLE else None


@lru_cache(maxsize=4_096)  # asked for every event type
def _opened(heading: str, year: int | None) -> OpenHeading | None:
    lower = " ".join(heading.lower().split())
    if _DAY.search(lower) or any(said.is_until for said in said_in(heading)):
        return None
    words: list[str] = []
    bases: list[str] = []
    zone, has_period = "", False
    for part in heading.split(" / "):
        kind, name = own_name(part)
        if kind is not None and name and not is_generic_name(name) and without_periods(part)[1] == 0:
            zone, opened_part, base = part, EACH_ZONE, ""
        else:
            rest, found = without_periods(part)
            has_period = has_period or found > 0
            base = rest if found == 0 or plain(_STATUS.sub(" ", rest.lower())) else ""
            opened_part = f"{base} {EACH_PERIOD}".strip() if found else part
        words += [opened_part] if opened_part not in words else []
        bases += [base] if base and base not in bases else []
    if not (zone or has_period):
        return None
    period = period_of_heading(lower, year) if has_period else None
    return OpenHeading(" / ".join(words), " / ".join(bases), period, zone, _status_of(heading, lower))


def _status_of(heading: str, lower: str) -> str:
    """Whether a heading calls its figures an estimate or final; empty where it says neither."""
    if says_estimate(heading):
        return Status.ESTIMATE.value
    return Status.FINAL.value if _DONE.search(lower) else ""


def without_periods(part: str) -> tuple[str, int]:
    """A part of a heading without the periods that it names, and how many it names."""
    rest, count = " ".join(part.split()), 0
    for pattern in (*PERIOD_FORMS, *(pattern for pattern, _ in _PARTS), _YEAR):
        spans = [found.span() for found in pattern.finditer(rest.lower())]
        for start, end in reversed(spans):
            rest, count = f"{rest[:start]} {rest[end:]}", count + 1
    return " ".join(rest.split()).strip(" -–/,"), count


def period_of_heading(text: str, year: int | None) -> Period | None:
    """The one period that a heading or a cell names, its year being that of the sheet where it names none.

    None where it names several, or one that is not known: it is asked then, and no part of it taken for the whole.
    """
    lower = " ".join(text.lower().split())
    if any(form.search(lower) for form in _UNREAD) or _UNREAD_PART.search(without_periods(lower)[0]):
        return None
    found: set[Period | None] = {said.period for said in said_in(lower) if not said.is_until}
    named = [int(each[1]) for each in _YEAR.finditer(lower)]
    of = named[0] if len(set(named)) == 1 else None if named else year
    found |= set(_parts_of_year(lower, of))
    if not found and named and of is not None:
        found = {_parsed(f"năm {of}")}
    known = [each for each in found if each is not None]
    finest = min(known, key=lambda each: each.days, default=None)
    if finest is None or any(not (each.start <= finest.start and finest.end <= each.end) for each in known):
        return None
    return finest


def _parts_of_year(lower: str, year: int | None) -> Iterator[Period]:
    rest = lower
    for pattern, made in _PARTS:
        for match in pattern.finditer(rest):
            parts = {"y": year} | match.groupdict()
            if parts["y"] is not None and (period := _parsed(made.format(**parts))) is not None:
                yield period
        rest = pattern.sub(" ", rest)


def _parsed(phrase: str) -> Period | None:
    try:
        return parse_period(phrase)
    except ParkError:
        return None


def year_of(days: SheetDays, tab: str) -> int | None:
    """The year of which a sheet is, as its titles or its tab say."""
    if days.period is not None:
        start, end = days.period.period.start, days.period.period.end
        return start.year if start.year == end.year else None
    found = _TAB_YEAR.fullmatch(tab)
    return int(found[1]) if found and not days.unclear else None


def open_columns(names: Sequence[str], year: int | None) -> dict[int, OpenHeading]:
    """The columns that are of a period or a zone each; nothing where no two differ in it alone."""
    found = {index: each for index, name in enumerate(names) if (each := opened(name, year)) is not None}
    alike: dict[str, set[object]] = {}
    for index, each in found.items():
        alike.setdefault(each.words, set()).add((each.period or names[index], each.zone))
    return found if any(len(each) >= SEVERAL for each in alike.values()) else {}


def is_of_another_day(heading: str, end: date | None) -> bool:
    """Whether a heading names a day that is not the last of the sheet's: workers of a year ago are not those of today."""
    days = {(int(each[3]), int(each[2]), int(each[1])) for each in _DAY.finditer(heading)}
    return bool(days) and end is not None and days != {(end.year, end.month, end.day)}


def sums_among(columns: Mapping[int, OpenHeading]) -> set[int]:
    """Columns whose period holds that of another of the same heading: the half-year beside its quarters, the year."""
    return {
        index
        for index, each in columns.items()
        for other in columns.values()
        if each.period is not None
        and other.period is not None
        and (each.words, each.zone) == (other.words, other.zone)
        and each.period != other.period
        and each.period.start <= other.period.start
        and other.period.end <= each.period.end
    }


def is_bare(heading: str) -> bool:
    """Whether a heading says nothing but its period or zone, so that its measure stands in the title or in the row."""
    rest = heading.replace(EACH_PERIOD, " ").replace(EACH_ZONE, " ")
    found = opened(heading, SOME_YEAR)
    return (found is not None and not found.base) or (rest != heading and not plain(rest))
