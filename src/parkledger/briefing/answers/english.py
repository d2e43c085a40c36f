"""A question asked in English, put into the Vietnamese that the reader reads: its parts are found one by one.

What is asked (occupancy, exports …), of which zones, where, and when are each a phrase of their own, so that their order
does not matter; what is none of them is left out here and told by `asking_heard`.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from parkledger.language import fold
from parkledger.language.dates import MONTH_NAMES
from parkledger.places import provinces

METRICS = (
    (r"occupancy(?: rates?)?|occupied|fill rate", "tỷ lệ lấp đầy {of}"),
    (r"foreign (?:workers|employees|labour|labor|experts)", "lao động nước ngoài {of}"),
    (r"average (?:income|wages?|salary)|(?:income|wages?) per worker", "thu nhập bình quân của lao động {of}"),
    (r"workers|employees|labour|labor|workforce|jobs|employment|people (?:employed|working)", "số lao động {of}"),
    (r"export(?:s|ed| value| turnover)?", "giá trị xuất khẩu {of}"),
    (r"import(?:s|ed| value| turnover)?", "giá trị nhập khẩu {of}"),
    (r"revenues?|turnover|sales", "doanh thu {of}"),
    (r"(?:industrial )?production(?: value)?|industrial output|output", "giá trị sản xuất công nghiệp {of}"),
    (r"(?:state )?budget(?: contributions?| payments?| revenue)?|tax(?:es)? paid", "nộp ngân sách {of}"),
    (r"(?:implemented|disbursed|realised|realized) (?:capital|investment)", "vốn thực hiện {of}"),
    (r"(?:registered|total) capital|capital in force", "vốn đăng ký của các dự án {origin} còn hiệu lực {of}"),
    (
        r"(?:capital|investment|fdi) (?:was )?attracted|attracted(?: capital| investment)?|investment|capital",
        "tổng vốn đầu tư {origin} thu hút {of}",
    ),
    (
        r"new(?:ly)? (?:licensed |registered |granted )?(?:fdi |foreign |domestic )?projects|projects newly (?:licensed|granted)",
        "số dự án {origin} cấp mới {of}",
    ),
    (r"operating projects|projects in (?:production|operation)", "số dự án đang hoạt động {of}"),
    (r"projects(?: in force)?", "số dự án {origin} còn hiệu lực {of}"),
    (
        r"(?:available|vacant|free|unlet|remaining) (?:industrial )?land|land (?:available|still to let|to let|left)",
        "diện tích đất còn cho thuê được {of}",
    ),
    (r"leased (?:industrial )?land|land leased|leased area", "diện tích đất công nghiệp đã cho thuê {of}"),
    (r"gross regional domestic product|grdp size|size of grdp|grdp", "quy mô GRDP {place}"),
)
"""What is asked, in English, and the beginning of the sentence that asks it."""
COUNTED = (
    (r"operating|in operation|active", "đang hoạt động"),
    (r"established|set up", "đã thành lập"),
    (r"planned|in the plan", "được quy hoạch"),
)
"""How zones are counted; established ones where nothing is said of it."""
KINDS = (
    (r"(?:industrial )?clusters?|ics?", "CCN"),
    (r"economic zones?", "KKT"),
    (r"(?:industrial |export processing )?(?:parks?|zones?)|ips?|izs?", "KCN"),
)
ORIGINS = ((r"fdi|foreign(?:-invested)?", "FDI"), (r"ddi|domestic", "trong nước"))
MONTHS = tuple(month.lower() for month in MONTH_NAMES)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
QUARTERS = {"1": "I", "2": "II", "3": "III", "4": "IV", "first": "I", "second": "II", "third": "III", "fourth": "IV"}
COUNT = r"\b(?:how many|number of)\b"


def in_vietnamese(typed: str, zones: Iterable[str]) -> str | None:
    """The question as a Vietnamese sentence begins it; None where no English words say what is asked."""
    text = plainly(typed)
    of_month, when = _period(text)
    rest = of_month.sub(" ", text) if of_month else text
    zone = _named(rest, zones)
    place = _named(rest, provinces_known())
    kind = _first(rest, KINDS)
    of = f"{kind or 'KCN'} {zone}" if zone else f"của các {kind} {place}" if kind else f"của {place}" if place else ""
    asked = _asked(rest, kind)
    if asked is None or not (of or when):
        return None
    said = asked.format(of=of, origin=_first(rest, ORIGINS), place=place)
    return " ".join(f"{said} {when}".split())


def plainly(text: str) -> str:
    """Words in small letters without diacritics, with no other marks between them than those of dates."""
    return re.sub(r"[^a-z0-9/]+", " ", fold(text).replace("-", " ")).strip()


def _asked(text: str, kind: str) -> str | None:
    """What is asked, as the beginning of a sentence: what stands first is asked, where several are named."""
    if kind and re.search(COUNT + r" (?:\w+ )?(?:" + "|".join(words for words, _ in KINDS) + r")\b", text):
        return f"số {kind} {_first(text, COUNTED) or 'đã thành lập'} ở {{place}}"
    for words, said in METRICS:
        if re.search(rf"\b(?:{words})\b", text):
            return said
    return None


def _first(text: str, table: Iterable[tuple[str, str]]) -> str:
    return next((said for words, said in table if re.search(rf"\b(?:{words})\b", text)), "")


def _named(text: str, names: Iterable[str]) -> str:
    """The longest name that stands in a text."""
    return max((name for name in names if f" {plainly(name)} " in f" {text} "), key=len, default="")


@lru_cache(maxsize=1)
def provinces_known() -> tuple[str, ...]:
    """The provinces before and since they were merged."""
    return tuple({place.name for day in (date(2023, 8, 22), date(2025, 8, 1)) for place in provinces(day)})


_MONTH = rf"(?P<month>{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)})"
_ON = r"(?:as of |as at |on |by |at |until |to )?(?:the )?"
_IN = r"(?:in |over |for |during |at the end of )?(?:the )?"
_OF = r"(?: of| in)?(?: the year)? (?P<year>\d{4})"
_PERIODS = (
    rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH} (?P<year>\d{{4}})",
    rf"{_ON}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<year>\d{{4}})",
    rf"{_ON}(?P<year>\d{{4}}) (?P<number>\d{{2}}) (?P<day>\d{{2}})",
    rf"{_IN}(?:first )?(?P<months>\d{{1,2}}|{'|'.join(NUMBERS)}) months{_OF}",
    rf"{_IN}(?P<half>first) half{_OF}",
    rf"{_IN}(?:q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth) quarter){_OF}",
    rf"{_IN}{_MONTH}{_OF}",
    r"(?P<since>since the (?:beginning|start) of the year|year to date|so far this year)",
    rf"{_IN}(?:year )?(?P<year>\d{{4}})",
)
_ALL_PERIODS = tuple(re.compile(rf"\b{words}\b") for words in _PERIODS)


def _period(text: str) -> tuple[re.Pattern[str] | None, str]:
    """The phrase of time in a text, and what it is in Vietnamese."""
    for pattern in _ALL_PERIODS:
        if match := pattern.search(text):
            return pattern, _said({name: value for name, value in match.groupdict().items() if value})
    return None, ""


def _said(found: dict[str, str]) -> str:
    year, month = found.get("year", ""), found.get("month", "")
    number = found.get("number") or str(1 + [name[:3] for name in MONTHS].index(month[:3]) if month else "")
    if "day" in found:
        return f"đến ngày {int(found['day'])}/{int(number)}/{year}"
    if "months" in found:
        count = found["months"]
        return f"{count if count.isdigit() else NUMBERS.index(count) + 1} tháng đầu năm {year}"
    if "half" in found:
        return f"6 tháng đầu năm {year}"
    if quarter := found.get("q") or found.get("quarter"):
        return f"quý {QUARTERS[quarter]}/{year}"
    if "since" in found:
        return "từ đầu năm đến nay"
    return f"tháng {number}/{year}" if number else f"năm {year}"
