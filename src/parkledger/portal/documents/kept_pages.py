"""A kept page: its text with what it states highlighted in place, and each statement beside the ledger's figure."""

from django.http import HttpResponse

from parkledger.briefing.figure.tables import published_table
from parkledger.checking import archive
from parkledger.checking.errors import PageUnknown
from parkledger.checking.published import checked_rows, is_known, marked_text
from parkledger.figures.current import current_figures
from parkledger.records.documents import Document, index
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept_with_pages
from parkledger.web.tables import table_page


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


def _citing(url: str, request: PageRequest) -> list[Document]:
    """The documents, known at the page's moment, that were published at an address."""
    known_at = request.dates.known_at
    return [each.as_known(known_at) for each in index().values() if url in each.urls and each.events(known_at)]
