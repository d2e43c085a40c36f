"""The land finder, and the form by which an investor asks about land."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from django.http import HttpResponse
from django.urls import reverse

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.language import Text, in_name_order, sort_key
from parkledger.places import COUNTRY_CODE, Level, Place, existed, get, is_within_any, province_on, territory
from parkledger.promotion.data_age import Age, trust_days
from parkledger.promotion.land_finder import LandOffer, ages, complete, search
from parkledger.promotion.land_search import CHOSEN, MOST_CHOSEN, LandFilter, LandOrder, carried_from, wanted_from
from parkledger.promotion.land_tables import LandRow, land_table, landmarks_table
from parkledger.promotion.landmarks import landmarks
from parkledger.promotion.readiness import ReadyBy
from parkledger.records.figure_queries import zone_id
from parkledger.records.histories import zone_name
from parkledger.records.links import reach
from parkledger.tables import Link
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import PAGE, part_of
from parkledger.web.tables import table_page

ROWS = 25
"""Zones of a page: each has so many numbers that more are not read at once."""


@kept
def land(request: PageRequest) -> HttpResponse:
    """Zones with land to let that fit what is asked."""
    books = current_figures()
    wanted = wanted_from(request.GET, request.lang)
    chosen = [(each, zone_name(zone_id(books, each, request.dates.known_at), request.dates)) for each in wanted.chosen]
    found = search(books, wanted, request.dates)
    part = part_of(request, found.offers, ROWS)
    shown, full = part.items, len(chosen) >= MOST_CHOSEN
    complete(books, shown, request.dates)
    rows = _rows(request, shown, wanted, full=full)
    lang, standing = request.lang, landmarks()
    context = {
        "wanted": wanted,
        "found": found,
        "part": part,
        "rows": rows,
        "table": land_table(rows, wanted.sector, request.dates, lang) if rows else None,
        "landmarks_table": landmarks_table(tuple(standing), lang),
        "kinds": list(ZoneKind),
        "sortings": list(LandOrder),
        "ready_choices": list(ReadyBy),
        "places": places_of(books, request.dates.on, wanted.place),
        "landmarks": standing,
        "trust": trust_days().on(request.dates.on),
        "trust_note": trust_days(),
        "behind": Age(request.dates.on, request.dates.due_on),
        "chosen": [(title, _toggled(request, each)) for each, title in chosen],
        "full": full,
        "comparison": _comparison(request, wanted.chosen),
        "letter": _letter(request, [title for _, title in chosen]),
    }
    return table_page(request, "land/land.html", context)


def _rows(request: PageRequest, shown: Sequence[LandOffer], wanted: LandFilter, *, full: bool) -> list[LandRow]:
    """The zones of a page, each with the age of what is known of its land, what one may do with it, and its stance."""
    known, carried = ages(shown, request.dates), carried_from(request.GET.dict())
    return [
        LandRow(
            offer,
            known[offer.id],
            _acts(request, offer, chosen=offer.reference in wanted.chosen, full=full),
            offer.decided.get(wanted.sector.code) if wanted.sector else None,
            carried,
        )
        for offer in shown
    ]


CHOOSE, TAKE_OFF, ASK = (
    Text("Chọn", "Shortlist"),
    Text("Bỏ chọn", "Take off"),
    Text("Gửi yêu cầu thuê đất", "Ask for land"),
)


def _acts(request: PageRequest, offer: LandOffer, *, chosen: bool, full: bool) -> list[Link]:
    """What one may do with a zone: put it on the shortlist or take it off, ask about its land."""
    words = (TAKE_OFF if chosen else CHOOSE).of(request.lang)
    toggle = [Link(words, _toggled(request, offer.reference), offer.title)] if chosen or not full else []
    asked = reach("inquire", dates=request.dates, zone=offer.reference, **carried_from(request.GET.dict()))
    return [*toggle, Link(ASK.of(request.lang), asked, offer.title)]


def _toggled(request: PageRequest, reference: str) -> str:
    """This page with a zone put on the shortlist, or taken off it."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    there = query.getlist(CHOSEN)
    query.setlist(CHOSEN, [each for each in there if each != reference] if reference in there else [*there, reference])
    return f"?{query.urlencode()}"


def _comparison(request: PageRequest, chosen: tuple[str, ...]) -> str:
    """The address that compares the shortlist; empty where there are not two."""
    if len(chosen) < 2:
        return ""
    return f"{reverse('compare')}?{urlencode([*((CHOSEN, each) for each in chosen), *request.dates.given])}"


def _letter(request: PageRequest, titles: list[str]) -> str:
    """The address that opens a letter with the shortlist, for whoever is to see it."""
    subject = Text("Khu, cụm công nghiệp để xem xét", "Industrial parks to consider").of(request.lang)
    body = "\n".join([*titles, "", request.build_absolute_uri()])
    return f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"


def places_of(books: Figures, on: date, chosen: Place | None) -> list[tuple[Place, bool]]:
    """The provinces of the day with zones, and the one chosen; with its districts; each with whether it is a district."""
    codes = {zone["place"] for zone in books.zones.values()}
    provinces = {get(province_on(code, on)) for code in codes if code != COUNTRY_CODE}
    if chosen is not None and chosen.level is Level.PROVINCE:
        provinces.add(chosen)
    listed = sorted(provinces, key=lambda place: (not existed(place, on), sort_key(place.name)))
    found: list[tuple[Place, bool]] = []
    for province in listed:
        found.append((province, False))
        if chosen is None or chosen.level is Level.COUNTRY:
            continue
        around = territory(province)
        if province == chosen if chosen.level is Level.PROVINCE else is_within_any(chosen.code, around):
            below = {get(code) for code in codes if is_within_any(code, around) and code not in around}
            found += [(place, True) for place in in_name_order(below, lambda place: place.name)]
    return found
