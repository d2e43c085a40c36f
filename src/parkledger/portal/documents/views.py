"""Documents: the list, and each with the events that cite it and what they touch."""

from django.http import HttpResponse

from parkledger.checking.models import KeptPage
from parkledger.checking.published import is_known
from parkledger.language import Text
from parkledger.portal.submissions.attachment_tags import attached_file
from parkledger.records.documents import document as find_document
from parkledger.records.documents import issuers, listed
from parkledger.records.event_tables import documents_table, events_table
from parkledger.records.event_text import refs_of
from parkledger.records.events import stored
from parkledger.records.subjects import touched_by
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept, kept_with_pages
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

CITING = Text("Sự kiện, theo ngày có hiệu lực", "Events, by the day from which they hold")


@kept
def documents(request: PageRequest) -> HttpResponse:
    """All documents known at the page's moment, found by words and by who issued them."""
    known_at = request.dates.known_at
    text, issuer = request.GET.get("text", "").strip(), request.GET.get("issuer", "").strip()
    found = listed(known_at, text, issuer)
    part = part_of(request, found)
    context = {
        "part": part,
        "table": documents_table(part.items, part.total, request.dates, request.lang),
        "text": text,
        "issuer": issuer,
        "issuers": issuers(each for each, _ in listed(known_at)),
    }
    return table_page(request, "documents/documents.html", context)


@kept_with_pages
def document(request: PageRequest, number: str) -> HttpResponse:
    """One document."""
    found = find_document(number, request.dates.known_at)
    ids = found.events(request.dates.known_at)
    cited = stored(ids, request.dates.known_at)
    part = part_of(request, sorted(cited, key=lambda each: (each.effective_on, each.id)))
    refs = refs_of(cited, request.dates)
    kept_pages = KeptPage.objects.filter(url__in=list(found.urls)).defer("content", "text") if found.urls else ()
    copies = [each for each in kept_pages if is_known(each, request.dates)]
    context = {
        "document": found,
        "part": part,
        "table": events_table(part.items, refs, request.dates, request.lang, caption=CITING, files=attached_file),
        "touched": touched_by(cited, refs),
        "copies": copies,
    }
    return table_page(request, "documents/document.html", context)
