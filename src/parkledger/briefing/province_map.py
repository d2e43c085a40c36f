"""The provinces of a day by one indicator: what each has, in which class it falls, and how they are listed.

The classes of the map are made for the values that there are: about as many provinces in each, and the numbers between
them as round as the values allow. Occupancy keeps the limits that zones are coloured by.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from parkledger.briefing.comparison.tables import ComparisonRequest, asked_of
from parkledger.briefing.figure.indicators import values_of
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import dated_title, figure_title
from parkledger.geography.borders import is_drawn
from parkledger.geography.zone_map import OCCUPANCY, OCCUPANCY_FROM
from parkledger.language import Lang, Text, format_date
from parkledger.places import Place, provinces
from parkledger.records.cells import figure_cell
from parkledger.records.dates import Dates
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

MOST_CLASSES: Final = 4
"""As many as the map has colours that are told apart in both themes."""
COLOURS: Final = {1: (2,), 2: (1, 3), 3: (1, 2, 3), 4: (0, 1, 2, 3)}
"""Which colours so many classes have, the paler for less."""
UNKNOWN: Final = -1
WINDOW: Final = 6
"""A limit may stand off its place by a sixth of a class's provinces, where it is rounder there."""


@dataclass(frozen=True, slots=True)
class ProvinceClass:
    """A class of values: its colour, from which value and below which; None where nothing bounds it."""

    colour: int
    start: Fraction | None
    end: Fraction | None


@dataclass(frozen=True, slots=True)
class MapProvince:
    """A province with its figure, None where nothing of it is on record, and the number of its colour."""

    place: Place
    figure: Figure | None
    colour: int
    is_drawn: bool

    @property
    def is_known(self) -> bool:
        """Whether its figure has a value."""
        return self.figure is not None and self.figure.value is not None


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """The provinces of a day by an indicator, those with a value first, from the largest; `country` is all of them."""

    asked: ComparisonRequest
    country: Figure | None
    provinces: tuple[MapProvince, ...]
    classes: tuple[ProvinceClass, ...]

    @property
    def known(self) -> int:
        """How many provinces have a value."""
        return sum(each.is_known for each in self.provinces)

    @property
    def undrawn(self) -> list[MapProvince]:
        """The provinces whose borders of that day are not on the map."""
        return [each for each in self.provinces if not each.is_drawn]

    def title(self, dates: Dates, lang: Lang) -> str:
        """What the map shows, with its period."""
        return dated_title(self.country, dates.on, lang) if self.country is not None else ""


def province_map(books: Figures, key: str, kind: ZoneKind | None, dates: Dates) -> ProvinceMap:
    """The map of an indicator by the key that addresses name it by; occupancy of parks where nothing is chosen."""
    asked = asked_of([key], (), otherwise=(OCCUPANCY,))[0]
    kinds = asked.definition.kinds
    own = kind if kind is not None and (not kinds or kind in kinds) else (kinds[0] if kinds else None)
    asked = ComparisonRequest(asked.definition, asked.origin, asked.kind or own)
    country, figures = values_of(books, asked.definition, dates, asked.kind, asked.origin)
    by_place = {figure.question.place: figure for figure in figures}
    values = [figure.value for figure in figures if figure.value is not None]
    starts = [Fraction(each) for each in OCCUPANCY_FROM[1:]] if asked.definition.code == OCCUPANCY else limits(values)
    classes = classes_of(values, starts)
    found = [_province(place, by_place.get(place.code), classes, dates) for place in provinces(dates.on)]
    found.sort(key=lambda each: (not each.is_known, -_value(each)))
    return ProvinceMap(asked, country, tuple(found), tuple(classes))


def _province(place: Place, figure: Figure | None, classes: Sequence[ProvinceClass], dates: Dates) -> MapProvince:
    value = None if figure is None else figure.value
    return MapProvince(
        place, figure, UNKNOWN if value is None else colour_of(value, classes), is_drawn(place, dates.on)
    )


def _value(province: MapProvince) -> Fraction:
    figure = province.figure
    return figure.value if figure is not None and figure.value is not None else Fraction(0)


# -- classes ---------------------------------------------------------------------------------------------------------


def classes_of(values: Sequence[Fraction], starts: Sequence[Fraction]) -> list[ProvinceClass]:
    """The classes between some limits that have values, each with its colour."""
    bounds: list[Fraction | None] = [None, *starts, None]
    held = [(start, end) for start, end in pairwise(bounds) if any(_is_between(each, start, end) for each in values)]
    return (
        [ProvinceClass(colour, *bound) for colour, bound in zip(COLOURS[len(held)], held, strict=True)] if held else []
    )


def colour_of(value: Fraction, classes: Sequence[ProvinceClass]) -> int:
    """The colour of a value."""
    return next(each.colour for each in classes if _is_between(value, each.start, each.end))


def _is_between(value: Fraction, start: Fraction | None, end: Fraction | None) -> bool:
    return (start is None or value >= start) and (end is None or value < end)


def limits(values: Sequence[Fraction]) -> list[Fraction]:
    """Round numbers that divide values into classes of about as many each; fewer where there are fewer different ones."""
    ordered = sorted(values)
    gaps = [at for at in range(1, len(ordered)) if ordered[at - 1] < ordered[at]]
    count = min(MOST_CLASSES, len(gaps) + 1)
    found: list[Fraction] = []
    for number in range(1, count):
        free = gaps[: len(gaps) - (count - 1 - number)]  # the others are left for the limits to come
        at = _gap_for(Fraction(number * len(ordered), count), free, ordered, Fraction(len(ordered), count * WINDOW))
        found.append(roundest(ordered[at - 1], ordered[at])[1])
        gaps = gaps[gaps.index(at) + 1 :]
    return found


def _gap_for(place: Fraction, gaps: Sequence[int], ordered: Sequence[Fraction], window: Fraction) -> int:
    """Of the gaps about a place the one with the roundest number in it; where there is none so near, the nearest."""
    near = [at for at in gaps if abs(at - place) <= window]
    if not near:
        return min(gaps, key=lambda at: abs(at - place))
    return max(near, key=lambda at: roundest(ordered[at - 1], ordered[at])[0])


def roundest(above: Fraction, until: Fraction) -> tuple[Fraction, Fraction]:
    """The roundest number that is more than one and not more than another, after how round it is: a multiple of 1, 2 or 5."""
    power = Fraction(1)
    while power <= max(abs(above), abs(until)):
        power *= 10
    while True:
        for step in (power, power / 2, power / 5):
            number = until // step * step
            if number > above:
                return step, number
        power /= 10


# -- the list --------------------------------------------------------------------------------------------------------

PROVINCES: Final = (
    Column("place.code", Text("Mã địa bàn", "Place code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("place", Text("Tỉnh, thành phố", "Province")),
    Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE),
    Column("formula.code", Text("Mã công thức", "Formula code"), ColumnType.CODE, place=ColumnPlace.FILE),
)
NO_DATA: Final = Text("chưa có số liệu", "no data")


def provinces_table(
    shown: ProvinceMap, controls: Mapping[str, str], picture: Callable[[int], str], dates: Dates, lang: Lang
) -> Table:
    """The provinces as the map shows them, each with the picture of its colour and what shows it on the map."""
    rows = [Row(_cells(each, controls.get(each.place.code, ""), picture, dates, lang)) for each in shown.provinces]
    title, caption, totals = Text("Các tỉnh trên bản đồ", "Provinces on the map"), "", []
    if shown.country is not None and shown.known:
        whole: Cells = {
            "place.code": shown.country.question.place,
            "place": Text("Các tỉnh có sổ, cộng cả nước", "All books, the whole country"),
            "value": figure_cell(shown.country, dates, lang),
            "formula.code": shown.country.formula,
        }
        totals = [Row(whole)]
        start = f"{format_date(shown.country.period_start, lang)} – " if shown.country.period_start else ""
        caption = f"{figure_title(shown.country, lang)}, {start}{format_date(shown.country.period_end, lang)}"
    return Table("provinces-on-map", title, PROVINCES, rows, lang, totals=totals, caption=caption)


def _cells(province: MapProvince, controls: str, picture: Callable[[int], str], dates: Dates, lang: Lang) -> Cells:
    place, figure = province.place, province.figure
    return {
        "place.code": place.code,
        "place": Cell(
            place.title(dates.on),
            address=reach("place", place.code, dates=dates),
            picture=picture(province.colour),
            controls=controls,
        ),
        "value": Cell(text=NO_DATA) if figure is None else figure_cell(figure, dates, lang),
        "formula.code": "" if figure is None else figure.formula,
    }
