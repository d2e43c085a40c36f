"""What templates ask of submissions."""

from django import template
from django.template.context import Context

from parkledger.ledger.store import registry
from parkledger.records.events import Stored
from parkledger.submissions.forms.choices import kinds_of
from parkledger.submissions.forms.event_form import is_form

register = template.Library()


@register.simple_tag(takes_context=True)
def may_correct(context: Context, event: Stored) -> bool:
    """Whether whoever looks may ask for an event, still in force, to be corrected or taken back."""
    if not (context.get("may") or {}).get("submit") or event.reversed_by or not is_form(event.type):
        return False
    book = registry.find_book(event.book)
    return book is not None and event.type in kinds_of(context["request"].user, book)
