"""A figure opened: its formula, terms, legal basis, and the events behind it."""

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.portal.keeping import kept
from parkledger.portal.linking import question_from
from parkledger.portal.middleware import PageRequest
from parkledger.portal.opened import opened


@kept
def figure(request: PageRequest) -> HttpResponse:
    """The page that every number opens into."""
    books = opened()
    found = books.one(question_from(request.GET, request.dates, books.engine))
    return render(request, "portal/figure.html", {"figure": found, "events": books.events(found)})
