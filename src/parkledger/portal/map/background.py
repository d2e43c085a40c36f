"""What every map of the portal lies on: own sources of tiles, the borders and the names of the day's provinces."""

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.geography.borders import drawn_provinces
from parkledger.geography.zone_map import labels
from parkledger.language import Lang
from parkledger.records.dates import Dates


def background(dates: Dates, lang: Lang) -> dict[str, Any]:
    """What the map's box is told of its background."""
    named = [
        [place.text.of(lang), float(longitude), float(latitude)]  # only JSON numbers, never reckoned with
        for place, (longitude, latitude) in labels(dates.on)
    ]
    sources = [
        {
            "form": source.form,
            "address": source.served_at(number),
            "name": _name(source.kind and source.kind.label.of(lang), number),
        }
        for number, source in enumerate(settings.TILES, start=1)
    ]
    return {
        "sources": sources,
        "tiles": as_text(sources),
        "labels": as_text(named),
        "drawn": as_text(drawn_provinces(dates.on)),
    }


def _name(kind: str | None, number: int) -> str:
    return kind or f"{gettext('Nền')} {number}"


def show_link(address: str, reference: str, said: str, about: str) -> SafeString:
    """The link of a row that shows on the map where it lies; those who hear the page are told what it is `about`."""
    link = ' <a class="show-on-map" data-show="{}" href="{}">{}<span class="hidden"> {}</span></a>'
    return format_html(link, reference, address, said, about)


def swatch(colour: int) -> SafeString:
    """A class's colour as legends and lists show it; a stroke through grey where nothing is on record."""
    stroke = SafeString('<path d="M5 14 15 6" />') if colour < 0 else ""
    return format_html(
        '<svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">'
        '<rect class="{}" x="2" y="4" width="16" height="12" />{}</svg>',
        "m-none" if colour < 0 else f"m{colour}",
        stroke,
    )


def as_text(value: Any) -> str:
    """A value as JSON without needless spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
