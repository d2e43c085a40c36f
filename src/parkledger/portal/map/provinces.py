"""The map of provinces by an indicator."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from parkledger.briefing.comparison.tables import ComparisonRequest, choices
from parkledger.briefing.province_map import (
    NO_DATA,
    UNKNOWN,
    MapProvince,
    ProvinceClass,
    ProvinceMap,
    province_map,
    provinces_table,
)
from parkledger.catalogue import ZoneKind
from parkledger.figures.current import current_figures
from parkledger.figures.wording import period_words
from parkledger.language import Lang, axis_unit, capitalised, format_number
from parkledger.places import get
from parkledger.portal.map.background import as_text, background, show_link, swatch
from parkledger.portal.map.features import marked
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import choice
from parkledger.records.links import reach
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

INDICATOR, KIND, CHOSEN = "i", "kind", "place"
"""Names in the page's address: of the indicator shown, of the kind of zones, of the province that is chosen."""


@kept
def provinces_map(request: PageRequest) -> HttpResponse:
    """The provinces of the day in the colours of one indicator, with its legend and their list."""
    dates, lang = request.dates, request.lang
    kind = choice(ZoneKind, request.GET, KIND)
    shown = province_map(current_figures(), request.GET.get(INDICATOR, "").strip(), kind, dates)
    asked = shown.asked
    selected = get(wanted).code if (wanted := request.GET.get(CHOSEN, "").strip()) else ""
    plain = ComparisonRequest(asked.definition, asked.origin)
    context = background(dates, lang) | {
        "shown": shown,
        "asked": asked,
        "title": shown.title(dates, lang) or capitalised(asked.definition.name.of(lang)),
        "choices": [
            (heading, [(each.key, _choice_words(each, lang), chosen) for each, chosen in listed])
            for heading, listed in choices([plain], among=lambda each: not each.definition.is_tariff)
        ],
        "kinds": asked.definition.kinds or (None, *ZoneKind),
        "classes": legend_of(shown, lang),
        "unit": unit_of(shown, lang),
        "selected": selected,
        "province_facts": as_text({each.place.code: about(each, shown, dates, lang) for each in shown.provinces}),
        "table": provinces_table(shown, _controls(shown, dates, lang), swatch, dates, lang),
    }
    return table_page(request, "map/provinces.html", context)


def about(province: MapProvince, shown: ProvinceMap, dates: Dates, lang: Lang) -> dict[str, Any]:
    """What the map tells of a province: its class, and the lines of its popup."""
    place, figure = province.place, province.figure
    name = capitalised(shown.asked.definition.name.of(lang)) if shown.country is None else shown.title(dates, lang)
    facts = [[name, NO_DATA.of(lang) if figure is None else marked(figure, lang)]]
    if figure is not None and province.is_known:
        if figure.formula_name != figure.indicator.name:
            facts.append([gettext("Công thức"), figure.formula_name.of(lang)])
        facts.append([gettext("Số liệu ngày"), period_words(figure, lang)])
    return {
        "class": province.colour,
        "title": capitalised(place.title(dates.on).of(lang)),
        "facts": facts,
        "address": reach("place", place.code, dates=dates),
    }


def _choice_words(asked: ComparisonRequest, lang: Lang) -> str:
    origin = f", {asked.origin.value.upper()}" if asked.origin else ""
    return capitalised(asked.definition.name.of(lang)) + origin


def legend_of(shown: ProvinceMap, lang: Lang) -> list[tuple[Any, str]]:
    """The classes that are on the map, each with its picture and words; that there is no figure where that is so."""
    divisor, _ = _unit(shown, lang)
    found = [(swatch(each.colour), class_words(each, divisor, lang)) for each in shown.classes]
    drawn = [each for each in shown.provinces if each.is_drawn]
    if any(each.colour == UNKNOWN for each in drawn):
        found.append((swatch(UNKNOWN), gettext("chưa có số liệu")))
    return found


def unit_of(shown: ProvinceMap, lang: Lang) -> str:
    """The unit that the legend's numbers are in."""
    return _unit(shown, lang)[1]


def class_words(each: ProvinceClass, divisor: int, lang: Lang) -> str:
    """Between which numbers a class lies."""
    start, end = (None if limit is None else format_number(limit / divisor, lang) for limit in (each.start, each.end))
    if start is None:
        return gettext("có số liệu") if end is None else gettext("dưới %(end)s") % {"end": end}
    if end is None:
        return gettext("từ %(start)s") % {"start": start}
    return gettext("từ %(start)s đến dưới %(end)s") % {"start": start, "end": end}


def _unit(shown: ProvinceMap, lang: Lang) -> tuple[int, str]:
    values = [each.figure for each in shown.provinces if each.figure is not None and each.figure.value is not None]
    limits = [abs(limit) for each in shown.classes for limit in (each.start, each.end) if limit is not None]
    if not values or not limits:
        return 1, ""
    divisor, label = axis_unit(values[0].unit, max(limits))
    return divisor, label.of(lang)


def _controls(shown: ProvinceMap, dates: Dates, lang: Lang) -> dict[str, Any]:
    """What shows a province's borders, of those that are drawn, with the same indicator."""
    asked = {INDICATOR: shown.asked.key}
    return {
        each.place.code: show_link(
            reach("map_provinces", dates=dates, **asked, **{CHOSEN: each.place.code}),
            each.place.code,
            gettext("trên bản đồ"),
            each.place.title(dates.on).of(lang),
        )
        for each in shown.provinces
        if each.is_drawn
    }
