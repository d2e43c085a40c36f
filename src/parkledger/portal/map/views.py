"""The map of zones, and what it draws."""

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parkledger.catalogue import ZoneKind, ZoneStage
from parkledger.figures.current import current_figures
from parkledger.geography.boundaries import boundaries_on, state, zones_with
from parkledger.geography.models import BoundaryKind
from parkledger.geography.zone_map import (
    MapColouring,
    MapFilter,
    MapZone,
    chosen,
    map_table,
    provinces_of,
    zones_on_map,
)
from parkledger.language import Lang, NumberUnreadable, ParkError, parse_number
from parkledger.places import get
from parkledger.portal.map.background import as_text, background, show_link, swatch
from parkledger.portal.map.features import collection, zone_addresses
from parkledger.portal.shared.tags import vietnamese
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import ZoneNotThere, choice, zone_id
from parkledger.records.histories import zone_name
from parkledger.records.links import reach
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import PAGE, part_of
from parkledger.web.tables import table_page

kept_with_boundaries = functools.partial(kept, beside=state)

UNKNOWN = (-1, _("chưa có số liệu"))
CLASSES = {
    MapColouring.OCCUPANCY: (
        (0, _("dưới 30%")),
        (1, _("từ 30% đến dưới 60%")),
        (2, _("từ 60% đến dưới 90%")),
        (3, _("từ 90%")),
        UNKNOWN,
    ),
    MapColouring.AVAILABLE: (
        (0, _("dưới 10 ha")),
        (1, _("từ 10 đến dưới 50 ha")),
        (2, _("từ 50 đến dưới 100 ha")),
        (3, _("từ 100 ha")),
        UNKNOWN,
    ),
    MapColouring.STAGE: (
        (0, _("chưa thành lập")),
        (1, _("đã thành lập, chưa ghi nhận hoạt động")),
        (2, _("đang hoạt động")),
    ),
    MapColouring.KIND: tuple((number, kind.label) for number, kind in enumerate(ZoneKind)),
}
"""What each colour of a colouring says: its number and its words."""
SHOWN = "show"
"""Names in an address what the map's colours say."""
TEXT_MOST = 100
GEOJSON = "application/geo+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class MapLegend:
    """What is drawn on a map, each once: the classes of colour, kinds of positions, kinds of boundaries, and plots."""

    classes: Sequence[tuple[SafeString, Any]]
    is_recorded: bool
    is_assumed: bool
    has_boundaries: bool
    has_made_up_boundaries: bool
    has_plots: bool

    @classmethod
    def of(cls, zones: Iterable[MapZone], colouring: MapColouring, dates: Dates) -> Self:
        """The legend of the zones that lie somewhere, on a day as known at a moment."""
        drawn = [zone for zone in zones if zone.point is not None or zone.boundary is not None]
        numbers = {UNKNOWN[0] if (each := zone.class_in(colouring)) is None else each for zone in drawn}
        plots = zones_with(dates.on, dates.known_at, BoundaryKind.PLOT)
        made_up = {zone.boundary.demo for zone in drawn if zone.boundary is not None}
        return cls(
            [(swatch(number), words) for number, words in CLASSES[colouring] if number in numbers],
            is_recorded=any(not zone.assumed for zone in drawn),
            is_assumed=any(zone.assumed for zone in drawn),
            has_boundaries=False in made_up,
            has_made_up_boundaries=True in made_up,
            has_plots=any(zone.id in plots for zone in drawn),
        )


class AreaUnreadable(ParkError):
    """The least area asked for is no number of hectares."""

    code = "area_unreadable"
    vi = "Không đọc được diện tích «{text}». Hãy ghi số héc-ta, ví dụ 12,5."
    en = "The area “{text}” cannot be read. Write a number of hectares, such as 12.5."


class BoundaryNotThere(ParkError):
    """No boundary of a zone was in force on the page's day."""

    code = "boundary_not_there"
    status = 404
    vi = "Chưa có ranh giới của {zone} cho ngày của trang. Người quản trị cần nhập ranh giới trước."
    en = "There is no boundary of {zone} for the page's day. The administrator has to import it first."


@kept_with_boundaries
def zones_map(request: PageRequest) -> HttpResponse:
    """The map with its filter, its legend and the list of its zones."""
    dates = request.dates
    every = zones_on_map(dates.on, dates.known_at)
    wanted = wanted_by(request.GET, request.lang)
    found = chosen(every, wanted, dates.on)
    selected = _selected(request.GET, every)
    located = sum(1 for zone in found if zone.point is not None)
    colouring = choice(MapColouring, request.GET, SHOWN) or MapColouring.OCCUPANCY
    part = part_of(request, found, at=found.index(selected) if selected in found else 0)
    address_of = zone_addresses(dates)
    rows = [(zone, address_of(zone), _shown_by(zone, request)) for zone in part.items]
    context = {
        "part": part,
        "table": map_table(rows, selected, dates, request.lang),
        "wanted": wanted,
        "given": request.GET,
        "every": len(every),
        "located": located,
        "unlocated": len(found) - located,
        "assumed": sum(1 for zone in found if zone.assumed),
        "selected": selected,
        "kinds": list(ZoneKind),
        "stages": list(ZoneStage),
        "provinces": provinces_of(every, dates.on),
        "formulas": _formulas(found),
        "colouring": colouring,
        "colourings": [(each, _query_with(request, each)) for each in MapColouring],
        "legend": MapLegend.of(found, colouring, dates),
        "zones_address": _zones_address(request),
    }
    return table_page(request, "map/map.html", background(dates, request.lang) | context)


def _shown_by(zone: MapZone, request: PageRequest) -> str:
    """The link that shows on the map where a zone lies."""
    if not zone.point:
        return ""
    address = reach("map", dates=request.dates, zone=zone.reference)
    return show_link(address, zone.reference, gettext("vị trí"), vietnamese(zone.title))


@kept_with_boundaries
def zones_geojson(request: PageRequest) -> HttpResponse:
    """The zones that the page with the same query shows, as GeoJSON."""
    dates = request.dates
    found = chosen(zones_on_map(dates.on, dates.known_at), wanted_by(request.GET, request.lang), dates.on)
    plots = boundaries_on(dates.on, dates.known_at, BoundaryKind.PLOT)
    colouring = choice(MapColouring, request.GET, SHOWN) or MapColouring.OCCUPANCY
    return HttpResponse(as_text(collection(found, plots, colouring, dates, request.lang)), content_type=GEOJSON)


@kept_with_boundaries
def boundary(request: PageRequest, book: str, code: str) -> HttpResponse:
    """The boundary of one zone in force on the page's day, with its source, as a GeoJSON file."""
    dates, books = request.dates, current_figures()
    zone = zone_id(books, f"{book}/{code}", dates.known_at)
    found = boundaries_on(dates.on, dates.known_at, BoundaryKind.ZONE, zone).get(zone)
    if not found:
        raise BoundaryNotThere(zone=zone_name(zone, dates))
    lying = found[0]
    about = {
        "zone": f"{book}/{code}",
        "title": zone_name(zone, dates),
        "area_m2": lying.area_m2,
        "recorded_m2": lying.recorded_m2,
        "valid_from": lying.valid_from.isoformat(),
        "file": lying.file,
        "sha256": lying.sha256,
        "crs": lying.crs,
        "demo": lying.demo,
    }
    feature = {"type": "Feature", "properties": about, "geometry": json.loads(lying.geometry)}
    return file_answer(as_text(feature), GEOJSON, f"{code}-{dates.on.isoformat()}.geojson")


def wanted_by(given: QueryDict, lang: Lang) -> MapFilter:
    """Which zones an address asks for."""
    place = given.get("place", "").strip()
    return MapFilter(
        given.get("q", "").strip()[:TEXT_MOST],
        choice(ZoneKind, given, "kind"),
        choice(ZoneStage, given, "stage"),
        get(place) if place else None,
        _hectares(given.get("available", "").strip(), lang),
    )


def _hectares(text: str, lang: Lang) -> Fraction | None:
    if not text:
        return None
    try:
        return parse_number(text, lang)
    except NumberUnreadable:
        raise AreaUnreadable(text=text) from None


def _selected(given: QueryDict, zones: list[MapZone]) -> MapZone | None:
    """The zone that the address points at."""
    reference = given.get("zone", "").strip()
    if not reference:
        return None
    for zone in zones:
        if zone.reference == reference:
            return zone
    raise ZoneNotThere(zone=reference)


def _formulas(zones: list[MapZone]) -> list[tuple[ZoneKind, Any]]:
    """Of what the occupancy of each kind on the page is a share."""
    found = {zone.kind: zone.occupancy.formula_name for zone in zones if zone.occupancy.value is not None}
    return list(found.items())


def _query_without(request: PageRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return f"?{query.urlencode()}"


def _query_with(request: PageRequest, colouring: MapColouring) -> str:
    """The address of this page with other colours."""
    query = request.GET.copy()
    query[SHOWN] = colouring.value
    return f"?{query.urlencode()}"


def _zones_address(request: PageRequest) -> str:
    """What the map loads: the zones of this page's filter, for its dates."""
    return reverse("map_zones") + _query_without(request, PAGE, "zone")
