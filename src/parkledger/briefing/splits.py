"""A figure split: by the parts of its place, its zones, its origins of capital, its months or quarters, by country, by sector.

The rows of a split have no posting in common. Those of what adds up come to the whole, with the rest that is recorded of the
place itself, of no zone, of no origin, or of longer periods; of countries and sectors, with what is filed under no project.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Dimension, Figure, Figures, Form, Question, Rest, currency_of
from parkledger.language import ParkError, Period, Text, months_of, quarters_of, year_start
from parkledger.places import get, recorded_parts
from parkledger.records.dates import Dates
from parkledger.records.project_groups import members_of

MOST_FIGURES = 5000
"""Figures that one question may be split into."""


class By(StrEnum):
    """What a figure may be split by."""

    ZONE = "zone"
    PLACE = "place"
    MONTH = "month"
    QUARTER = "quarter"
    ORIGIN = "origin"
    COUNTRY = "country"
    SECTOR = "sector"


BY_PERIOD: Final = (By.MONTH, By.QUARTER)
"""Splits into the parts of a period."""


class TooManyFigures(ParkError):
    """More figures are asked for at once than are answered."""

    code = "too_many_figures"
    vi = "Câu hỏi gồm {count} số liệu, mỗi lần trả lời không quá {most}. Hãy chia nhỏ theo chỉ tiêu hoặc kỳ."
    en = "The request is for {count} figures, and at most {most} are answered at once. Split it by indicator or period."


RESTS: Final = MappingProxyType(
    {
        By.ZONE: Text("phần ghi chung, chưa tách theo khu, cụm", "not broken down by zone"),
        By.PLACE: Text("phần ghi chung, chưa tách theo địa bàn", "not broken down by place"),
        By.ORIGIN: Text("phần ghi chung, chưa tách theo nguồn vốn", "not broken down by origin of capital"),
        By.MONTH: Text("phần ghi chung, chưa tách theo tháng", "not broken down by month"),
        By.QUARTER: Text("phần ghi chung, chưa tách theo quý", "not broken down by quarter"),
    }
)
"""What the rest is called of a split whose rows need not come to the whole."""
WITHHELD: Final = Text(
    "phần ghi chung, chưa tách theo khu, cụm, hoặc của khu, cụm không công khai",
    "not broken down by zone, or of zones that are not public",
)
"""What it is called where zones are withheld from whoever asks."""
JOINT_PROJECTS: Final = Text(
    "Dự án liên doanh có ghi tỷ lệ góp vốn: vốn và đất chia theo tỷ lệ, số dự án tính cho nước góp nhiều nhất; "
    "liên doanh chưa ghi tỷ lệ thành một nhóm riêng; dự án chỉ ghi một nước tính cả cho nước đó.",
    "A joint project with shares on record is divided by them, and counted with the country that has the largest; one without "
    "shares is a group of its own; one of which a single country is on record is wholly of that.",
)
"""How projects of several countries stand in a split by country."""


def split_figures(
    bases: Sequence[Question], by: By | None, books: Figures, require: Callable[[int], None] = lambda _count: None
) -> list[Figure]:
    """The figures that questions are split into, each with the rest that its whole has beside them, where it has any.

    `require` refuses more rows than whoever asks is answered at once.
    """
    rows = [split(base, by, books) for base in bases]
    wholes = [_whole(base, by) for base in bases]
    parts = [[] if by is None or whole is None else split(whole, by, books) for whole in wholes]
    asked = [question for some in (*rows, *parts) for question in some] + [whole for whole in wholes if whole]
    require(sum(map(len, rows)))
    answers = dict(zip(asked, books.answer(asked), strict=True))
    found = []
    for shown, whole, some in zip(rows, wholes, parts, strict=True):
        found += [answers[question] for question in shown]
        if by is not None and whole is not None and (rest := _rest(answers[whole], [answers[one] for one in some], by)):
            found.append(rest)
    return found


def rest_of(base: Question, by: By, books: Figures) -> Figure | None:
    """What the whole of a split has beside its rows; None where they come to it, or where nothing is added up."""
    whole = _whole(base, by)
    if whole is None:
        return None
    found, *parts = books.answer([whole, *split(whole, by, books)])
    return _rest(found, parts, by)


def _whole(base: Question, by: By | None) -> Question | None:
    """What the rows of a split should come to, money in one currency for all; None where they need not."""
    definition = base.definition
    is_added = base.form is Form.VALUE and definition.unit in ADDED_UP and not definition.is_tariff
    if by not in RESTS or not is_added or (by in BY_PERIOD and not base.is_flow):
        return None
    return replace(base, currency=currency_of(base)) if definition.unit == "money" else base


def _rest(whole: Figure, parts: Sequence[Figure], by: By) -> Figure | None:
    if whole.value is None:
        return None
    known = [part.value for part in parts if part.value is not None]
    left = whole.value - sum(known, Fraction(0))
    if left < 0 <= min([whole.value, *known]):
        return None  # a row counts what the whole does not: a zone by its own book, which another's report of the place replaced
    name = WITHHELD if by is By.ZONE and hiding(PublicKind.ZONES) else RESTS[by]
    return replace(whole, value=left, terms=(), rest=Rest(by.value, name)) if left else None


def split(base: Question, by: By | None, books: Figures) -> list[Question]:
    """A question split; itself where it is not. Raises TooManyFigures."""
    found = list(_split(base, by, books))
    require_answerable(len(found))
    return found


def require_answerable(count: int) -> None:
    """Refuse more figures than are answered at once: TooManyFigures."""
    if count > MOST_FIGURES:
        raise TooManyFigures(count=count, most=MOST_FIGURES)


def _split(base: Question, by: By | None, books: Figures) -> Iterable[Question]:
    if by is None:
        return [base]
    if by is By.PLACE:
        day = base.boundaries or base.end
        return [replace(base, place=part.code) for part in recorded_parts(get(base.place), day, books.places())]
    if by is By.ZONE:
        zones = [base.zone] if base.zone else books.zones_of(base)
        return [replace(base, zone=zone, kind=ZoneKind(books.zone(zone)["kind"])) for zone in zones]
    if by is By.ORIGIN:
        return [replace(base, origin=origin) for origin in Origin]
    if by in BY_PERIOD:
        return _periods(base, by)
    return by_member(base, Dimension(by.value), books)


def _periods(base: Question, by: By) -> list[Question]:
    """A flow of each month or quarter of its period; what is held at the end of each."""
    period = Period(base.start or year_start(base.end), base.end)
    parts = months_of(period) if by is By.MONTH else quarters_of(period)
    return [replace(base, start=part.start if base.is_flow else None, end=part.end) for part in parts]


def by_member(base: Question, dimension: Dimension, books: Figures) -> list[Question]:
    """A question of each country or sector that has anything of it; none where nothing is recorded of any."""
    members = members_of(dimension, Dates(base.end, base.known_at))
    asked = [replace(base, member=member) for member in members]
    found = zip(asked, books.answer(asked), strict=True)
    return [question for question, figure in found if figure.value is not None]
