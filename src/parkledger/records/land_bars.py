"""A zone's land as one bar: let, approved, still to let, infrastructure, green, and what is not said to be for anything."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.figures import Figure
from parkledger.language import Text

WIDTH: Final = 1000
"""Units across the whole bar."""
PARTS: Final = ("land.leased", "land.approved", "land.available", "land.infrastructure", "land.green")
OTHER: Final = Text("đất khác, chưa ghi mục đích", "other land, purpose not recorded")


@dataclass(frozen=True, slots=True)
class LandPart:
    """A part of the bar: hectares, and from where to where it is drawn."""

    code: str
    name: Text
    area_ha: Fraction
    start: int
    width: int
    share: Fraction
    demo: bool
    """Whether demonstration data are in its share, and in the area where that is what the others leave."""
    figure: Figure | None = None

    @property
    def look(self) -> str:
        """The class that it is drawn with."""
        return self.code.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class LandBar:
    """The bar, of the natural area where there is one, else of the planned area."""

    whole: Figure
    parts: tuple[LandPart, ...]


def land_bar(figures: dict[str, Figure]) -> LandBar | None:
    """The bar of a zone; None where its area, or every use of it, was never recorded."""
    natural, planned = figures["land.natural"], figures["land.planned"]
    whole = natural if natural.value else planned
    shown = [(code, figures[code]) for code in PARTS]
    known = [(code, figure, figure.value) for code, figure in shown if figure.value is not None and figure.value > 0]
    if not whole.value or not known:
        return None
    areas = [(code, figure.indicator.name, area, figure) for code, figure, area in known]
    total = max(whole.value, sum((area for *_, area in known), Fraction(0)))
    rest = total - sum((area for *_, area in known), Fraction(0))
    found: list[LandPart] = []
    done = Fraction(0)
    for code, name, area, figure in [*areas, *([("land.other", OTHER, rest, None)] if rest > 0 else [])]:
        start, end = done * WIDTH // total, (done + area) * WIDTH // total
        found.append(
            LandPart(
                code=code,
                name=name,
                area_ha=area,
                start=int(start),
                width=int(end - start),
                share=area / total * 100,
                demo=whole.demo or (figure.demo if figure else any(each.demo for *_, each in areas)),
                figure=figure,
            )
        )
        done += area
    return LandBar(whole, tuple(found))
