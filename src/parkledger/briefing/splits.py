"""A figure split: by the parts of its place, its zones, its origins of capital, its months or quarters, by country, by sector.

The rows of a split have no posting in common. Those of parts, countries and sectors come to the whole, with what is recorded
of the place itself, or filed under no project.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Dimension, Figures, Question
from parkledger.language import ParkError, Period, months_of, quarters_of, year_start
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


class TooManyFigures(ParkError):
    """More figures are asked for at once than are answered."""

    code = "too_many_figures"
    vi = "Câu hỏi gồm {count} số liệu, mỗi lần trả lời không quá {most}. Hãy chia nhỏ theo chỉ tiêu hoặc kỳ."
    en = "The request is for {count} figures, and at most {most} are answered at once. Split it by indicator or period."


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
    if by in (By.MONTH, By.QUARTER):
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
