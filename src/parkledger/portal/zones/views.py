"""The list of zones; a zone's page; its fact sheet."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parkledger.briefing.fact_sheets import FactSheet
from parkledger.briefing.fact_sheets import fact_sheet as made
from parkledger.briefing.zone_profiles import (
    ENVIRONMENT,
    INSPECTED,
    LABOUR,
    SERVICES,
    TENANTS_SHOWN,
    ZonePage,
    facilities_table,
    framed,
    tariffs_table,
    zone_page,
)
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.checking.conditions import INFORMS
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, format_number, slug
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.store import registry
from parkledger.people.permissions import Target, may
from parkledger.people.roles import Action
from parkledger.places import get
from parkledger.portal.shared.datasets import dataset, picture_of
from parkledger.portal.suppositions.leading import led_by_supposition
from parkledger.portal.zones.small_map import small_map
from parkledger.promotion.land_search import carried_from
from parkledger.promotion.landmarks import Distance, nearest
from parkledger.records.clearance_tables import clearance_table
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_of
from parkledger.records.environment_tables import OF_ZONE as ENVIRONMENT_OF_ZONE
from parkledger.records.environment_tables import environment_tables
from parkledger.records.figure_queries import ChoiceUnknown, choice, zone_id
from parkledger.records.foundings import (
    books_withholding_foundings,
    foundings_of,
    foundings_table,
    legacy_of,
    legacy_table,
)
from parkledger.records.incentives import FROM_MEMORY, incentive_areas, incentive_of, incentives_table
from parkledger.records.incentives import OF_ZONE as INCENTIVES_OF_ZONE
from parkledger.records.infrastructure import OF_ZONE as OF_THE_ZONE
from parkledger.records.infrastructure import (
    completion_difference,
    lots_of,
    lots_table,
    utilities_of,
    utilities_table,
)
from parkledger.records.inspections import (
    INSPECTIONS_SHOWN,
    OF_ZONE,
    books_withholding,
    inspections_of,
    inspections_table,
)
from parkledger.records.labour import OF_ZONE as LABOUR_OF_ZONE
from parkledger.records.labour import labour_of, labour_tables
from parkledger.records.land_bars import LandBar, land_bar
from parkledger.records.links import reach
from parkledger.records.photos import ZonePhoto, photos_of
from parkledger.records.place_lists import former_lines, province_lines
from parkledger.records.plot_tables import PLOTS_SHOWN, ending_soon, leases_table, plots_table, states_in_words
from parkledger.records.plots import ZonePlan, zone_clearance, zone_plan
from parkledger.records.project_tables import projects_table
from parkledger.records.state_assets import assets_of, assets_table
from parkledger.records.tariff_frames import frames_on, rates_on
from parkledger.records.timelines import documents_of
from parkledger.records.works import zone_works
from parkledger.records.zone_holdings import STAGES, stage_name
from parkledger.records.zone_lists import (
    ENDED,
    NUMBERS,
    SORTS,
    ZoneFilter,
    base_of,
    listed,
    places_listed,
    totals,
)
from parkledger.records.zone_tables import former_table, land_table, provinces_table, sectors_table, zones_table
from parkledger.submissions.files.pictures import pictures_among
from parkledger.tables import Sorting
from parkledger.web.access import audit_viewed
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import is_download, part_of
from parkledger.web.tables import table_page

LAND_ROWS = ("land.planned", "land.industrial", "land.service", "land.to_clear", "land.cleared", "land.clean")
ENDED_NAME = _("đã sáp nhập hoặc bãi bỏ")


@kept
def zones(request: PageRequest) -> HttpResponse:
    """The zones on record on the day."""
    dates = request.dates
    wanted = wanted_from(request.GET)
    lines = listed(wanted, dates)
    part, sorting = part_of(request, lines), Sorting(wanted.sort, wanted.backwards)
    return table_page(
        request,
        "zones/zones.html",
        {
            "wanted": wanted,
            "part": part,
            "count": len(lines),
            "table": zones_table(part.items, totals(lines, dates), len(lines), dates, request.lang, sorting),
            "bases": [(kind, base_of(kind, dates.on)) for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)],
            "kinds": list(ZoneKind),
            "places": places_listed(dates),
            "stages": [*((stage, stage_name(stage)) for stage in STAGES), (ENDED, ENDED_NAME)],
        },
    )


@led_by_supposition("supposed_zone", "code")
@kept
def zone(request: PageRequest, book: str, code: str) -> HttpResponse:
    """A zone's page; for those signed in with the contacts that stand beside its events."""
    page = zone_page((book, code), request.dates, request.lang)
    figures = page.figures
    part = part_of(request, page.timeline, downloaded=False)
    bar, distances = land_bar(figures), _distances(page, request.dates.on)
    context = {
        "page": page,
        "part": part,
        "reference": f"{book}/{code}",
        "inquire_address": _inquiry(request, f"{book}/{code}"),
        "bar": bar,
        "available": figures["land.available"],
        "leasable": figures["land.leasable"],
        "rent": figures["fee.land_rent"],
        "workers": figures["labour.workers"],
        "in_force": page.origins["projects.in_force"],
        "capital": page.origins["capital.in_force"],
        "added": [
            total
            for total, known in zip(page.added.by_origin, page.origins["projects.in_force"], strict=True)
            if total.projects or known.value is not None
        ],
        "land_rows": [figures[name] for name in LAND_ROWS],
        "services": [figures[name] for name in SERVICES],
        "inspected": [figures[name] for name in INSPECTED],
        "environment_figures": [figures[name] for name in ENVIRONMENT],
        "completion_difference": completion_difference(figures, request.lang),
        "labour_figures": [figures[name] for name in LABOUR if figures[name].value is not None],
        "documents": documents_of(part.items),
        "photos": _photos(page, request),
        "contacts": _contacts(request, page, f"{book}/{code}"),
        "keeper": registry.get_book(book).name,
        "distances": distances,
        "small_map": small_map(page.zone, distances, request.dates, request.lang),
        "informs": INFORMS,
    }
    tables = _zone_tables(page, bar, request)
    return table_page(request, "zones/zone.html", context | tables | _shared(request, page, tables))


MOST_PHOTOS: Final = 12
"""Photos on the page of a zone."""


def _photos(page: ZonePage, request: PageRequest) -> list[ZonePhoto]:
    """The photos of a zone whose files are kept here, the latest first."""
    found = photos_of(page.zone.reference, request.dates)
    kept_here = pictures_among({photo.sha256 for photo in found})
    return [photo for photo in found if photo.sha256 in kept_here][:MOST_PHOTOS]


def _shared(request: PageRequest, page: ZonePage, tables: Mapping[str, Any]) -> dict[str, Any]:
    """What the page is found and shared by: a picture, and its data described."""
    described = tables["land"] or tables["tenants"]
    return {
        "picture": picture_of(request, "zone_picture", *page.zone.reference),
        "dataset": dataset(request, page.title, described.name, place=page.place.of(request.lang)),
    }


def _inquiry(request: PageRequest, reference: str) -> str:
    """Where land of the zone is asked for, with what was looked for."""
    return reach("inquire", dates=request.dates, zone=reference, **carried_from(request.GET.dict()))


def _distances(page: ZonePage, on: date) -> list[Distance]:
    """The nearest landmark of each kind, in a straight line; none where the zone has no position."""
    zone = page.zone
    return list(nearest(zone.latitude, zone.longitude, on).values()) if zone.latitude and zone.longitude else []


TENANTS = Text("Dự án trong khu, cụm", "Projects in the zone")
DEVELOPERS = Text("Dự án hạ tầng", "Infrastructure projects")


NEWEST: Final = Text(
    "{shown} dự án được cấp gần nhất, trong {all} dự án", "the {shown} projects registered last, of {all}"
)


def _cut(page: ZonePage, shown: int, lang: Lang) -> str:
    """That a table shows some of a zone's tenants only; nothing where it shows them all."""
    every = len(page.tenants)
    return (
        NEWEST.of(lang).format(shown=format_number(shown, lang), all=format_number(every, lang))
        if shown < every
        else ""
    )


def _zone_tables(page: ZonePage, bar: LandBar | None, request: PageRequest) -> dict[str, Any]:
    """The tables of a zone's page; a long one of tenants is cut on the page and whole in its file."""
    dates, lang = request.dates, request.lang
    whole = is_download(request)
    tenants = page.tenants if whole else page.tenants[:TENANTS_SHOWN]
    reference = (page.zone.book, page.zone.code)
    inspected = inspections_of(SubjectKind.ZONE, reference, dates)
    shown = inspected if whole else inspected[:INSPECTIONS_SHOWN]
    labour = labour_of(SubjectKind.ZONE, reference, dates)
    labour = (labour.pressing_first if whole else labour.of_year)(dates.on.year, dates.on)
    foundings, legacy = foundings_of(reference, dates), legacy_of(reference, dates)
    plan = zone_plan(page.zone.reference, dates)
    clearance = zone_clearance(page.zone.reference, dates)
    return (
        _infrastructure_tables(page, request)
        | _of_plots(plan, dates, lang, whole=whole)
        | {
            "cleared": clearance,
            "clearance": clearance_table(clearance, lang),
            "land": land_table(bar, dates, lang) if bar else None,
            "tenants": projects_table(
                "tenants", tenants, dates, lang, title=TENANTS, caption=_cut(page, len(tenants), lang), in_zone=True
            ),
            "more_tenants": len(page.tenants) > len(tenants),
            "developers": projects_table("developers", page.developers, dates, lang, title=DEVELOPERS, in_zone=True),
            "sectors": sectors_table(page.policy, dates, lang),
            "foundings": foundings_table(foundings, dates, lang, without=OF_ZONE) if foundings else None,
            "legacy": legacy,
            "legacy_lacks": legacy_table(legacy, dates, lang) if legacy else None,
            "foundings_withheld": page.zone.book in books_withholding_foundings(),
            "inspections": inspections_table(shown, dates, lang, without=OF_ZONE) if inspected else None,
            "inspections_withheld": page.zone.book in books_withholding(),
            "more_inspections": len(inspected) > len(shown),
            "environment": environment_tables(
                environment_of(SubjectKind.ZONE, reference, dates), dates, lang, without=ENVIRONMENT_OF_ZONE
            ),
            "labour": labour_tables(labour, dates, lang, LABOUR_OF_ZONE),
        }
    )


def _of_plots(plan: ZonePlan, dates: Dates, lang: Lang, *, whole: bool) -> dict[str, Any]:
    """The plots of a zone, how many stand in which state, and its lease contracts."""
    return {
        "leases": leases_table(plan, dates, lang),
        "ending": ending_soon(plan, dates),
        "plan": plan,
        "more_plots": len(plan.plots) > PLOTS_SHOWN,
        "plot_states": states_in_words(plan, lang),
        "plots": plots_table(plan, dates, lang, None if whole else PLOTS_SHOWN),
    }


def _infrastructure_tables(page: ZonePage, request: PageRequest) -> dict[str, Any]:
    """The tables of a zone's utilities, works lot by lot, facilities and tariffs."""
    dates, lang = request.dates, request.lang
    utilities = utilities_of(page.zone, page.figures, dates, zone_works(page.zone.reference, dates))
    lots, assets = lots_of(page.zone.reference, dates), assets_of(page.zone.reference, dates)
    incentive = incentive_of(page.zone, incentive_areas(dates))
    return {
        "incentives": incentives_table([(page.zone, incentive)], dates, lang, without=INCENTIVES_OF_ZONE)
        if incentive
        else None,
        "incentives_from_memory": FROM_MEMORY,
        "incentives_withheld": bool(hiding(PublicKind.JOURNAL)),
        "utilities": utilities_table(utilities, dates, lang, without=OF_THE_ZONE) if utilities else None,
        "lots": lots_table(lots, dates, lang, without=OF_THE_ZONE) if lots else None,
        "facilities": facilities_table(page.facilities, dates, lang),
        "tariffs": tariffs_table(
            framed(page.zone, page.tariffs, frames_on(dates), rates_on(dates).get(page.zone.book)), dates, lang
        ),
        "assets": assets_table(assets, dates, lang, without=OF_THE_ZONE) if assets else None,
    }


def _contacts(request: PageRequest, page: ZonePage, reference: str) -> list[tuple[str, str, str, str]]:
    """The people that stand beside a zone's events, for those who may read of them."""
    if not may(request.user, Action.READ_CONTACTS):
        return []
    book = registry.get_book(reference.partition("/")[0])
    target = Target(book.pk, book.place, zone_id(current_figures(), reference, request.dates.known_at))
    found = page.timeline.contacts() if may(request.user, Action.READ_CONTACTS, target) else []
    if found:
        audit_viewed(request, reference)
    return found


@kept
def fact_sheet(request: PageRequest, book: str, code: str) -> HttpResponse:
    """A zone's fact sheet, for the dates written out on it."""
    dates = request.dates.fixed(timezone.now())
    page = zone_page((book, code), dates, request.lang)
    address = request.build_absolute_uri(reverse("zone", args=[book, code]) + dates.query())
    name = f"{slug(page.title)}-{dates.on.isoformat()}.pdf"
    return file_answer(made(FactSheet(page, dates, address, request.lang)), "application/pdf", name, inline=True)


def wanted_from(given: QueryDict) -> ZoneFilter:
    """What an address narrows the list to; refused where it names what there is not."""
    stage, sort = given.get("stage", "").strip(), given.get("sort", "").strip() or "name"
    sorts = [*SORTS, "area", *NUMBERS]
    for name, value, choices in (("stage", stage, ["", *STAGES, ENDED]), ("sort", sort, sorts)):
        if value not in choices:
            raise ChoiceUnknown(value=value, name=name, choices=[each for each in choices if each])
    place = given.get("place", "").strip()
    return ZoneFilter(
        choice(ZoneKind, given, "kind"),
        get(place).code if place else "",
        stage,
        given.get("q", "").strip()[:200],
        sort,
        given.get("order") == "desc",
    )


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
