"""What searches for land show alike: made once for each language, and the numbers of a zone once for each day."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from parkledger.catalogue.sectors import SECTORS, Sector
from parkledger.figures.current import opened
from parkledger.language import Lang
from parkledger.promotion.land_finder import Offer
from parkledger.promotion.landmarks import landmarks
from parkledger.promotion.trusting import Age
from parkledger.records.dates import Dates

register = template.Library()
MOST_REMEMBERED = 2048
"""Zones' cells, of some two kilobytes each."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """A zone's numbers on a page: the same for every search of one state of the books, day and language."""

    tip: str
    lang: Lang
    language: str | None
    dates: Dates
    zone: int
    offer: Offer = field(compare=False)
    age: Age = field(compare=False)


@register.simple_tag(takes_context=True)
def land_cells(context: Context, offer: Offer, age: Age) -> SafeString:
    """The cells of a zone found: where it lies, its land, occupancy, prices, waste water and distances."""
    return _land_cells(_Cells(opened().tip, context["lang"], get_language(), context["dates"], offer.id, offer, age))


@register.simple_tag(takes_context=True)
def sector_options(context: Context, chosen: Sector | None) -> SafeString:
    """The classification's sections and divisions to choose from, one of them chosen."""
    options = _sector_options(context["lang"])
    if chosen is None:
        return options
    return mark_safe(  # noqa: S308  made of our own table
        options.replace(f'value="{chosen.code}"', f'value="{chosen.code}" selected', 1)
    )


@register.simple_tag(takes_context=True)
def landmark_table(context: Context) -> SafeString:
    """The table of ports, airports and border gates."""
    return _landmark_table(context["lang"], get_language())


@lru_cache(maxsize=MOST_REMEMBERED)
def _land_cells(cells: _Cells) -> SafeString:
    shown = {"lang": cells.lang, "dates": cells.dates, "offer": cells.offer, "age": cells.age}
    return render_to_string("land/_land_cells.html", shown)


@cache
def _sector_options(lang: Lang) -> SafeString:
    rows = ((each.code, "– " if each.section else "", each.title.of(lang)) for each in SECTORS.values())
    return format_html_join("", '<option value="{}">{}{}</option>', rows)


@cache
def _landmark_table(lang: Lang, _language: str | None) -> SafeString:
    return render_to_string("land/_landmarks.html", {"lang": lang, "landmarks": landmarks()})
