"""The overview of the country, and of a province."""

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.briefing import situation
from parkledger.places import COUNTRY_CODE, get
from parkledger.portal.keeping import kept
from parkledger.portal.middleware import PageRequest
from parkledger.portal.opened import opened


@kept
def home(request: PageRequest) -> HttpResponse:
    """The whole country."""
    return _dashboard(request, COUNTRY_CODE)


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """A province, district or region."""
    return _dashboard(request, get(code).code)


def _dashboard(request: PageRequest, code: str) -> HttpResponse:
    dates = request.dates
    found = situation(opened().engine, [code], dates.on, dates.known_at)[0]
    return render(request, "portal/dashboard.html", {"place": get(code), "sections": found.sections})
