"""The list of zones; a zone's page; its fact sheet."""

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from parkledger.catalogue import Name, ZoneKind
from parkledger.places import get
from parkledger.portal.columns import Column, columns_of
from parkledger.portal.keeping import kept
from parkledger.portal.linking import ChoiceUnknown, choice
from parkledger.portal.middleware import PageRequest
from parkledger.portal.paging import page_of, page_query
from parkledger.portal.zone_lists import (
    ENDED,
    NUMBERS,
    SORTS,
    Wanted,
    base_of,
    listed,
    places_listed,
    totals,
)
from parkledger.portal.zone_stages import STAGES, stage_name

ROWS = 50
"""Lines of a page."""
COLUMNS = (
    Column("name", Name("Khu, cụm", "Zone")),
    Column("kind", Name("Loại", "Kind")),
    Column("place", Name("Địa bàn", "Place")),
    Column("stage", Name("Giai đoạn", "Stage")),
    Column("area", Name("Diện tích", "Area"), number=True),
    Column("land.leasable", Name("Có thể cho thuê", "Leasable"), number=True),
    Column("land.leased", Name("Đã cho thuê", "Leased"), number=True),
    Column("occupancy", Name("Lấp đầy", "Occupancy"), number=True),
    Column("land.available", Name("Còn cho thuê được", "Available"), number=True),
    Column("projects.operating", Name("Dự án đang sản xuất", "Projects in production"), number=True),
)
ENDED_NAME = Name("đã sáp nhập hoặc bãi bỏ", "merged or revoked")


@kept
def zones(request: PageRequest) -> HttpResponse:
    """The zones on record on the day."""
    dates = request.dates
    wanted = wanted_from(request.GET)
    lines = listed(wanted, dates)
    return render(
        request,
        "portal/zones.html",
        {
            "wanted": wanted,
            "page": page_of(Paginator(lines, ROWS), request),
            "page_query": page_query(request),
            "count": len(lines),
            "totals": totals(lines, dates),
            "bases": [(kind, base_of(kind, dates.on)) for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)],
            "columns": columns_of(COLUMNS, request.GET, wanted.sort, backwards=wanted.backwards),
            "kinds": list(ZoneKind),
            "places": places_listed(dates),
            "stages": [*((stage, stage_name(stage)) for stage in STAGES), (ENDED, ENDED_NAME)],
        },
    )


def wanted_from(given: QueryDict) -> Wanted:
    """What an address narrows the list to; refused where it names what there is not."""
    stage, sort = given.get("stage", "").strip(), given.get("sort", "").strip() or "name"
    sorts = [*SORTS, "area", *NUMBERS]
    for name, value, choices in (("stage", stage, ["", *STAGES, ENDED]), ("sort", sort, sorts)):
        if value not in choices:
            raise ChoiceUnknown(value=value, name=name, choices=[each for each in choices if each])
    place = given.get("place", "").strip()
    return Wanted(
        choice(ZoneKind, given, "kind"),
        get(place).code if place else "",
        stage,
        given.get("q", "").strip()[:200],
        sort,
        given.get("order") == "desc",
    )
