"""An event: what it says, what it posts, what corrected it, and the hashes that hold it in its book."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from parkledger.records.event_details import event_page
from parkledger.web.middleware import PageRequest


@cache_control(no_cache=True)  # made anew each time: that the hash holds is said of what stands in the book now
def event(request: PageRequest, book: str, seq: int) -> HttpResponse:
    """The page of one event."""
    page = event_page(book, seq, request.dates)
    raw = json.dumps(page.event.fields, ensure_ascii=False, indent=1, sort_keys=True)
    return render(request, "events/event.html", {"page": page, "event": page.event, "raw": raw})
