"""What templates say of events: what they are about, what they say, which document they cite; and pages of a list."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parkledger.language import Lang
from parkledger.portal.dates import Dates
from parkledger.portal.documents import identity
from parkledger.portal.stored import Stored
from parkledger.portal.telling import Refs, about, in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def about_event(context: Context, event: Stored, refs: Refs) -> SafeString | str:
    """What an event is about, as a link where it has a page."""
    found = about(event, refs)
    return "" if found is None else linked(context, found)


@register.simple_tag(takes_context=True)
def linked(context: Context, named: tuple[Any, str]) -> SafeString:
    """A name, as a link where it has an address."""
    said, address = named
    text = said.of(context.get("lang") or Lang.VI)
    return format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)


@register.simple_tag(takes_context=True)
def told(context: Context, event: Stored, refs: Refs) -> str:
    """What an event says, in one line."""
    said = in_words(event, refs, context.get("lang") or Lang.VI)
    return f"— {said}" if said else ""


@register.simple_tag(takes_context=True)
def cites(context: Context, event: Stored) -> SafeString | str:
    """The document of an event, as a link to its page."""
    document = event.document
    if not document:
        return "—"
    dates: Dates = context["dates"]
    named = [document[key] for key in ("number", "title") if document.get(key)]
    heading = ", ".join(named) or document.get("url") or document.get("sha256") or "…"
    address = reverse("document", args=[identity(document)]) + dates.query()
    return format_html('<a href="{}">{}</a>', address, heading)
