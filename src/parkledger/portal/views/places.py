"""The list of places: provinces of the day, and the former ones."""

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.portal.keeping import kept
from parkledger.portal.middleware import PageRequest
from parkledger.portal.place_lists import former_lines, province_lines


@kept
def places(request: PageRequest) -> HttpResponse:
    """The provinces of the page's day."""
    lines = province_lines(request.dates)
    return render(
        request,
        "portal/places.html",
        {
            "held": [line for line in lines if line.held],
            "others": [line for line in lines if not line.held],
            "count": len(lines),
            "former": former_lines(request.dates.on),
        },
    )
