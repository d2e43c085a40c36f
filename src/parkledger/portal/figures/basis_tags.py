"""What ratios are of, in templates."""

from fractions import Fraction

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.translation import gettext

from parkledger.briefing.figure.parts import base_of
from parkledger.figures import Figure
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import Lang
from parkledger.portal.shared.tags import opens

register = template.Library()


@register.simple_tag(takes_context=True)
def base(context: Context, figure: Figure) -> str:
    """The base of a ratio in words: "of 1.967,11 ha industrial land"; empty for what is no ratio."""
    found = base_of(figure)
    if found is None:
        return ""
    lang: Lang = context.get("lang") or Lang.VI
    name, value, unit = found
    return gettext("trên %(base)s") % {"base": f"{number(value, unit, lang)} {name.of(lang)}"}


@register.simple_tag(takes_context=True)
def opens_if_known(context: Context, figure: Figure) -> str:
    """A figure as a link that opens it; the bare words where it was never recorded, of which a long table has many."""
    if figure.value is None and figure.low is None:
        return format_html('<span class="quiet">{}</span>', UNKNOWN.of(context.get("lang") or Lang.VI))
    return opens(context, figure)


@register.simple_tag(takes_context=True)
def area_ha(context: Context, area_m2: int) -> str:
    """An area given in m², in hectares."""
    return number(Fraction(area_m2, 10_000), "ha", context.get("lang") or Lang.VI)
