"""An event: what it says, what it posts, what corrected it, and the hashes that hold it in its book."""

import json

from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from parkledger.records.event_details import event_page
from parkledger.records.event_tables import postings_table
from parkledger.records.recorders import recorder_told
from parkledger.web.middleware import PageRequest
from parkledger.web.tables import table_page


@cache_control(no_cache=True)  # made anew each time: that the hash holds is said of what stands in the book now
def event(request: PageRequest, book: str, seq: int) -> HttpResponse:
    """The page of one event."""
    page = event_page(book, seq, request.dates)
    told = recorder_told(page.event.fields["recorded_by"], book, demo=page.event.demo)
    shown = {**page.event.fields, "recorded_by": told, "document": page.event.document or None}
    raw = json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True)
    table = postings_table(page.postings, request.dates, request.lang)
    return table_page(request, "events/event.html", {"page": page, "postings": table, "event": page.event, "raw": raw})
