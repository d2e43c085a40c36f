"""The day of publication, from a dateline without a year ("Chiều 22/8") and the years that the article speaks of."""

import re
from collections import Counter
from datetime import date
from typing import Final

_DATELINE: Final = re.compile(
    r"(?:^|[\s(\"“-])(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm nay,? ngày|sáng nay|chiều nay)(?: ngày)? ?\(?"
    r"(?P<d>[0-9]{1,2})[/-](?P<m>1[0-2]|0?[1-9])"
    r"(?:[/-](?P<y>(?:19|20)[0-9]{2}))?(?![\w/])"
)
_BEFORE_DATELINE: Final = re.compile(r"(?:đến|từ|tới|hết|trước|sau|tính|kể)(?: \w+)? ?\Z")
_FULL_DATE: Final = re.compile(
    r"(?<![\w/])(?:[0-9]{1,2}[/-][0-9]{1,2}|(?:tháng |quý )(?:[0-9]{1,2}|i{1,3}|iv) ?)[/-] ?(20[0-9]{2})(?![\w/])"
)
_MONTH_OF_YEAR: Final = re.compile(r"tháng ([0-9]{1,2}) ?(?:[/-] ?|năm )(20[0-9]{2})(?![\w/])")
_YEAR: Final = re.compile(r"(?<![\w/.,])(20[0-9]{2})(?![\w.,]*[0-9%])")
_RUNNING: Final = re.compile(
    r"(?:tháng(?: đầu)?(?: năm)?|nửa đầu năm|quý (?:[1-4]|i{1,3}|iv)(?: ?/ ?| năm )|đầu năm|tháng [0-9]{1,2}(?: ?[/-] ?| năm )) ?\Z"
)
_AIM: Final = re.compile(
    r"(?:đến|cho|tầm nhìn|mục tiêu|định hướng|giai đoạn|-|trước|hướng tới|dự kiến|kế hoạch)(?: (?:năm|đến năm|hết|cuối|tháng|quý|cả))* ?\Z"
)
_HEAD: Final = 2500  # characters: a dateline stands near the head
_EARLY: Final = 3
_WINDOW: Final = 22
_LOOK_BACK: Final = 45


def publication(lower: str, end: int) -> date | None:
    """The day the article was written on: its first dateline, in the year that its other dates and years prove."""
    for match in _DATELINE.finditer(lower, 0, end):
        if match.start() > _HEAD or _BEFORE_DATELINE.search(lower, max(0, match.start() - 12), match.start() + 1):
            continue
        if lower.startswith((" vừa qua", " tới", " sắp tới"), match.end()):
            continue
        month, day = int(match["m"]), int(match["d"])
        year = int(match["y"]) if match["y"] else _year(lower, end, month)
        if year is None or (not match["y"] and _speaks_of_later(lower, end, year, month)):
            return None
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return None


def _year(lower: str, end: int, month: int) -> int | None:
    """The latest year spoken of as running; early in a year, a year spoken of only as a whole is the one before."""
    running = {int(match[1]) for match in _FULL_DATE.finditer(lower, 0, end) if not _is_ahead(lower, match.start())}
    whole: Counter[int] = Counter()
    for match in _YEAR.finditer(lower, 0, end):
        before = lower[max(0, match.start() - _WINDOW) : match.start()]
        if _is_ahead(lower, match.start()):
            continue
        if _RUNNING.search(before) and not _AIM.search(before):
            running.add(int(match[1]))
        elif not _AIM.search(before):
            whole[int(match[1])] += 1
    often = [year for year, count in whole.items() if count > 1]
    if running and (month > _EARLY or max(often, default=0) <= max(running)):
        return max(running)
    latest = max((*running, *often), default=None)
    if latest is None or month > _EARLY:
        return latest
    return latest if whole[latest - 1] else latest + 1


def _speaks_of_later(lower: str, end: int, year: int, month: int) -> bool:
    """Whether the article speaks of a later month of that year as past: then the year is not the dateline's."""
    later = (
        found for found in _MONTH_OF_YEAR.finditer(lower, 0, end) if int(found[2]) == year and int(found[1]) > month
    )
    return any(not _is_ahead(lower, found.start()) for found in later)


def _is_ahead(lower: str, at: int) -> bool:
    """Whether a time lies ahead by its words: "sẽ hoàn thành vào năm 2025", "đến tháng 10-2019"."""
    before = lower[max(0, at - _LOOK_BACK) : at]
    aims = before.endswith(("đến ", "đến năm ", "trước ")) and not re.search(r"từ [^.;]*\Z", before)
    return aims or "sẽ " in before or "dự kiến" in before
