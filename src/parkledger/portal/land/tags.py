"""What searches for land show alike, made once for each language."""

from functools import cache

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from parkledger.catalogue.sectors import offered_sectors
from parkledger.language import Lang

register = template.Library()


@register.simple_tag(takes_context=True)
def sector_options(context: Context) -> SafeString:
    """The sections and divisions of which projects come to zones, offered while one types."""
    return _sector_options(context["lang"])


@cache
def _sector_options(lang: Lang) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((each.title.of(lang),) for each in offered_sectors()))
