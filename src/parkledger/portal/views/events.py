"""An event: what it says, what it posts, what corrected it, and the hashes that hold it in its book."""

import json

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.portal.event_pages import event_page
from parkledger.portal.keeping import kept
from parkledger.portal.middleware import PageRequest


@kept
def event(request: PageRequest, book: str, seq: int) -> HttpResponse:
    """The page of one event."""
    page = event_page(book, seq, request.dates)
    raw = json.dumps(page.event.fields, ensure_ascii=False, indent=1, sort_keys=True)
    return render(request, "portal/event.html", {"page": page, "event": page.event, "raw": raw})
