"""A question typed into the search box, answered with a figure: it is read as if it were a published sentence.

The reader finds what a sentence says of a number. So the question is completed with a number of each kind there is
("… đạt 50%", "… là 50 ha"), and what the reader makes of it tells the indicator, the place, the period. A completion
counts only where the question's own words led to the indicator, not the number's unit alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from parkledger.briefing import written
from parkledger.briefing.answers.english import in_vietnamese
from parkledger.briefing.answers.heard import understood, unheard
from parkledger.catalogue import INDICATORS
from parkledger.checking.question_plans import plan
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Lang, Text, fold
from parkledger.places import COUNTRY_CODE, provinces
from parkledger.reading import Statement, read
from parkledger.records.dates import Dates

LONGEST = 200
"""Characters of a question that are read."""
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Completion:
    """How a question is made a sentence: with a number of a kind, whose unit may stand in the question itself."""

    tail: str
    words: tuple[str, ...] = ()


COMPLETIONS = (
    Completion("đạt 50%", ("tang truong", "toc do", "ty le", "phan tram", "so voi")),
    Completion("là 50 ha", ("ha", "dien tich", "dat", "mat bang")),
    Completion("đạt 50 triệu USD", ("von", "usd", "xuat khau", "nhap khau")),
    Completion("đạt 50 tỷ đồng", ("von", "ty dong", "gia tri", "doanh thu", "ngan sach", "quy mo")),
    Completion("là 50 dự án", ("du an",)),
    Completion("là 50 lao động", ("lao dong", "cong nhan", "viec lam")),
    Completion("là 50 khu", ("so khu", "so kcn", "bao nhieu kcn", "bao nhieu khu", "may kcn", "may khu")),
    Completion("là 50 cụm", ("so cum", "so ccn", "bao nhieu ccn", "bao nhieu cum", "may ccn", "may cum")),
)
INTERROGATIVES = re.compile(
    r"\b(?:bao nhiêu|là bao nhiêu|có bao nhiêu|mấy|như thế nào|thế nào|hiện nay|how many|how much|what is|the)\b|[?？]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question with the figures that answer it: the ordinary way of counting first, others after it."""

    statement: Statement | None
    figures: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    problem: Text | None = None
    understood: Text | None = None
    unheard: tuple[str, ...] = ()


def answers(typed: str, books: Figures, dates: Dates, zones: tuple[str, ...]) -> tuple[QuestionAnswer, ...]:
    """The answers to what was typed; where parks and clusters are counted differently and neither is named, both."""
    english = in_vietnamese(typed[:LONGEST], zones)
    text = english or typed[:LONGEST]
    found = answer(text, books, dates, zones)
    every: tuple[QuestionAnswer, ...] = () if found is None else (found,)
    if found is None and not KINDS_NAMED.search(fold(text)):
        both = (answer(f"{text} của các {kind}", books, dates, zones) for kind in ("KCN", "CCN"))
        every = tuple(each for each in both if each is not None and each.figures)
    if not every and english is None and _is_of_a_period(typed[:LONGEST], zones):
        named = accented(text, zones) if text.isascii() else text
        headlines = (answer(f"{asked} {named}", books, dates, zones) for asked in HEADLINES)
        every = tuple(each for each in headlines if each is not None)
    return tuple(_told(each, typed[:LONGEST], zones) for each in every) or _in_part(typed[:LONGEST], english, zones)


HEADLINES = ("tổng vốn đầu tư thu hút vào", "giá trị xuất khẩu của", "tỷ lệ lấp đầy")
"""What is told of the zones of a place in a period where nothing else is asked."""


def _is_of_a_period(typed: str, zones: tuple[str, ...]) -> bool:
    """Whether a kind of zone and a period are named, with nothing that is not understood: KCN Bắc Giang 8 tháng năm 2023."""
    folded = fold(typed)
    timed = re.search(r"\b(?:thang|quy|nam) (?:dau |nam )?[0-9ivx]+(?:/[0-9]{4})?\b", folded)
    return bool(KINDS_NAMED.match(folded) and timed and not unheard(typed, "value", zones))


def _told(found: QuestionAnswer, typed: str, zones: tuple[str, ...]) -> QuestionAnswer:
    """An answer with what was understood and what was not; none where a name may be among that and no place is known."""
    said = found.statement
    if said is None:
        return found
    left = unheard(typed, said.form, zones)
    told = replace(found, understood=understood(said), unheard=left)
    return told if said.place or said.zone or not left else replace(told, figures=(), others=(), problem=NOT_ALL_HEARD)


def _in_part(typed: str, english: str | None, zones: tuple[str, ...]) -> tuple[QuestionAnswer, ...]:
    """A question of which only what is asked was understood, and not of what: it is said so."""
    left = unheard(typed, "value", zones)
    folded = f" {fold(english or typed)} "
    asked = [indicator.name for indicator in INDICATORS.values() if f" {fold(indicator.name.vi)} " in folded]
    if not left or not asked:
        return ()
    return (
        QuestionAnswer(None, problem=NOT_ALL_HEARD, understood=max(asked, key=lambda name: len(name.vi)), unheard=left),
    )


NOT_ALL_HEARD = Text(
    "có từ chưa hiểu, nên không rõ hỏi về đâu", "some words were not understood, so it is not clear of what"
)


KINDS_NAMED = re.compile(r"\b(?:kcn|ccn|khu|cum|park|cluster)s?\b")


def interval_of(figure: Figure) -> tuple[Fraction, Fraction] | None:
    """What a figure may stand for once it is written: the reader's own interval of the words; None where it has none."""
    if figure.value is None:
        return None
    page = read(f"Số liệu là {written(figure, Lang.VI)}.")
    if not page.quantities:
        return None
    read_back = page.quantities[-1]
    return None if read_back.low is None or read_back.high is None else (read_back.low, read_back.high)


def answer(typed: str, books: Figures, dates: Dates, zones: tuple[str, ...]) -> QuestionAnswer | None:
    """The answer to what was typed; None where no question of a figure is found in it."""
    text = _sentence(typed, zones)
    if len(text.split()) < LEAST_WORDS:
        return None
    said = _understood(text, fold(typed), dates.on, zones)
    if said is None:
        return None
    if said.zone is not None and fold(said.zone) not in {fold(name) for name in zones}:
        return None
    said = _in_the_words(said, fold(text))
    planned = plan(said, books, dates.on, COUNTRY_CODE)
    if not planned.ways:
        return QuestionAnswer(said, problem=planned.problem) if said.place or said.zone else None
    ways = [tuple(replace(question, known_at=dates.known_at) for question in way.questions) for way in planned.ways]
    asked: list[Question] = [question for way in ways for question in way]
    found = dict(zip(asked, books.answer(asked), strict=True))
    first, *rest = [[found[question] for question in way] for way in ways]
    return QuestionAnswer(said, tuple(first), tuple(figure for way in rest for figure in way))


def _in_the_words(said: Statement, folded: str) -> Statement:
    """The statement with what its words say and published sentences seldom do; its currency only where one is named."""
    for words, read_as, meant in MEANT:
        if said.indicator in read_as and words.search(folded):
            said = said._replace(indicator=meant)
    named = re.search(r"\b(?:usd|do la|dong|vnd)\b", folded)
    return said if named or said.unit not in {"USD", "VND"} else said._replace(unit="money")


_LAND = frozenset({"land.leased", "land.established", "land.leasable", "land.industrial"})
MEANT = (
    (re.compile(r"con (?:lai )?(?:co the )?cho thue|con trong|chua cho thue|con lai"), _LAND, "land.available"),
    (re.compile(r"dat sach"), _LAND, "land.clean"),
    (re.compile(r"\b(?:gia|don gia|tien|phi) (?:cho )?thue"), _LAND | {"land.available"}, "fee.land_rent"),
    (re.compile(r"(?:lao dong|cong nhan|chuyen gia) nuoc ngoai"), frozenset({"labour.workers"}), "labour.foreign"),
    (
        re.compile(r"du an (?:dang hoat dong|da di vao|dang san xuat)"),
        frozenset({"zones.operating", "projects.in_force"}),
        "projects.operating",
    ),
)
"""Words of questions, the indicators that the reader takes them for, and the one that is meant."""


def _understood(text: str, typed: str, on: date, zones: tuple[str, ...]) -> Statement | None:
    """What the reader makes of the question, completed in the way that its own words ask for, or else in any way that
    states more than the number's unit."""
    folded = f" {typed} "
    asked = [one for one in COMPLETIONS if any(f" {word} " in folded for word in one.words)]
    by_unit: Statement | None = None
    for completion in (*asked, *(one for one in COMPLETIONS if one not in asked)):
        found = _statement(text, completion, on, zones)
        if found is None:
            continue
        if found.indicator not in _defaults(completion):
            return found if by_unit is None or completion in asked else by_unit
        if by_unit is None and completion in asked:
            by_unit = found
    return by_unit


def _statement(text: str, completion: Completion, on: date, zones: tuple[str, ...]) -> Statement | None:
    page = read(f"{text} {completion.tail}.", published=on, zones=zones)
    whole = [each for each in page.statements if each.end >= len(text)]
    return whole[-1] if whole else None


@lru_cache(maxsize=len(COMPLETIONS))
def _defaults(completion: Completion) -> frozenset[str]:
    """The indicators that a completion leads to by its unit alone."""
    on = date(2023, 8, 22)
    subjects = (
        "Khu công nghiệp tỉnh Bắc Giang",
        "Tỉnh Bắc Giang",
        "Cụm công nghiệp Bắc Giang năm 2023",
        "Số liệu của tỉnh",
        "KCN Đình Trám",
        "CCN Đồng Đình",
    )
    found = (_statement(subject, completion, on, ()) for subject in subjects)
    return frozenset(each.indicator for each in found if each is not None)


def _sentence(typed: str, zones: tuple[str, ...]) -> str:
    """The question as the beginning of a sentence, with its diacritics where it was typed without."""
    text = " ".join(INTERROGATIVES.sub(" ", typed[:LONGEST]).split())
    if text.isascii():
        text = accented(text, zones)
    return text[:1].upper() + text[1:]


def accented(text: str, zones: Iterable[str]) -> str:
    """Words typed without diacritics as they are written, where they name something that is known."""
    known = _phrases() | {fold(name): name for name in zones}
    words = text.split()
    found: list[str] = []
    index = 0
    while index < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - index), 0, -1):
            phrase = known.get(fold(" ".join(words[index : index + length])))
            if phrase is not None:
                found.append(phrase)
                index += length
                break
        else:
            found.append(words[index])
            index += 1
    return " ".join(found)


LONGEST_PHRASE = 8
SPOKEN = (
    "tỷ lệ lấp đầy",
    "khu công nghiệp",
    "cụm công nghiệp",
    "KCN",
    "CCN",
    "dự án",
    "còn hiệu lực",
    "vốn đăng ký",
    "vốn đầu tư",
    "thu hút",
    "lao động",
    "công nhân",
    "xuất khẩu",
    "nhập khẩu",
    "giá trị",
    "sản xuất công nghiệp",
    "doanh thu",
    "ngân sách",
    "diện tích",
    "đất",
    "đã cho thuê",
    "cho thuê",
    "giải phóng mặt bằng",
    "đang hoạt động",
    "đã thành lập",
    "thành lập",
    "quy hoạch",
    "cấp mới",
    "điều chỉnh",
    "tăng trưởng",
    "so với kế hoạch",
    "so với cùng kỳ",
    "tháng",
    "năm",
    "quý",
    "ngày",
    "đầu năm",
    "từ đầu năm",
    "đến nay",
    "cả nước",
    "tỉnh",
    "thành phố",
    "huyện",
    "thị xã",
    "nước ngoài",
    "trong nước",
    "nộp ngân sách",
    "thu nhập bình quân",
    "nước thải",
    "số",
    "tổng",
    "của",
    "các",
    "trong",
    "tại",
    "ở",
)
"""Words that questions are made of, as they are written."""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    """Phrases by themselves without diacritics: indicators, places, and the words of questions."""
    found = {fold(indicator.name.vi): indicator.name.vi.lower() for indicator in INDICATORS.values()}
    for day in (date(2023, 8, 22), date(2025, 8, 1)):
        found |= {fold(place.name): place.name for place in provinces(day)}
    return found | {fold(words): words for words in SPOKEN}


def zone_names(books: Figures) -> tuple[str, ...]:
    """The names of all zones on record, for the reader to know them by."""
    return tuple(sorted({zone["name"] for zone in books.zones.values()}))
