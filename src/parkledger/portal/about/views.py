"""The pages about the portal, and the sitemap."""

from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from parkledger.catalogue import INDICATORS
from parkledger.catalogue.glossary import TERMS
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures.current import current_figures
from parkledger.language import today
from parkledger.ledger.store import registry
from parkledger.places import get, parent
from parkledger.records.dates import Dates
from parkledger.records.documents import listed
from parkledger.records.project_lists import lines_on
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept

FOR_INVESTORS = ("home", "map", "zones", "land", "about")
PAGES = ("compare", "projects", "documents", "practices", "indicators", "open_data", "glossary", "handbook")
"""Pages that search engines are led to, beside those of places, zones, indicators, documents and projects."""
MOST_ADDRESSES = 50_000
"""Addresses that one sitemap may hold."""


@kept
def about(request: PageRequest) -> HttpResponse:
    """What the portal is, who keeps it, how to reach them, and by which licence its data may be used."""
    books = registry.books().order_by("pk").values_list("code", "name", "place", "demo")
    context = {"books": [(code, name, get(place).title(request.dates.on), demo) for code, name, place, demo in books]}
    return render(request, "about/about.html", context)


@kept
def glossary(request: PageRequest) -> HttpResponse:
    """The words of the trade, each with its law."""
    terms = [(term, INDICATORS[term.indicator] if term.indicator else None) for term in TERMS]
    return render(request, "about/glossary.html", {"terms": terms})


@kept
def sitemap(request: HttpRequest) -> HttpResponse:
    """The pages that a search engine may list; in languages that have a part of the texts, the pages for investors."""
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for code, _ in settings.LANGUAGES:
        with override(code):
            paths = _for_investors() + (_for_all() if code in settings.WHOLE_LANGUAGES else [])
            for path in paths[: MOST_ADDRESSES // len(settings.LANGUAGES)]:
                SubElement(SubElement(root, "url"), "loc").text = request.build_absolute_uri(path)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


def _for_investors() -> list[str]:
    """Pages that are in every language."""
    books, hidden = current_figures(), hiding(PublicKind.ZONES)
    places = {place for code in books.places() for place in _with_province(code)}
    zones = [zone for zone in books.zones.values() if zone["book"] not in hidden]
    return [
        *(reverse(page) for page in FOR_INVESTORS),
        *(reverse("place", args=[code]) for code in sorted(places)),
        *(reverse("zone", args=[zone["book"], zone["code"]]) for zone in zones),
    ]


def _for_all() -> list[str]:
    """The other pages, of which there is no end in other languages than those that are whole."""
    dates = Dates(today())
    return [
        *(reverse(page) for page in PAGES),
        *(reverse("indicator", args=[code]) for code in INDICATORS),
        *(reverse("document", args=[each.id]) for each, _ in listed(None)),
        *(reverse("project", args=line.project.reference) for line in lines_on(dates)),
    ]


def _with_province(code: str) -> list[str]:
    """A place with those that it is in, but for the country."""
    found, place = [], get(code)
    above = parent(place)
    while above is not None:
        found.append(place.code)
        place, above = above, parent(above)
    return found
