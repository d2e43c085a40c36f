"""The map's zones as GeoJSON: a point for each zone that lies somewhere, its boundary and plots where they are known."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from parkledger.briefing import written
from parkledger.figures import Figure
from parkledger.figures.wording import coverage_note
from parkledger.geography.boundaries import Lying
from parkledger.geography.zone_map import MapColouring, MapZone
from parkledger.language import Lang, capitalised, format_date
from parkledger.records.dates import Dates
from parkledger.web.addresses import in_address

BOOK, CODE = "book-here", "code-here"


def zone_addresses(dates: Dates) -> Callable[[MapZone], str]:
    """What gives the address of a zone's page for the same dates; empty where the portal has none.

    The address is looked up once and filled in for each zone: of thousands, looking up each is what takes the time.
    """
    try:
        pattern = reverse("zone", args=[BOOK, CODE]) + dates.query()
    except NoReverseMatch:
        return lambda _: ""
    return lambda zone: pattern.replace(BOOK, quote(zone.book), 1).replace(CODE, quote(in_address(zone.code)), 1)


def collection(
    zones: Iterable[MapZone], plots: dict[int, list[Lying]], colouring: MapColouring, dates: Dates, lang: Lang
) -> dict[str, Any]:
    """The zones' features; `id` tells those of one zone together, `mark` says what a feature draws, `class` its colour."""
    address_of = zone_addresses(dates)
    features = [
        feature
        for zone in zones
        for feature in _features(_about(zone, colouring, address_of(zone), lang), zone, plots.get(zone.id, []))
    ]
    return {"type": "FeatureCollection", "features": features}


def _features(about: dict[str, Any], zone: MapZone, plots: list[Lying]) -> Iterator[dict[str, Any]]:
    if zone.boundary is not None:
        yield _feature({**about, "mark": "area", "demo": zone.boundary.demo}, json.loads(zone.boundary.geometry))
    if zone.point is not None:
        longitude, latitude = map(float, zone.point)  # only JSON numbers, never reckoned with
        yield _feature({**about, "mark": "point"}, {"type": "Point", "coordinates": [longitude, latitude]})
    for plot in plots:
        yield _feature({**about, "mark": "plot", "plot": plot.label}, json.loads(plot.geometry))


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _about(zone: MapZone, colouring: MapColouring, address: str, lang: Lang) -> dict[str, Any]:
    stage, number = zone.stage.label.of(lang), zone.class_in(colouring)
    said = {
        "id": zone.reference,
        "name": zone.name,
        "title": zone.title,
        "kind": zone.kind.value,
        "stage": capitalised(stage),
        "group": zone.outline,
        "class": -1 if number is None else number,
        "area": marked(zone.area, lang),
        "occupancy": marked(zone.occupancy, lang),
        "of": zone.occupancy.formula_name.of(lang) if zone.occupancy.value is not None else "",
        "available": marked(zone.available, lang),
        "address": address,
        "position": "assumed" if zone.assumed else "recorded",
    }
    if zone.boundary is not None:
        said["source"] = f"{zone.boundary.file}, {format_date(zone.boundary.valid_from, lang)}"
    return said


def marked(figure: Figure, lang: Lang) -> str:
    """A figure as officials write it, with the mark of demonstration data and what limits it."""
    note = coverage_note(figure, lang) if figure.value is not None else ""
    return written(figure, lang) + (" *" if figure.demo else "") + (f" ({note})" if note else "")
