"""Maps of reports: where the zones of a place lie, by boundary or by mark, drawn as SVG from what the books have.

Nothing is fetched and no outline stands beneath: the map shows only what is on record. Degrees are drawn as kilometres
of the middle latitude, which is off by far less than the width of a line across one province.
"""

import json
from collections.abc import Iterator, Sequence
from math import cos, radians
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from parkledger.briefing.reports.model import MapPicture, Paragraph, Part
from parkledger.briefing.reports.references import ReferenceScope
from parkledger.catalogue import ZoneKind, ZoneStage
from parkledger.geography.boundaries import Lying, boundaries_on
from parkledger.geography.models import BoundaryKind
from parkledger.geography.points import point_of
from parkledger.language import Lang, Text, capitalised, format_date
from parkledger.records.dates import Dates
from parkledger.records.histories import ZoneOn, zones_by_id
from parkledger.records.zone_holdings import STAGES, zones_hold

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT, _MARGIN, _FOOT = 640, 240, 720, 28, 46
"""Of the picture, in its own units."""
_KM_PER_DEGREE: Final = 111.32
_LEAST_KM: Final = 4.0
"""What a map shows at least, where all lies at one point."""
_SCALES: Final = (100, 50, 20, 10, 5, 2, 1)
"""Kilometres that the bar of the scale may be long."""
_OUTLINES: Final = {
    "operating": (Text("đang hoạt động", "operating"), "#1f5c8b", ""),
    "established": (Text("đã thành lập", "established"), "#9cc3e0", ""),
    "planned": (Text("trong quy hoạch", "planned"), "#ffffff", "4 3"),
}
"""How zones are drawn by how far they have come: what it is called, the fill, and the dashes of its outline."""
_CAPTION: Final = Text("Vị trí {what}", "Where {what} lie")
_CAPTION_OF_ONE: Final = Text("Vị trí {what}", "Where {what} lies")
_KINDS: Final = {
    ZoneKind.PARK: Text("các khu công nghiệp", "industrial parks"),
    ZoneKind.CLUSTER: Text("các cụm công nghiệp", "industrial clusters"),
    ZoneKind.ECONOMIC_ZONE: Text("các khu kinh tế", "economic zones"),
    None: Text("các khu, cụm công nghiệp", "industrial parks and clusters"),
}
_NONE: Final = Text(
    "Sổ chưa ghi vị trí của khu, cụm nào để vẽ bản đồ.", "The books have no position of any zone for a map."
)
_LACKING: Final = Text("Chưa có vị trí trong sổ: {names}.", "No position on record: {names}.")
_SOURCE: Final = Text("Nguồn: {sources}. Vị trí đến ngày {day}.", "Source: {sources}. Positions as of {day}.")
_OF_RECORD: Final = Text("vị trí ghi trong sổ", "positions on record")
_OF_FILE: Final = Text("ranh giới {file} (từ {day})", "boundaries {file} (since {day})")
_ASSUMED: Final = Text(
    "Ký hiệu rỗng, nét đứt: vị trí giả định, ranh giới minh họa, không phải số đo.",
    "Hollow marks and dashes: positions assumed and boundaries made up, not surveyed.",
)


class PlacedZone(NamedTuple):
    """A zone on a map: its number there, what it is, how far it has come, where it lies."""

    number: int
    zone: ZoneOn
    outline: str
    point: tuple[float, float]
    boundary: Lying | None

    @property
    def assumed(self) -> bool:
        """Whether where it lies was assumed, not surveyed."""
        return self.boundary.demo if self.boundary else self.zone.position_assumed

    @property
    def rings(self) -> list[list[tuple[float, float]]]:
        """The rings of its boundary in degrees."""
        if self.boundary is None:
            return []
        shape = json.loads(self.boundary.geometry)
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        return [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def map_parts(kind: ZoneKind | None, zones: Sequence[int], scope: ReferenceScope, lang: Lang) -> Iterator[Part]:
    """The map of some zones, in their order; that there is none where no zone has a position."""
    dates = Dates(scope.period.end, scope.known_at)
    known, held = zones_by_id(dates), zones_hold(dates, STAGES)
    boundaries = boundaries_on(dates.on, dates.known_at, BoundaryKind.ZONE)
    placed: list[PlacedZone] = []
    lacking: list[str] = []
    for one in zones:
        zone, stage = known.get(one), held[one].stage if one in held else ""
        if zone is None or not stage:
            continue
        lying = next(iter(boundaries.get(one, ())), None)
        point = lying.mark if lying else point_of(zone.longitude, zone.latitude)
        if point is None:
            lacking.append(zone.title)
        else:
            where = (float(point[0]), float(point[1]))
            placed.append(PlacedZone(len(placed) + 1, zone, _outline(stage), where, lying))
    if not placed:
        yield Paragraph(0, (_NONE.of(lang),))
        return
    if scope.zone is None:
        caption = _CAPTION.of(lang).format(what=_KINDS[kind].of(lang))
    else:
        caption = _CAPTION_OF_ONE.of(lang).format(what=placed[0].zone.title)
    legend = " ".join(_legend(placed, lang))
    closing = " ".join(filter(None, (_source(placed, dates, lang), _limits(placed, lacking, lang))))
    said = f"{caption}: {legend}"
    yield MapPicture(caption, _drawn(placed, said, lang), said, legend, closing)


def _outline(stage: str) -> str:
    if stage == ZoneStage.OPERATING.measure:
        return "operating"
    order = [one.measure for one in ZoneStage]
    return "established" if order.index(stage) >= order.index(ZoneStage.ESTABLISHED.measure) else "planned"


def _legend(placed: Sequence[PlacedZone], lang: Lang) -> Iterator[str]:
    """What the numbers stand for, by how far the zones have come."""
    for outline, (words, _, _) in _OUTLINES.items():
        named = "; ".join(f"({one.number}) {one.zone.title}" for one in placed if one.outline == outline)
        if named:
            yield f"{capitalised(words.of(lang))}: {named}."


def _source(placed: Sequence[PlacedZone], dates: Dates, lang: Lang) -> str:
    """The files of boundaries, and the books where a zone has none; as of the day."""
    files = dict.fromkeys(
        _OF_FILE.of(lang).format(file=one.boundary.file, day=format_date(one.boundary.valid_from, lang))
        for one in placed
        if one.boundary
    )
    books = [_OF_RECORD.of(lang)] if any(one.boundary is None for one in placed) else []
    return _SOURCE.of(lang).format(sources="; ".join([*files, *books]), day=format_date(dates.on, lang))


def _limits(placed: Sequence[PlacedZone], lacking: Sequence[str], lang: Lang) -> str:
    said = [_ASSUMED.of(lang)] if any(one.assumed for one in placed) else []
    return " ".join([*said, *([_LACKING.of(lang).format(names=", ".join(lacking))] if lacking else [])])


class _Frame:
    """Degrees as points of the picture."""

    def __init__(self, placed: Sequence[PlacedZone]) -> None:
        points = [point for one in placed for point in (one.point, *(each for ring in one.rings for each in ring))]
        west, east = (edge(x for x, _ in points) for edge in (min, max))
        south, north = (edge(y for _, y in points) for edge in (min, max))
        self._across = _KM_PER_DEGREE * cos(radians((south + north) / 2))
        wide = max((east - west) * self._across, _LEAST_KM)
        high = max((north - south) * _KM_PER_DEGREE, _LEAST_KM)
        room = _WIDTH - 2 * _MARGIN
        self.per_km = min(room / wide, (_MOST_HEIGHT - 2 * _MARGIN) / high)
        self.height = max(_LEAST_HEIGHT, round(high * self.per_km) + 2 * _MARGIN)
        self._middle = ((west + east) / 2, (south + north) / 2)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point of the earth is in the picture, to a tenth of its unit."""
        x = _WIDTH / 2 + (point[0] - self._middle[0]) * self._across * self.per_km
        y = self.height / 2 - (point[1] - self._middle[1]) * _KM_PER_DEGREE * self.per_km
        return round(x, 1), round(y, 1)


def _drawn(placed: Sequence[PlacedZone], said: str, lang: Lang) -> Element:
    """The map as SVG, an image to those who have it read.

    Boundaries come first, then marks, then their numbers, a scale and what the fills mean.
    """
    frame = _Frame(placed)
    height = frame.height + _FOOT
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "role": "img",
            "aria-label": said,
            "font-family": "Libertinus Serif, Times New Roman, serif",
            "font-size": "13",
            "fill": "#111111",
        },
    )
    SubElement(picture, "rect", {"width": str(_WIDTH), "height": str(height), "fill": "#ffffff"})
    SubElement(
        picture, "rect", {"width": str(_WIDTH), "height": str(frame.height), "fill": "#f7f7f3", "stroke": "#999999"}
    )
    for one in placed:
        _add_shape(picture, one, frame)
    taken: list[tuple[float, float]] = [frame.at(one.point) for one in placed]
    for one in placed:
        x, y = _room(frame.at(one.point), taken)
        taken.append((x, y - 4))
        SubElement(picture, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": "middle"}).text = str(one.number)
    _add_foot(picture, placed, frame, lang)
    return picture


def _add_shape(picture: Element, one: PlacedZone, frame: _Frame) -> None:
    """A zone: its boundary where there is one, and a mark, square for parks and round for clusters; hollow where assumed."""
    _, fill, dashes = _OUTLINES[one.outline]
    style = {"stroke": "#123a5a", "fill": "none" if one.assumed else fill}
    if one.assumed or dashes:
        style["stroke-dasharray"] = dashes or "2 2"
    for ring in one.rings:
        path = " ".join(f"{x},{y}" for x, y in map(frame.at, ring))
        SubElement(picture, "polygon", {"points": path, **style, "fill-opacity": "0.6"})
    x, y = frame.at(one.point)
    if one.zone.kind == ZoneKind.CLUSTER:
        SubElement(picture, "circle", {"cx": f"{x}", "cy": f"{y}", "r": "4", **style})
    else:
        SubElement(picture, "rect", {"x": f"{x - 4:.1f}", "y": f"{y - 4:.1f}", "width": "8", "height": "8", **style})


_AROUND: Final = ((0, -8), (11, 4), (-11, 4), (0, 17), (10, -6), (-10, -6), (10, 14), (-10, 14), (20, 4), (-20, 4))
"""Where the number of a mark may stand, the best first."""


def _room(mark: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where a number hides nothing that is drawn already; the place in which it hides least, where there is no such."""

    def crowded(shift: tuple[int, int]) -> int:
        x, y = mark[0] + shift[0], mark[1] + shift[1] - 4
        return sum(abs(x - other[0]) < 15 and abs(y - other[1]) < 10 for other in taken if other != mark)

    across, down = min(_AROUND, key=crowded)
    return mark[0] + across, mark[1] + down


def _add_foot(picture: Element, placed: Sequence[PlacedZone], frame: _Frame, lang: Lang) -> None:
    """A bar of so many kilometres, and what fills mean, of those that are drawn."""
    km = next((one for one in _SCALES if one * frame.per_km <= _WIDTH / 4), _SCALES[-1])
    y = frame.height + 18
    right = f"{_MARGIN + km * frame.per_km:.1f}"
    SubElement(
        picture,
        "line",
        {"x1": str(_MARGIN), "x2": right, "y1": str(y), "y2": str(y), "stroke": "#000000", "stroke-width": "3"},
    )
    SubElement(picture, "text", {"x": str(_MARGIN), "y": str(y + 18)}).text = f"{km} km"
    x = _WIDTH // 3
    for name, (words, fill, dashes) in _OUTLINES.items():
        if any(one.outline == name for one in placed):
            style = {"fill": fill, "stroke": "#123a5a", **({"stroke-dasharray": dashes} if dashes else {})}
            SubElement(picture, "rect", {"x": str(x), "y": str(y - 6), "width": "12", "height": "12", **style})
            SubElement(picture, "text", {"x": str(x + 18), "y": str(y + 5)}).text = words.of(lang)
            x += 150
