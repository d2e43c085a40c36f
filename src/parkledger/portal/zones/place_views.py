"""The list of places: provinces of the day, and the former ones."""

from django.http import HttpResponse

from parkledger.records.place_lists import former_lines, province_lines
from parkledger.records.zone_tables import former_table, provinces_table
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page


@kept
def places(request: PageRequest) -> HttpResponse:
    """The provinces of the page's day."""
    lines = province_lines(request.dates)
    held, former = [line for line in lines if line.held], former_lines(request.dates.on)
    return table_page(
        request,
        "zones/places.html",
        {
            "held": held,
            "places_table": provinces_table(held, request.dates, request.lang),
            "others": [line for line in lines if not line.held],
            "count": len(lines),
            "former": former,
            "former_table": former_table(former, request.dates, request.lang),
        },
    )
