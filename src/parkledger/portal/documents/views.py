"""Documents: the list, and each with the events that cite it and what they touch."""

from django.http import HttpResponse

from parkledger.briefing.figure.tables import published_table
from parkledger.checking import archive
from parkledger.checking.errors import PageUnknown
from parkledger.checking.models import KeptPage
from parkledger.checking.published import checked_rows, is_known, marked_text
from parkledger.figures.current import current_figures
from parkledger.language import Text
from parkledger.portal.submissions.attachment_tags import attached_file
from parkledger.records.documents import CitedDocument, index, issuers, listed
from parkledger.records.documents import document as find_document
from parkledger.records.event_tables import documents_table, events_table
from parkledger.records.event_text import refs_of, touched_by
from parkledger.records.events import stored
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


@kept_with_pages
def kept_page(request: PageRequest, number: int) -> HttpResponse:
    """The page kept under a number."""
    page = archive.page_numbered(number)
    if not is_known(page, request.dates):
        raise PageUnknown(page=str(number))
    rows = archive.statements_of(page)
    documents = _citing(page.url, request) if page.url else []
    statements = checked_rows(page, rows, current_figures(), request.dates)
    context = {
        "kept": page,
        "marked": marked_text(page.text, rows),
        "statements": statements,
        "table": published_table(statements, request.dates, request.lang, of_page=True),
        "documents": documents,
    }
    return table_page(request, "documents/kept_page.html", context)


def _citing(url: str, request: PageRequest) -> list[CitedDocument]:
    """The documents, known at the page's moment, that were published at an address."""
    known_at = request.dates.known_at
    return [each.as_known(known_at) for each in index().values() if url in each.urls and each.events(known_at)]
