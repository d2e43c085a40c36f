"""A kept page: its text with what it states highlighted in place, and each statement beside the ledger's figure."""

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.checking import keeping
from parkledger.portal.documents import index
from parkledger.portal.middleware import PageRequest
from parkledger.portal.opened import opened
from parkledger.portal.published import checked_rows, kept_with_pages, marked_text


@kept_with_pages
def kept_page(request: PageRequest, number: int) -> HttpResponse:
    """The page kept under a number."""
    page = keeping.page_numbered(number)
    rows = keeping.statements_of(page)
    documents = [each for each in index().values() if page.url in each.urls] if page.url else []
    context = {
        "kept": page,
        "marked": marked_text(page.text, rows),
        "statements": checked_rows(page, rows, opened(), request.dates),
        "documents": documents,
    }
    return render(request, "portal/kept_page.html", context)
