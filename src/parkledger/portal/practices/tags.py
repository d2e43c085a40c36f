"""How figures beside each other are said in templates of practices and exchanges."""

from django import template
from django.template.context import Context
from django.utils.translation import gettext

from parkledger.checking.statements import denominator_of
from parkledger.figures import Figure
from parkledger.language import Lang

register = template.Library()


@register.simple_tag(takes_context=True)
def base_of(context: Context, figure: Figure) -> str:
    """What a percentage is of, in words; empty for what is no percentage."""
    base = denominator_of(figure) if figure.unit == "percent" else None
    if base is None:
        return ""
    lang: Lang = context.get("lang") or Lang.VI
    return gettext("trên %(base)s") % {"base": base.of(lang)}
