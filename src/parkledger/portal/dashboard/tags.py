"""What the templates of dashboards need besides: numbers in a column's unit, shares with their base, links."""

from datetime import date
from fractions import Fraction
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.briefing.dashboard.questions import Subject
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure
from parkledger.figures.current import opened
from parkledger.language import Lang, Text, format_date, format_number, plain_number
from parkledger.portal.shared.tags import vietnamese
from parkledger.records.dates import Dates
from parkledger.records.links import address, figure_address

register = template.Library()
DEMO = SafeString('<span class="demo">*</span>')


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


@register.simple_tag(takes_context=True)
def cell(context: Context, figure: Figure, scale: int = 1, decimals: int = 2) -> SafeString:
    """A cell of a table with a figure in the column's unit, as a link that opens it; scripts read it from data-value."""
    if figure.value is None:
        return NOTHING
    lang = _lang(context)
    value = figure.value / scale
    estimate = gettext("ước") + " " if figure.estimate else ""
    shown = f"{estimate}{format_number(value, lang, decimals=decimals)}"
    opens = figure_address(figure.question, opened().engine, context["dates"])
    return _number(plain_number(value, decimals), shown, figure.demo, opens)


@register.simple_tag(takes_context=True)
def cell_of(
    context: Context, value: Fraction | int | None, scale: int = 1, decimals: int = 2, demo: object = False
) -> SafeString:
    """A cell of a table with a number in the column's unit that is no figure by itself."""
    if value is None:
        return NOTHING
    exact = Fraction(value) / scale
    shown = format_number(exact, _lang(context), decimals=decimals)
    return _number(plain_number(exact, decimals), shown, bool(demo))


@register.simple_tag(takes_context=True)
def cell_at(context: Context, value: Fraction, indicator: str, zone: int, demo: object = False) -> SafeString:
    """A cell with what a zone holds in hectares, as a link that opens it."""
    subject: Subject = context["board"].subject
    asked = subject.ask(indicator, ZoneKind(opened().engine.cube.zone(zone)["kind"]), zone=zone)
    opens = figure_address(asked, opened().engine, context["dates"])
    shown = format_number(value, _lang(context), decimals=2)
    return _number(plain_number(value, 2), shown, bool(demo), opens)


def _number(text: str, shown: str, demo: bool, opens: str = "") -> SafeString:
    """A cell; what is shown are digits and words of ours, so only the address is escaped."""
    inner = f'<a class="figure" href="{escape(opens)}">{shown}</a>' if opens else shown
    return SafeString(f'<td class="number" data-value="{text}">{inner}{DEMO if demo else ""}</td>')


NOTHING = SafeString('<td class="number quiet">—</td>')


@register.simple_tag(takes_context=True)
def decimal(context: Context, value: Fraction | int | None, decimals: int = 1) -> str:
    """A number with so many decimals; a dash where there is none."""
    return "—" if value is None else format_number(value, _lang(context), decimals=decimals)


@register.simple_tag
def width(value: Fraction | None) -> str:
    """The length of a bar, of a hundred."""
    return "0" if value is None else plain_number(min(max(value, Fraction(0)), Fraction(100)), 1)


@register.simple_tag(takes_context=True)
def share_of(context: Context, value: Fraction | None, base: Text | None) -> str:
    """A share with its base: "75,6% đất phải giải phóng mặt bằng"; empty where it is unknown."""
    if value is None or base is None:
        return ""
    lang = _lang(context)
    return gettext("%(share)s%% %(base)s") % {
        "share": format_number(value, lang, decimals=1),
        "base": base.of(lang),
    }


@register.simple_tag(takes_context=True)
def month_of(context: Context, end: date) -> str:
    """A month's name for an axis: 8/2023."""
    return f"{end.month}/{end.year}" if _lang(context) is Lang.VI else f"{end:%b} {end.year}"


@register.simple_tag(takes_context=True)
def day_of(context: Context, on: date) -> str:
    """A day for an axis."""
    return format_date(on, _lang(context))


@register.simple_tag(takes_context=True)
def link_to(context: Context, label: str, route: str, *arguments: Any) -> SafeString:
    """A link to another page for the same dates."""
    dates: Dates = context["dates"]
    return format_html('<a href="{}{}">{}</a>', address(route, *arguments), dates.query(), label)


@register.simple_tag(takes_context=True)
def zone_link(context: Context, zone: int) -> SafeString | str:
    """A zone as officials write it, leading to its page."""
    row = opened().engine.cube.zone(zone)
    label = context["titles"].get(zone, "")
    return link_to(context, vietnamese(label), "zone", row["book"], row["code"])
