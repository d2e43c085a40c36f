"""The day of publication, from a dateline without a year ("Chiều 22/8") and the times that prove its year.

What proves a year is what the article speaks of as past or running: dates, months, the months a report covers. A day
that lies ahead proves nothing, and without proof no year is guessed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from parkledger.language import month_end
from parkledger.language.dates import MONTH_NUMBER, date_problem
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.time_phrases import READ, PhraseMatch, form_of

_DATELINE: Final = re.compile(
    r"(?:^|[\s(\"“-])(?:rạng sáng|sáng|chiều|tối|trưa|đêm|ngày|hôm nay|hôm nay,? ngày|sáng nay|chiều nay|hôm qua)(?: ngày)? ?\(?"
    r"(?P<d>[0-9]{1,2})[/-](?P<m>1[0-2]|0?[1-9])"
    r"(?:[/-](?P<y>(?:19|20)[0-9]{2}))?(?![\w/])"
)
_BEFORE_DATELINE: Final = re.compile(
    r"(?:đến|từ|tới|hết|trước|sau|tính|kể|trước đó,?|sinh|nhất là)(?: \w+)? ?\Z|(?:phê duyệt|cấp|ban hành|ký)(?: lần \w+)? ?\Z"
    r"|(?:/[\w-]+|quyết định|nghị định|nghị quyết|văn bản|thông tư|chỉ thị|công văn)[^.;\n]{0,16}\Z"
)
_HELD_AHEAD: Final = re.compile(
    r"(?:(?!cho biết|cho hay|nói|khẳng định|thông tin|công bố|phát biểu|yêu cầu|[.;:\"“\n]).){0,160}?"
    r"(?<!\w)sẽ (?:tổ chức|diễn ra|khai mạc|khởi công|khánh thành|ra mắt|được tổ chức)"
)
_VISIT: Final = re.compile(
    r"(?<!\w)(?P<part>cuối|đầu|giữa|trung tuần|thượng tuần|hạ tuần|những ngày cuối|những ngày đầu) tháng "
    r"(?P<m>1[0-2]|0?[1-9])(?! ?[/-] ?[0-9]| năm)(?=[^.;\n]{0,60}(?:chúng tôi|phóng viên|(?<!\w)pv(?!\w)))"
)
_THIS_MONTH: Final = re.compile(r"tháng (?P<m>1[0-2]|0?[1-9]) ?[/-] ?(?P<y>20[0-9]{2}) này(?!\w)")
_AIM: Final = re.compile(
    r"(?:đến|cho|tầm nhìn|mục tiêu|định hướng|giai đoạn|-|trước|hướng tới|dự kiến|kế hoạch)(?: (?:năm|đến năm|hết|cuối|tháng|quý|cả))* ?\Z"
)
_OF_EVENT: Final = ("vào ngày ", "xảy ra ngày ", "vụ ngày ")
_BORN: Final = ("sn ", "sinh ", "sinh ngày ")
_STATED: Final = re.compile(r"(?:(?:tính|kế|cộng)(?: cho)?|(?:^|[.;\n])) ?(?:đến|tới) (?:ngày )?\Z")
_IN_FORCE: Final = re.compile(r"(?:hiệu lực|áp dụng|thi hành)(?: \w+){0,3} từ (?:ngày )?\Z")
_TO_BE_DONE: Final = re.compile(r"(?<!đã )(?:hoàn thành|đưa vào|phấn đấu|bảo đảm|đảm bảo)[^.;]* (?:vào|trong) \Z")
_COMPARED: Final = re.compile(
    r"(?:so(?: với)?|bằng|hơn)(?: cùng kỳ)?(?: của| các| thời điểm)? ?\Z|cùng kỳ(?: của)? ?\Z"
)
_SAME_TIME: Final = re.compile(r"cùng kỳ(?: của)? ?\Z")
_JUBILEE: Final = re.compile(r"(?:kỷ niệm|sau) (?P<n>[0-9]{1,3}) năm(?! (?:nữa|tới))(?!\w)")
_FOUNDED: Final = re.compile(
    r"(?:thành lập|tái lập|sáp nhập|ra đời|đi vào hoạt động|khởi công|chia tách|điều chỉnh địa giới)[^.;0-9]{0,60}\Z"
)
_MONTHS: Final = one_of(MONTH_NUMBER)
_HEAD: Final = 2500  # characters: a dateline stands near the head
_EARLY: Final = 3
"""The last month in which an article mostly reports on the year before."""
_WINDOW: Final = 22
_LOOK_BACK: Final = 45
_DAYS_LATE, _DAYS_EARLY = 125, 45
"""How long after the end of its months a report is spoken of, and how long before it (an estimate)."""
_HALF_A_YEAR: Final = 184
_TWO_MONTHS: Final = 62
_PART_DAY: Final = {"đầu": 5, "thượng": 5, "giữa": 15, "trung": 15}
_KINDS: Final = {
    "full": "day",
    "words": "day",
    "month": "month",
    "short": "month",
    "first": "report",
    "opening": "report",
    "half": "report",
    "quarter": "report",
    "closing": "report",
    "year": "year",
    "bare": "year",
    "entire": "year",
}


_ENGLISH_DATELINE: Final = re.compile(
    rf"(?:^|\n)[^\n]{{0,60}}?(?:(?P<d>[0-9]{{1,2}}) (?P<m>{_MONTHS})|(?P<m2>{_MONTHS}) (?P<d2>[0-9]{{1,2}}),)"
    r" (?P<y>(?:19|20)[0-9]{2})(?:\n| ?[-–—] )"
)
"""A line of its own with a day in English, or what opens one: "Bac Giang, 22 August 2023", "VIETNAM, August 30, 2022 - "."""
_ENGLISH_MONTH: Final = re.compile(rf"(?:^|\n)(?P<m>{_MONTHS}) (?P<y>(?:19|20)[0-9]{{2}})\n")


_ENGLISH_SAYING: Final = re.compile(
    r"(?:said|announced|reported|revealed|stated|according to)[^.\n]{0,90}? on "
    rf"(?:(?P<d>[0-9]{{1,2}}) (?P<m>{_MONTHS})|(?P<m2>{_MONTHS}) (?P<d2>[0-9]{{1,2}}),?) (?P<y>(?:19|20)[0-9]{{2}})(?!\w)"
)
"""The day on which something was said: "…, said the Management Board on July 4, 2025"."""

_MONTH_LINE: Final = re.compile(
    r"(?:^|\n)(?:\([^()\n]{1,16}\) ?[-–]? ?)?(?:tháng )?(?P<m>1[0-2]|0?[1-9])/(?P<y>(?:19|20)[0-9]{2}) ?(?:\n|\Z)"
)
"""A line near the head with nothing but a month: "Tháng 11/2023"."""


class YearEvidence(NamedTuple):
    """A time with its year that is spoken of as past or running; `kind`: day, month, report, running (the beginning of
    a year is spoken of), year, compared (the year after it is running)."""

    first: date
    last: date
    kind: str


class Dateline(NamedTuple):
    """A day and a month, and the year where it is written."""

    month: int
    day: int
    year: int | None


def publication(lower: str, end: int, atoms: Sequence[re.Match[str]]) -> date | None:
    """The day an article was written; where only the month is known, its last day; None if unknown.

    `atoms` are the article's phrases of time (`find_atoms`), `end` is where it ends.
    """
    lines = _datelines(lower, end)
    visit = None if lines else _VISIT.search(lower, 0, end)
    if not lines and visit is None:
        return _english_day(lower, end) or _this_month(lower, end)
    proofs = [proof for match in atoms if (proof := _proof(lower, match)) is not None]
    if all(proof.kind == "year" for proof in proofs):
        proofs += _jubilees(lower, end, atoms, max((proof.last.year for proof in proofs), default=0))
    for line in lines:
        day = _dated(line, proofs)
        if day is not None or line.year is None:
            return day
    if visit is not None:
        part = visit["part"].removeprefix("những ngày ").split(" ")[0]
        day = _dated(Dateline(int(visit["m"]), _PART_DAY.get(part, 25), None), proofs)
        return month_end(day) if day else None
    return _this_month(lower, end)


def _english_day(lower: str, end: int) -> date | None:
    """The day of an English dateline near the head, or on which what the page tells was said."""
    head = min(end, _HEAD)
    for match in (*_ENGLISH_DATELINE.finditer(lower, 0, head), *_ENGLISH_SAYING.finditer(lower, 0, head)):
        year, month, day = int(match["y"]), MONTH_NUMBER[match["m"] or match["m2"]], int(match["d"] or match["d2"])
        if date_problem(year, month, day) is None:
            return date(year, month, day)
    month_alone = _ENGLISH_MONTH.search(lower, 0, head)
    return month_end(date(int(month_alone["y"]), MONTH_NUMBER[month_alone["m"]], 1)) if month_alone else None


def _this_month(lower: str, end: int) -> date | None:
    found = _MONTH_LINE.search(lower, 0, min(end, _HEAD)) or _THIS_MONTH.search(lower, 0, end)
    return month_end(date(int(found["y"]), int(found["m"]), 1)) if found else None


def _datelines(lower: str, end: int) -> list[Dateline]:
    """The datelines near the head, of days that have come; a day on which something else took place comes last."""
    lines: list[Dateline] = []
    others: list[Dateline] = []
    for match in _DATELINE.finditer(lower, 0, min(end, _HEAD)):
        first = max(0, match.start() - _WINDOW)
        before = lower[first : match.start("d")]
        if _BEFORE_DATELINE.search(before, 0, match.start() + 1 - first):
            continue
        if lower.startswith((" vừa qua", " tới", " sắp tới"), match.end()) or _HELD_AHEAD.match(lower, match.end()):
            continue
        line = Dateline(int(match["m"]), int(match["d"]), int(match["y"]) if match["y"] else None)
        (others if before.endswith(_OF_EVENT) else lines).append(line)
    return lines + others


def _proof(lower: str, match: re.Match[str]) -> YearEvidence | None:
    """What a phrase of time proves; None for one without a year, or that lies ahead by its words."""
    form = form_of(match)
    kind = _KINDS.get(form)
    if kind is None:
        return None
    before = lower[max(0, match.start() - _LOOK_BACK) : match.start()]
    if form == "year" and match["edge"] == "đầu ":
        year = int(match["yy"])
        return None if _is_ahead(lower, match, before) else YearEvidence(date(year, 1, 1), date(year, 1, 31), "running")
    when = READ[form](PhraseMatch(match, "", None, None))
    if when is None or when.last is None or when.implied:
        return None
    if _COMPARED.search(before):
        return YearEvidence(when.last, when.last, "compared") if _SAME_TIME.search(before) else None
    if before.endswith(_BORN) or _is_ahead(lower, match, before) or (kind == "year" and _AIM.search(before[-_WINDOW:])):
        return None
    first = when.first or when.last
    if _IN_FORCE.search(before):
        return YearEvidence(first - timedelta(_DAYS_LATE), first, "running")
    return YearEvidence(first, when.last, kind)


def _dated(line: Dateline, proofs: Sequence[YearEvidence]) -> date | None:
    """The day of a dateline; None where no year is proved, or where what is past would come after it."""
    known = max((proof.first for proof in proofs if proof.kind in ("day", "month")), default=None)
    if line.year is not None:
        day = _day(line.year, line)
        return None if day and known and (known - day).days > _TWO_MONTHS else day
    reported = max((year for proof in proofs if (year := _reported(proof, line))), default=0)
    if reported and (known is None or reported >= known.year):
        return _day(reported, line)
    day = _day(_year(line, proofs), line)
    return day if day is None or known is None else _after_known(day, line, known, proofs)


def _after_known(day: date, line: Dateline, known: date, proofs: Sequence[YearEvidence]) -> date | None:
    """The day in the year that fits the last day spoken of as past: that day comes before it, but not long before."""
    if day < known:
        later = _day(day.year + 1, line)
        last = max(proof.last for proof in proofs if proof.first == known)
        return later if later and (later - last).days <= _HALF_A_YEAR else None
    earlier = _day(day.year - 1, line)
    alone = known.year == day.year and sum(proof.first.year == day.year for proof in proofs) == 1
    return earlier if alone and earlier and 0 < (known - earlier).days < _TWO_MONTHS else day


def _day(year: int | None, line: Dateline) -> date | None:
    try:
        return date(year, line.month, line.day) if year else None
    except ValueError:
        return None


def _year(line: Dateline, proofs: Sequence[YearEvidence]) -> int | None:
    """The latest year spoken of as running; early in a year, one spoken of only as a whole is the one before; failing
    that, the one after the year compared with."""
    running = {proof.first.year for proof in proofs if proof.kind not in ("year", "compared")}
    whole = Counter(proof.last.year for proof in proofs if proof.kind == "year")
    often = max((year for year, count in whole.items() if count > 1), default=0)
    if running and (line.month > _EARLY or often <= max(running)):
        return max(running)
    latest = max((*running, often))
    if latest and line.month <= _EARLY:
        return latest if whole[latest - 1] else latest + 1
    compared = [proof.last.year + 1 for proof in proofs if proof.kind == "compared"] if line.month > _EARLY else []
    return latest or max(compared, default=None)


def _reported(proof: YearEvidence, line: Dateline) -> int | None:
    """The year in which a dateline comes soon after the months that a report covers."""
    if proof.kind != "report":
        return None
    for year in (proof.last.year, proof.last.year + 1):
        day = _day(year, line)
        if day and timedelta(-_DAYS_EARLY) <= day - proof.last <= timedelta(_DAYS_LATE):
            return year
    return None


def _jubilees(lower: str, end: int, atoms: Sequence[re.Match[str]], latest: int) -> list[YearEvidence]:
    """The years in which something founded in a year that is named has lasted as long as is celebrated, if no later
    year is spoken of."""
    ages = {int(match["n"]) for match in _JUBILEE.finditer(lower, 0, end)}
    if not ages:
        return []
    founded = {
        int(match["yy"] or match["y"] or match["bare"])
        for match in atoms
        if (match["yy"] or match["y"] or match["bare"])
        and _FOUNDED.search(lower[max(0, match.start() - 80) : match.start()])
    }
    years = {year + age for year in founded for age in ages if latest <= year + age <= date.max.year}
    return [YearEvidence(date(year, 1, 1), date(year, 12, 31), "running") for year in years]


def _is_ahead(lower: str, match: re.Match[str], before: str) -> bool:
    """Whether a time lies ahead by its words: "sẽ hoàn thành vào năm 2025", "đến tháng 10-2019"."""
    if lower.startswith(" sẽ ", match.end()):
        return True
    aims = before.endswith(("đến ", "đến năm ", "tới ", "trước ")) and not re.search(r"từ [^.;]*\Z", before)
    return (
        (aims and not _STATED.search(before))
        or "sẽ " in before
        or "dự kiến" in before
        or bool(_TO_BE_DONE.search(before))
    )
