"""The small map of a zone's page, drawn by the server: the zone with its boundary, the outline of the country behind it,
and the nearest landmarks with how far they are. Nothing is fetched, and it reads without scripts."""

import json
from collections.abc import Sequence
from functools import cache
from math import cos, radians
from typing import Final, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from shapely import clip_by_rect
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from parkledger.geography.boundaries import Lying, boundaries_on
from parkledger.geography.models import BoundaryKind
from parkledger.language import Lang
from parkledger.promotion.landmarks import Distance
from parkledger.records.dates import Dates
from parkledger.records.histories import ZoneOn
from parkledger.statics import STATIC

WIDTH, HEIGHT, MARGIN = 480, 300, 46
"""Of the picture, in its own units."""
KM_PER_DEGREE: Final = 111.32
REACH_KM, LEAST_KM = 150, 20
"""Kilometres: landmarks farther than this are told in words alone; a map shows no less than this."""
BAR_KM: Final = (50, 20, 10, 5)
"""How long the bar of the scale may be."""
Point = tuple[float, float]


class Frame(NamedTuple):
    """Degrees as points of the picture: what stands in its middle, and how long a kilometre is."""

    middle: Point
    per_km: float

    @property
    def across(self) -> float:
        """Kilometres of a degree of longitude."""
        return KM_PER_DEGREE * cos(radians(self.middle[1]))

    def at(self, point: Point) -> Point:
        """Where a point of the earth is in the picture."""
        x = WIDTH / 2 + (point[0] - self.middle[0]) * self.across * self.per_km
        y = HEIGHT / 2 - (point[1] - self.middle[1]) * KM_PER_DEGREE * self.per_km
        return round(x, 1), round(y, 1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the picture."""
        wide, high = WIDTH / 2 / self.per_km / self.across, HEIGHT / 2 / self.per_km / KM_PER_DEGREE
        x, y = self.middle
        return x - wide, y - high, x + wide, y + high


def small_map(zone: ZoneOn, distances: Sequence[Distance], dates: Dates, lang: Lang) -> SafeString | None:
    """The map as SVG, hidden from those who hear the page, which tells the same beside it; None without a position."""
    if not zone.latitude or not zone.longitude:
        return None
    here = float(zone.longitude), float(zone.latitude)
    near = [each for each in distances if each.kilometres <= REACH_KM]
    frame = _frame([here, *(_point(each) for each in near)])
    lying = boundaries_on(dates.on, dates.known_at, BoundaryKind.ZONE, zone.id).get(zone.id, [])
    return format_html(
        '<svg class="small-map{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}{}{}{}</svg>',
        " assumed" if zone.position_assumed else "",
        WIDTH,
        HEIGHT,
        _polygons("ground", _outline(frame), frame),
        format_html_join("", "{}", ((_landmark(each, here, frame, lang),) for each in near)),
        _polygons("boundary", [ring for each in lying for ring in _rings(each)], frame),
        _zone(zone.title, frame.at(here)),
        _scale(frame),
    )


def _point(distance: Distance) -> Point:
    return float(distance.landmark.longitude), float(distance.landmark.latitude)


def _frame(points: Sequence[Point]) -> Frame:
    west, east = (edge(x for x, _ in points) for edge in (min, max))
    south, north = (edge(y for _, y in points) for edge in (min, max))
    frame = Frame(((west + east) / 2, (south + north) / 2), 1)
    wide = max((east - west) * frame.across, LEAST_KM)
    high = max((north - south) * KM_PER_DEGREE, LEAST_KM)
    return frame._replace(per_km=min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high))


@cache
def _country() -> BaseGeometry:
    drawn = json.loads((STATIC / "vendor" / "viet-nam.json").read_text(encoding="utf-8"))
    return shape(drawn["features"][0]["geometry"])


def _outline(frame: Frame) -> list[list[Point]]:
    """What of the country lies in the picture."""
    part = clip_by_rect(_country(), *frame.box)
    polygons = [each for each in getattr(part, "geoms", [part]) if each.geom_type == "Polygon" and not each.is_empty]
    return [[(x, y) for x, y, *_ in each.exterior.coords] for each in polygons]


def _rings(lying: Lying) -> list[list[Point]]:
    drawn = json.loads(lying.geometry)
    polygons = [drawn["coordinates"]] if drawn["type"] == "Polygon" else drawn["coordinates"]
    return [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _polygons(css: str, rings: Sequence[Sequence[Point]], frame: Frame) -> SafeString:
    drawn = ((css, " ".join(f"{x},{y}" for x, y in map(frame.at, ring))) for ring in rings)
    return format_html_join("", '<polygon class="{}" points="{}"></polygon>', drawn)


def _landmark(distance: Distance, here: Point, frame: Frame, lang: Lang) -> SafeString:
    """A landmark: a line to it, its mark, its name with how far it is, on the side where there is room."""
    x, y = frame.at(_point(distance))
    from_x, from_y = frame.at(here)
    on_left = x > WIDTH / 2
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}"></line><circle cx="{}" cy="{}" r="4"></circle>'
        '<text x="{}" y="{}" text-anchor="{}">{}, {} km</text>',
        *(from_x, from_y, x, y, x, y),
        *(x - 8 if on_left else x + 8, y - 8, "end" if on_left else "start"),
        *(distance.landmark.name.of(lang), distance.kilometres),
    )


def _zone(title: str, at: Point) -> SafeString:
    x, y = at
    side = "end" if x > WIDTH / 2 else "start"
    return format_html(
        '<circle class="here" cx="{}" cy="{}" r="7"></circle><text class="here" x="{}" y="{}" text-anchor="{}">{}</text>',
        *(x, y, x - 10 if side == "end" else x + 10, y + 18, side, title),
    )


def _scale(frame: Frame) -> SafeString:
    km = next((each for each in BAR_KM if each * frame.per_km <= WIDTH / 4), BAR_KM[-1])
    right = round(12 + km * frame.per_km, 1)
    return format_html(
        '<path class="bar" d="M12 {0}H{1}"></path><text x="12" y="{2}">{3} km</text>',
        HEIGHT - 10, right, HEIGHT - 16, km,
    )  # fmt: skip
