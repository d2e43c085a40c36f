"""The picture of a place, of a zone and of a figure: made from the page's own figures, kept for a state of the books."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse

from parkledger.briefing.previews import Preview, picture
from parkledger.briefing.zone_profiles import zone_page
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import figure_title
from parkledger.language import Text, capitalised
from parkledger.places import get
from parkledger.records.figure_queries import question_from
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept

ZONES = Text("Khu công nghiệp, cụm công nghiệp", "Industrial parks and clusters")
OF_PLACE = ("occupancy", "land.available", "zones.operating")
OF_ZONE = ("occupancy", "land.available", "labour.workers")


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """How full the parks of a place are, what is left in them, how many operate."""
    found, dates = get(code), request.dates
    asked = [Question(each, found.code, dates.on, kind=ZoneKind.PARK, known_at=dates.known_at) for each in OF_PLACE]
    lead = f"{ZONES.of(request.lang)}: {ZoneKind.PARK.label.of(request.lang)}"
    return _png(request, found.title(dates.on).of(request.lang), lead, current_figures().answer(asked))


@kept
def zone(request: PageRequest, book: str, code: str) -> HttpResponse:
    """How full a zone is, what is left in it, who works there."""
    page = zone_page((book, code), request.dates, request.lang)
    lead = f"{capitalised(page.kind.label.of(request.lang))}, {page.place.of(request.lang)}"
    figures = [page.figures[each] for each in OF_ZONE] if page.begun else []
    return _png(request, page.title, lead, figures, demo=page.demo)


@kept
def figure(request: PageRequest) -> HttpResponse:
    """A figure with what it is of."""
    books = current_figures()
    found = books.answer([question_from(request.GET, request.dates, books)])[0]
    lead = get(found.question.place).title(found.question.end).of(request.lang)
    return _png(request, figure_title(found, request.lang), lead, [found])


def _png(request: PageRequest, title: str, lead: str, figures: Sequence[Figure], *, demo: bool = False) -> HttpResponse:
    site = settings.PORTAL_OWNER or "parkledger"
    made = picture(Preview(title, lead, figures, dates=request.dates, site=site, lang=request.lang, demo=demo))
    return HttpResponse(made, content_type="image/png")
