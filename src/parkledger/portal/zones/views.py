"""The list of zones; a zone's page; its fact sheet."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parkledger.briefing.fact_sheets import Sheet
from parkledger.briefing.fact_sheets import fact_sheet as made
from parkledger.briefing.zone_profiles import SERVICES, TENANTS_SHOWN, ZonePage, zone_page
from parkledger.catalogue import ZoneKind
from parkledger.checking.conditions import INFORMS
from parkledger.figures.current import moment_now, opened
from parkledger.language import slug
from parkledger.ledger.store import registry
from parkledger.people.permitting import Target, may
from parkledger.people.roles import Action
from parkledger.places import get
from parkledger.portal.shared.columns import Column, columns_of
from parkledger.records.figure_queries import ChoiceUnknown, choice, zone_id
from parkledger.records.land_bars import land_bar
from parkledger.records.timelines import documents_of
from parkledger.records.zone_holdings import STAGES, stage_name
from parkledger.records.zone_lists import (
    ENDED,
    NUMBERS,
    SORTS,
    Wanted,
    base_of,
    listed,
    places_listed,
    totals,
)
from parkledger.web.access import audit_viewed
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of

COLUMNS = (
    Column("name", _("Khu, cụm")),
    Column("kind", _("Loại")),
    Column("place", _("Địa bàn")),
    Column("stage", _("Giai đoạn")),
    Column("area", _("Diện tích (ha)"), number=True),
    Column("land.leasable", _("Có thể cho thuê (ha)"), number=True),
    Column("land.leased", _("Đã cho thuê (ha)"), number=True),
    Column("occupancy", _("Lấp đầy"), number=True),
    Column("land.available", _("Còn cho thuê được (ha)"), number=True),
    Column("projects.operating", _("Dự án sản xuất"), number=True),
)
LAND_ROWS = ("land.planned", "land.industrial", "land.service", "land.to_clear", "land.cleared", "land.clean")
ENDED_NAME = _("đã sáp nhập hoặc bãi bỏ")


@kept
def zones(request: PageRequest) -> HttpResponse:
    """The zones on record on the day."""
    dates = request.dates
    wanted = wanted_from(request.GET)
    lines = listed(wanted, dates)
    return render(
        request,
        "zones/zones.html",
        {
            "wanted": wanted,
            "part": part_of(request, lines),
            "count": len(lines),
            "totals": totals(lines, dates),
            "bases": [(kind, base_of(kind, dates.on)) for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)],
            "columns": columns_of(COLUMNS, request.GET, wanted.sort, backwards=wanted.backwards),
            "kinds": list(ZoneKind),
            "places": places_listed(dates),
            "stages": [*((stage, stage_name(stage)) for stage in STAGES), (ENDED, ENDED_NAME)],
        },
    )


@kept
def zone(request: PageRequest, book: str, code: str) -> HttpResponse:
    """A zone's page; for those signed in with the contacts that stand beside its events."""
    page = zone_page((book, code), request.dates, request.lang)
    figures = page.figures
    part = part_of(request, page.timeline, downloaded=False)
    context = {
        "page": page,
        "part": part,
        "reference": f"{book}/{code}",
        "bar": land_bar(figures),
        "available": figures["land.available"],
        "leasable": figures["land.leasable"],
        "workers": figures["labour.workers"],
        "in_force": page.origins["projects.in_force"],
        "capital": page.origins["capital.in_force"],
        "land_rows": [figures[name] for name in LAND_ROWS],
        "services": [figures[name] for name in SERVICES],
        "flow": figures["wastewater.flow"],
        "capacity": figures["wastewater.capacity"],
        "shown_tenants": page.tenants[: None if getattr(request, "whole", False) else TENANTS_SHOWN],
        "documents": documents_of(part.items),
        "contacts": _contacts(request, page, f"{book}/{code}"),
        "informs": INFORMS,
    }
    return render(request, "zones/zone.html", context)


def _contacts(request: PageRequest, page: ZonePage, reference: str) -> list[tuple[str, str, str, str]]:
    """The people that stand beside a zone's events, for those who may read of them."""
    if not may(request.user, Action.READ_CONTACTS):
        return []
    book = registry.get_book(reference.partition("/")[0])
    target = Target(book.pk, book.place, zone_id(opened().engine, reference, request.dates.known_at))
    found = page.timeline.contacts() if may(request.user, Action.READ_CONTACTS, target) else []
    if found:
        audit_viewed(request, reference)
    return found


@kept
def fact_sheet(request: PageRequest, book: str, code: str) -> HttpResponse:
    """A zone's fact sheet, for the dates written out on it."""
    dates = request.dates.fixed(moment_now())
    page = zone_page((book, code), dates, request.lang)
    address = request.build_absolute_uri(reverse("zone", args=[book, code]) + dates.query())
    answer = HttpResponse(made(Sheet(page, dates, address, request.lang)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slug(page.title)}-{dates.on.isoformat()}.pdf"'
    return answer


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
