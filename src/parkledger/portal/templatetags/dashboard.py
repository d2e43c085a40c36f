"""What the templates of dashboards need besides: numbers in a column's unit, shares with their base, guarded links."""

from datetime import date
from fractions import Fraction
from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parkledger.catalogue import Name
from parkledger.figures import Figure
from parkledger.language import Lang, format_date, format_number, round_half_up
from parkledger.portal.dates import Dates
from parkledger.portal.linking import figure_address
from parkledger.portal.opened import opened

register = template.Library()
DEMO = SafeString('<span class="demo">*</span>')


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


def plain(value: Fraction, decimals: int) -> str:
    """A number as scripts read it: a decimal point, no thousands."""
    return format_number(round_half_up(value, decimals), Lang.EN, decimals=decimals, grouping=False)


@register.simple_tag(takes_context=True)
def cell(context: Context, figure: Figure, scale: int = 1, decimals: int = 2) -> SafeString:
    """A cell of a table with a figure in the column's unit, as a link that opens it; scripts read it from data-value."""
    lang = _lang(context)
    if figure.value is None:
        return format_html('<td class="number quiet">{}</td>', "—")
    value = figure.value / scale
    estimate = ("ước " if lang is Lang.VI else "est. ") if figure.estimate else ""
    mark = DEMO if figure.demo else ""
    return format_html(
        '<td class="number" data-value="{}"><a class="figure" href="{}">{}{}</a>{}</td>',
        plain(value, decimals),
        figure_address(figure.question, opened().engine, context["dates"]),
        estimate,
        format_number(value, lang, decimals=decimals),
        mark,
    )


@register.simple_tag(takes_context=True)
def cell_of(context: Context, value: Fraction | int | None, scale: int = 1, decimals: int = 2) -> SafeString:
    """A cell of a table with a number in the column's unit that is no figure by itself."""
    if value is None:
        return format_html('<td class="number quiet">{}</td>', "—")
    scaled = Fraction(value) / scale
    shown = format_number(scaled, _lang(context), decimals=decimals)
    return format_html('<td class="number" data-value="{}">{}</td>', plain(scaled, decimals), shown)


@register.simple_tag(takes_context=True)
def decimal(context: Context, value: Fraction | int | None, decimals: int = 1) -> str:
    """A number with so many decimals; a dash where there is none."""
    return "—" if value is None else format_number(value, _lang(context), decimals=decimals)


@register.simple_tag
def width(value: Fraction | None) -> str:
    """The length of a bar, of a hundred."""
    return "0" if value is None else plain(min(max(value, Fraction(0)), Fraction(100)), 1)


@register.simple_tag(takes_context=True)
def share_of(context: Context, value: Fraction | None, base: Name | None) -> str:
    """A share with its base: "75,6% đất phải giải phóng mặt bằng"; empty where it is unknown."""
    if value is None or base is None:
        return ""
    lang = _lang(context)
    of = "" if lang is Lang.VI else "of "
    return f"{format_number(value, lang, decimals=1)}% {of}{base.of(lang)}"


@register.simple_tag(takes_context=True)
def month_of(context: Context, end: date) -> str:
    """A month's name for an axis: 8/2023."""
    return f"{end.month}/{end.year}" if _lang(context) is Lang.VI else f"{end:%b} {end.year}"


@register.simple_tag(takes_context=True)
def day_of(context: Context, on: date) -> str:
    """A day for an axis."""
    return format_date(on, _lang(context))


@register.simple_tag(takes_context=True)
def link_to(context: Context, label: str, route: str, *arguments: Any) -> SafeString | str:
    """A link to another page for the same dates; the label alone where there is no such page."""
    dates: Dates = context["dates"]
    try:
        address = reverse(route, args=arguments)
    except NoReverseMatch:
        return label
    return format_html('<a href="{}{}">{}</a>', address, dates.query(), label)


@register.simple_tag(takes_context=True)
def zone_link(context: Context, zone: int) -> SafeString | str:
    """A zone as officials write it, leading to its page."""
    row = opened().engine.cube.zones.get(zone)
    label = context["titles"].get(zone, "")
    return label if row is None else link_to(context, label, "zone", row["book"], row["code"])
