"""The day and the period that a sheet speaks of, as its titles above the table and its tab say: one mapping then serves every quarter."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parkledger.language import ParkError, Period, parse_period
from parkledger.workbooks.read.grids import Grid

YEAR = "năm {y}"
_Y = r"(?:19|20)[0-9]{2}"
_SEP = r"\s*(?:[/.,–-]|năm|của năm)?\s*"
_DAY = rf"[0-9]{{1,2}}\s*[/.-]\s*[0-9]{{1,2}}\s*[/.-]\s*{_Y}"
_SHORT_DAY = r"[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}"
_TO = r"(?:đến|tới|-|–)\s*(?:hết\s*)?(?:ngày)?\s*"
_QUARTER = r"(?:quý|quí|quy|q)[\s.]*(?P<q>iv|i{1,3}|[1-4])"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w/]){form}(?![0-9]|/[0-9])"), made)
    for form, made in (
        (rf"từ\s*(?:ngày)?\s*(?P<a>{_SHORT_DAY}|{_DAY})\s*{_TO}(?P<b>{_DAY})", "từ {a} đến {b}"),
        (rf"(?P<a>{_DAY})\s*{_TO}(?P<b>{_DAY})", "từ {a} đến {b}"),
        (rf"(?:ngày\s*)?(?P<d>[0-9]{{1,2}})\s+tháng\s+(?P<m>[0-9]{{1,2}})\s+năm\s+(?P<y>{_Y})", "{d}/{m}/{y}"),
        (rf"(?:ngày\s*)?(?P<d>[0-9]{{1,2}})\s*[/.-]\s*(?P<m>[0-9]{{1,2}})\s*[/.-]\s*(?P<y>{_Y})", "{d}/{m}/{y}"),
        (rf"{_QUARTER}{_SEP}(?P<y>{_Y})", "quý {q}/{y}"),
        (rf"(?P<n>[0-9]{{1,2}}|sáu|chín)\s*tháng\s*đầu\s*năm\s*(?P<y>{_Y})", "{n} tháng đầu năm {y}"),
        (rf"(?P<n>[0-9]{{1,2}}|sáu|chín)\s*tháng\s*cuối\s*năm\s*(?P<y>{_Y})", "{n} tháng cuối năm {y}"),
        (rf"(?P<n>[0-9]{{1,2}}|sáu|chín)\s*(?:tháng|t)(?:\s*năm)?\s*[/.-]?\s*(?P<y>{_Y})", "{n} tháng đầu năm {y}"),
        (rf"(?:tháng|thang|t)[\s.]*(?P<m>[0-9]{{1,2}}){_SEP}(?P<y>{_Y})", "tháng {m}/{y}"),
        (rf"giai\s*đoạn\s*(?P<y1>{_Y})\s*[-–]\s*(?P<y2>{_Y})", "{y1}-{y2}"),
        (rf"năm\s*(?P<y>{_Y})", YEAR),
    )
)
"""Ways to write a period, with the phrase that it comes to; the longer ones first."""
PERIOD_FORMS = tuple(form for form, made in _FORMS if "{d}" not in made)
"""Ways to write a period of more than a day."""
_UNTIL = re.compile(
    r"(?:tính|số liệu|có|lũy kế|luỹ kế|cập nhật)?\s*(?:đến|tới)\s*(?:hết\s*)?(?:thời điểm\s*|cuối\s*)?(?:ngày\s*)?$|"
    r"(?:tại|ở)\s*thời điểm\s*(?:ngày\s*)?$|thời điểm\s*(?:báo cáo)?\s*:?\s*(?:ngày\s*)?$|số liệu\s*(?:ngày\s*)?:?\s*$|"
    r"hiện trạng\s*(?:ngày\s*)?$"
)
"""What stands before the end of what a sheet tells."""
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:quyết định|qđ|nghị quyết|nq|nghị định|nđ|thông tư|tt|công văn|cv|văn bản|chỉ thị|luật|kế hoạch số|tờ trình|theo)\b"
    r"[^;()]*$|(?<!\s)/[\w-]*\s*(?:ngày\s*)?$|,\s*(?:ngày\s*)?$"
)
"""What stands before the day of a decision, or of the signature."""
_YEARLESS = re.compile(r"\b(?:tháng [0-9]{1,2}|qu[ýí] (?:iv|i{1,3}|[1-4]))\b(?!\s*[/.-]?\s*[0-9])")
OPEN = "kỳ này"
"""What stands for the sheet's period in a heading that is compared."""
LONGEST_TITLE = 1_000
"""Characters of a title or a heading at most: what is longer is prose, and looking back from each day in it would not end."""
_ESTIMATE = re.compile(r"\bước\b")
_PLANNED = re.compile(
    r"\b(?:giao (?:chỉ tiêu|kế hoạch)|chỉ tiêu (?:kế hoạch|giao)|kế hoạch|dự kiến|dự toán|phấn đấu|mục tiêu)\b|\bkh[ .-]?20[0-9]{2}"
)
_OFFICE = re.compile(
    r"(?:sở|bộ|phòng|ban) kế hoạch|kế hoạch (?:số|và|&|-|–|tài chính|tổng hợp)|so với kế hoạch|[0-9]/kh\b"
)
"""Where "kế hoạch" is part of an office's name, of a document's, or what figures are compared with."""
_REACHED = re.compile(r"\b(?:thực hiện|kết quả|tình hình|ước|đạt|hiện trạng|số liệu|báo cáo)\b")


@dataclass(frozen=True, slots=True)
class SaidDays:
    """A period that a text names, whether it says "until", and the text."""

    period: Period
    is_until: bool
    words: str


@dataclass(frozen=True, slots=True)
class SheetDays:
    """What the titles and the tab say: the day of which the sheet is, the period that it is about, where each was read.

    `unclear` holds what was said in several ways that do not fit together.
    """

    day: SaidDays | None = None
    period: SaidDays | None = None
    unclear: tuple[str, ...] = ()
    is_estimate: bool = False


def days_in(grid: Grid, first: int) -> SheetDays:
    """What is said above a table's headings, and by its tab."""
    titles = titles_of(grid, first)
    above = [each for title in titles for each in said_in(title)]
    tab = list(said_in(grid.name, is_tab=True))
    estimate = any(says_estimate(text) for text in (*titles, grid.name))
    untils = [each for each in (*above, *tab) if each.is_until]
    periods = [each for each in above if not each.is_until], [each for each in tab if not each.is_until]
    day, unclear_day = _one(untils, key=lambda each: each.period.end)
    period, unclear = _period_of(*periods)
    return SheetDays(day, period, (*unclear_day, *unclear), estimate)


def said_in(text: str, *, is_tab: bool = False) -> tuple[SaidDays, ...]:
    """The periods that a text names, from the left; no part of one is read as another. A text too long for a title names none."""
    return _said_in(text, is_tab) if len(text) <= LONGEST_TITLE else ()


@lru_cache(maxsize=4_096)  # the same titles and headings are asked about for every event type; all long, some 20 MB
def _said_in(text: str, is_tab: bool) -> tuple[SaidDays, ...]:
    rest = " ".join(text.lower().split())
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, SaidDays]] = []
    for pattern, made in _FORMS:
        for match in pattern.finditer(rest):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            before = rest[: match.start()].rstrip(" (:-")
            before += " " if before else ""
            is_day = "{d}" in made
            until = bool(_UNTIL.search(before)) or (is_tab and is_day)
            if until and made == YEAR and not re.search(r"(?:hết|cuối) $", before):
                continue  # "quy hoạch đến năm 2030" says how far a plan goes
            if not until and (is_day or _OF_SOMETHING_ELSE.search(before)):
                continue
            if (period := _parsed(match, made)) is not None:
                found.append((match.start(), SaidDays(period, until, " ".join(text.split()))))
    if found:
        found += _without_year(rest, taken, found[0][1])
    return tuple(said for _, said in sorted(found, key=lambda each: each[0]))


def _without_year(text: str, taken: Sequence[tuple[int, int]], beside: SaidDays) -> Iterator[tuple[int, SaidDays]]:
    """Months and quarters whose year stands elsewhere in the text: "tháng 8 và 8 tháng đầu năm 2023" speaks of two periods."""
    for match in _YEARLESS.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            phrase = f"{match[0]}/{beside.period.end.year}".replace("quí", "quý")
            try:
                yield match.start(), SaidDays(parse_period(phrase), False, beside.words)
            except ParkError:
                continue


def _parsed(match: re.Match[str], made: str) -> Period | None:
    parts = {name: re.sub(r"\s*[.-]\s*|\s*/\s*", "/", part) for name, part in match.groupdict().items() if part}
    try:
        return parse_period(made.format(**parts))
    except ParkError:
        return None


def _one(said: Sequence[SaidDays], key: object) -> tuple[SaidDays | None, tuple[str, ...]]:
    """The one thing that is said; nothing, with all that is said, where they differ."""
    different = {key(each) for each in said}  # type: ignore[operator]
    if len(different) > 1:
        return None, tuple(dict.fromkeys(each.words for each in said))
    return (said[0], ()) if said else (None, ())


def _period_of(above: Iterable[SaidDays], tab: Iterable[SaidDays]) -> tuple[SaidDays | None, tuple[str, ...]]:
    """The period of a sheet; a bare year counts only where nothing within it is said."""
    said = [*above, *tab]
    years = {each.period.start.year for each in said if _is_year(each.period)}
    finer = [each for each in said if not _is_year(each.period)]
    within = [each for each in finer if each.period.start.year in years]
    if finer and (len(within) == len(finer) or not years):
        return _one(finer, key=lambda each: each.period)
    return _one(said, key=lambda each: each.period)


def _is_year(period: Period) -> bool:
    return period == Period(date(period.start.year, 1, 1), date(period.start.year, 12, 31))


def says_estimate(words: str) -> bool:
    """Whether a title, a tab or a heading says that what it is over was estimated: "Ước thực hiện tháng 8"."""
    return bool(_ESTIMATE.search(words.lower()))


def says_plan(texts: Iterable[str]) -> bool:
    """Whether titles and the tab say that figures are to be reached, and none says that they were: "Giao chỉ tiêu năm 2025"."""
    told = [_OFFICE.sub(" ", " ".join(text.lower().split())) for text in texts if len(text) <= LONGEST_TITLE]
    return any(map(_PLANNED.search, told)) and not any(map(_REACHED.search, told))


def titles_of(grid: Grid, first: int) -> list[str]:
    """What stands above a table's headings."""
    return [cell for row in grid.rows[:first] for cell in row if isinstance(cell, str)]


def names_another(heading: str, period: Period | None) -> bool:
    """Whether a heading names a period that is not the sheet's: a column of last year's figures is not this year's."""
    named = {each.period for each in said_in(heading)}
    return bool(named) and named != {period}


def is_of_other_days(heading: str, period: Period | None) -> bool:
    """Whether a heading names a period that has no day in common with the sheet's."""
    named = [each.period for each in said_in(heading)] if period is not None else []
    return any(each.end < period.start or period.end < each.start for each in named)  # type: ignore[union-attr]


def without_period(heading: str, period: Period | None = None) -> str:
    """A heading with the period that it names left open, if it is the one given: "Xuất khẩu quý I/2023" is the same next quarter."""
    words = " ".join(heading.lower().split())
    if period is not None and names_another(heading, period):
        return words
    for pattern, _ in _FORMS:
        words = pattern.sub(OPEN, words)
    return words
