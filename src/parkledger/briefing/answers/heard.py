"""What was understood of a question, and which of its words were not: an answer never passes over a name in silence."""

import re
from collections.abc import Iterable
from functools import lru_cache

from parkledger.briefing.answers.english import COUNTED, KINDS, METRICS, MONTHS, NUMBERS, ORIGINS, QUARTERS
from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.language import Lang, ParkError, Text, fold, format_date, parse_date
from parkledger.places.table import table
from parkledger.reading import Statement

WORD = re.compile(r"[^\s,;.\"“”'‘’()?!:]+(?:[/.-][^\s,;.\"“”'‘’()?!:]+)*")
_VIETNAMESE = """bao nhiêu mấy như thế nào là có được đạt hết đến từ tới cho vào và với theo các những của trong tại ở trên
địa bàn hiện nay hiện tại cuối đầu kim ngạch quy mô tổng số mức giá trị khu cụm kinh tế công nghiệp kcn ccn kkt tỉnh thành phố
huyện thị xã tháng năm quý ngày kỳ tính qua đã đang còn lại trống chưa thể sẽ một mỗi toàn bộ cả nước fdi ddi usd vnd đồng tỷ
triệu ha việt nam grdp pci vốn đất lấp đầy tỷ lệ sạch dự án doanh nghiệp người làm việc nước ngoài hạng xếp"""
_ENGLISH = """the a an of in on at by for to as is are was were be been what which how many much did do does has have had there
that and with from since until over during its their all total number rate value province provincial first half months month
quarter year date far so this please show give me tell q1 q2 q3 q4 end beginning start industrial vietnam viet nam increase
growth current currently now today"""
SPOKEN = frozenset({*fold(_VIETNAMESE).split(), *_ENGLISH.split()})
"""Words that a question may have beside names, dates and what it asks."""


def understood(statement: Statement) -> Text:
    """What the question was taken to ask: the indicator, of which zones, where, when."""
    indicator = INDICATORS.get(statement.indicator)
    name = _capital(indicator.name) if indicator else Text(statement.indicator, statement.indicator)
    kind = ZoneKind(statement.kind) if statement.kind in set(ZoneKind) else None
    place = statement.place or ""
    vi = [
        name.vi,
        official_title(kind, statement.zone)
        if kind and statement.zone
        else statement.zone or (kind.short if kind else ""),
    ]
    en = [
        name.en,
        f"{statement.zone} {kind.label.en}"
        if kind and statement.zone
        else statement.zone or (kind.label.en if kind else ""),
    ]
    when = [_day(statement, lang) for lang in (Lang.VI, Lang.EN)]
    return Text(
        ", ".join(part for part in (*vi, place, when[0]) if part),
        ", ".join(part for part in (*en, place, when[1]) if part),
    )


def _capital(name: Text) -> Text:
    return Text(name.vi[:1].upper() + name.vi[1:], name.en[:1].upper() + name.en[1:])


def _day(statement: Statement, lang: Lang) -> str:
    start, end = statement.period_start, statement.period_end
    if end is None:
        return ""
    last = format_date(end, lang)
    return f"{format_date(start, lang)} – {last}" if start else last


def unheard(typed: str, form: str, zones: Iterable[str]) -> tuple[str, ...]:
    """The words of a question that none of its parts accounts for, side by side ones together; dates that are none."""
    words = WORD.findall(typed)
    names = _place_names() | {fold(name) for name in zones}
    found: list[list[str]] = []
    at, before = 0, False
    while at < len(words):
        length = _name_at(words, at, names) or 1 + (fold(" ".join(words[at : at + 2])) in PLAN)
        here = words[at : at + length]
        strange = fold(" ".join(here)) not in names and _is_strange(" ".join(here), form, first=at == 0)
        if strange and before:
            found[-1] += here
        elif strange:
            found.append(here)
        at, before = at + length, strange
    return tuple(" ".join(each) for each in found)


def _name_at(words: list[str], at: int, names: frozenset[str]) -> int:
    """How many words from one on are a name that is known."""
    lengths = range(min(LONGEST_NAME, len(words) - at), 0, -1)
    return next((length for length in lengths if fold(" ".join(words[at : at + length])) in names), 0)


def _is_strange(word: str, form: str, *, first: bool) -> bool:
    folded = fold(word)
    if folded in PLAN:
        return form != "plan_ratio"
    named = word[:1].isupper() and not word.isupper() and not first and folded not in _ENGLISH_NAMES
    return (folded not in _vocabulary() or named) and not _is_time(word)


LONGEST_NAME = 6
PLAN = frozenset({"ke hoach", "plan", "target"})
"""What is planned is another figure than what came about."""


def _is_time(word: str) -> bool:
    """Whether a word is a number that can be a day, a month, a quarter or a year."""
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?|[IVX]+|(?:19|20)\d\d", word):
        return True
    if match := re.fullmatch(r"(\d{1,2}|[IVX]+)/((?:19|20)\d\d)", word):
        return not match[1].isdigit() or 1 <= int(match[1]) <= 12
    try:
        parse_date(word)
    except ParkError:
        return False
    return True


_ENGLISH_NAMES = frozenset({*MONTHS, *(month[:3] for month in MONTHS)})


@lru_cache(maxsize=1)
def _place_names() -> frozenset[str]:
    names = {name for place in table().values() for name in (place.name, place.english, *place.aliases)}
    return frozenset(fold(name) for name in names if name)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Every single word that a question may have: those of the indicators, and those of both languages' tables."""
    patterns = " ".join(pattern for pattern, _ in (*METRICS, *COUNTED, *KINDS, *ORIGINS))
    words = set(re.findall(r"[a-z]+", patterns))
    for indicator in INDICATORS.values():
        words |= set(re.findall(r"[a-z0-9]+", fold(f"{indicator.name.vi} {indicator.name.en}")))
    return frozenset({*words, *(word + "s" for word in words), *SPOKEN, *MONTHS, *_ENGLISH_NAMES, *NUMBERS, *QUARTERS})
