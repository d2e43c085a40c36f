"""What ratios are of, in templates."""

from fractions import Fraction

from django import template
from django.template.context import Context

from parkledger.briefing.wording import number
from parkledger.figures import Figure
from parkledger.language import Lang
from parkledger.portal.bases import base_of

register = template.Library()


@register.simple_tag(takes_context=True)
def base(context: Context, figure: Figure) -> str:
    """The base of a ratio in words: "of 1.967,11 ha industrial land"; empty for what is no ratio."""
    found = base_of(figure)
    if found is None:
        return ""
    lang: Lang = context.get("lang") or Lang.VI
    name, value, unit = found
    return f"{'of' if lang is Lang.EN else 'trên'} {number(value, unit, lang)} {name.of(lang)}"


@register.simple_tag(takes_context=True)
def area_ha(context: Context, area_m2: int) -> str:
    """An area given in m², in hectares."""
    return number(Fraction(area_m2, 10_000), "ha", context.get("lang") or Lang.VI)
