"""Open data: what can be downloaded, and the downloads that are no page's table."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext

from parkledger.briefing import open_data
from parkledger.briefing.splits import By, split_figures
from parkledger.catalogue import INDICATORS
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.ledger.errors import BookUnknown
from parkledger.places import get
from parkledger.portal.open_data.tables import sets_table
from parkledger.portal.shared.datasets import dataset
from parkledger.records.figure_queries import choice, question_from
from parkledger.tables.files import format_named
from parkledger.web.files import streamed_file
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import notes, table_download, table_page


@kept
def index(request: PageRequest) -> HttpResponse:
    """What there is to download, each for the page's two dates."""
    books = current_figures()
    places = [get(code) for code in open_data.recorded_places(books, request.dates)]
    table = sets_table(places, request.dates, request, request.lang)
    described = dataset(request, gettext("Dữ liệu mở"), table.name)
    context = {"table": table, "books": books_public(books), "dataset": described}
    return table_page(request, "open_data/open_data.html", context)


def books_public(books: Figures) -> list[str]:
    """The books that can be downloaded whole."""
    hidden = hiding(PublicKind.OPEN_DATA) | hiding(PublicKind.JOURNAL)
    return sorted(code for code in books.heads if code not in hidden)


def figures(request: PageRequest, form: str) -> HttpResponse:
    """All figures of the provinces on record, or of one place, as a table."""
    books = current_figures()
    place = request.GET.get("place")
    places = [get(place).code] if place else open_data.recorded_places(books, request.dates)
    found = open_data.all_figures(books, request.dates, places)
    table = open_data.figures_table(found, request.lang)
    content = replace(table.content(), notes=notes(request, demo=any(figure.demo for figure in found)))
    return table_download(request, content, format_named(form))


def asked(request: PageRequest) -> HttpResponse:
    """Figures as JSON: an indicator (or several) for a place or zone, split `by` something (see `By`)."""
    books = current_figures()
    bases = []
    for code in request.GET.getlist("indicator") or list(INDICATORS)[:1]:
        one = request.GET.copy()
        one["indicator"] = code
        bases.append(question_from(one, request.dates, books))
    answers = split_figures(bases, choice(By, request.GET, "by"), books)
    answer = JsonResponse(
        {"figures": open_data.figures_json(answers, books, request.lang)}, json_dumps_params={"ensure_ascii": False}
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def journal(request: PageRequest, book: str) -> StreamingHttpResponse:
    """A book's journal as JSON lines."""
    books = current_figures()
    if book not in books.heads:
        raise BookUnknown(book=book, known=sorted(books.heads) or ["—"])
    lines = open_data.journal(book, books, request.dates)
    return streamed_file(lines, "application/jsonl; charset=utf-8", f"{book}.jsonl")
