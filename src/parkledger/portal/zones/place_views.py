"""The list of places: provinces of the day, and the former ones."""

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.records.place_lists import former_lines, province_lines
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept


@kept
def places(request: PageRequest) -> HttpResponse:
    """The provinces of the page's day."""
    lines = province_lines(request.dates)
    return render(
        request,
        "zones/places.html",
        {
            "held": [line for line in lines if line.held],
            "others": [line for line in lines if not line.held],
            "count": len(lines),
            "former": former_lines(request.dates.on),
        },
    )
