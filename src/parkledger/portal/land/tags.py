"""What searches for land show alike, made once for each language."""

from functools import cache

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from parkledger.catalogue.sectors import SECTORS, Sector
from parkledger.language import Lang

register = template.Library()


@register.simple_tag(takes_context=True)
def sector_options(context: Context, chosen: Sector | None) -> SafeString:
    """The classification's sections and divisions to choose from, one of them chosen."""
    options = _sector_options(context["lang"])
    if chosen is None:
        return options
    return mark_safe(  # noqa: S308  made of our own table
        options.replace(f'value="{chosen.code}"', f'value="{chosen.code}" selected', 1)
    )


@cache
def _sector_options(lang: Lang) -> SafeString:
    rows = ((each.code, "– " if each.section else "", each.title.of(lang)) for each in SECTORS.values())
    return format_html_join("", '<option value="{}">{}{}</option>', rows)
