"""What the templates of dashboards need besides: decimals, lengths of bars, links to zones."""

from fractions import Fraction

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parkledger.figures.current import current_figures
from parkledger.language import Lang, format_number, plain_number
from parkledger.portal.shared.tags import vietnamese
from parkledger.records.dates import Dates
from parkledger.records.links import address

register = template.Library()


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


@register.simple_tag(takes_context=True)
def decimal(context: Context, value: Fraction | int | None, decimals: int = 1) -> str:
    """A number with so many decimals; a dash where there is none."""
    return "—" if value is None else format_number(value, _lang(context), decimals=decimals)


@register.simple_tag
def width(value: Fraction | None) -> str:
    """The length of a bar, of a hundred."""
    return "0" if value is None else plain_number(min(max(value, Fraction(0)), Fraction(100)), 1)


@register.simple_tag(takes_context=True)
def zone_link(context: Context, zone: int) -> SafeString | str:
    """A zone as officials write it, leading to its page."""
    row = current_figures().zone(zone)
    label = context["titles"].get(zone, "")
    dates: Dates = context["dates"]
    return format_html(
        '<a href="{}{}">{}</a>', address("zone", row["book"], row["code"]), dates.query(), vietnamese(label)
    )
