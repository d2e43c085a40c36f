"""The reading room: a page is read, its figures light up and are set against the ledger; officers keep and accept."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parkledger.briefing.correction_letters import CorrectionRequest, correction_file, correction_letter
from parkledger.briefing.reading_sample import sample
from parkledger.checking import acceptance, archive
from parkledger.checking.kept_statements import StatementChoice, choices_of
from parkledger.checking.models import KeptPage
from parkledger.checking.page_scope import place_named, place_of
from parkledger.figures.current import expire
from parkledger.language import ParkError, in_name_order, today
from parkledger.ledger.store import registry
from parkledger.people.permissions import Target, books_for
from parkledger.people.roles import Action
from parkledger.places import provinces
from parkledger.portal.reading_room.files import GivenPage, given_by
from parkledger.portal.reading_room.highlights import ShownReading, read_and_check
from parkledger.portal.reading_room.tables import choices_table
from parkledger.reading import source_of
from parkledger.submissions.workflow import quotations
from parkledger.web.access import audit, permitted, require_for
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

SAMPLE = "mau"
"""In the address: read the sample."""


@csrf_exempt  # reading changes nothing; so the page needs no token and can be kept for visitors
@kept
def reading_room(request: PageRequest) -> HttpResponse:
    """The form; what was given to it, read and checked."""
    if request.method == "POST":
        return _answered(request, _read)
    found = sample(request.dates)
    context: dict[str, Any] = {"sample": found}
    if found is not None and SAMPLE in request.GET:
        given = {"text": found.text, "published": found.published.isoformat(), "place": ""}
        reading = read_and_check(source_of(found.text), found.published, "", request.dates)
        context |= {"given": given, "reading": reading, "is_sample": True}
    return _page(request, context)


@permitted(Action.KEEP_PAGES)
@require_POST
def keep_page(request: PageRequest) -> HttpResponse:
    """Keep what was given, with its statements; then to choose which of them to accept."""
    return _answered(request, _keep)


@permitted(Action.KEEP_PAGES)
def accept_statements(request: PageRequest, number: int) -> HttpResponse:
    """The statements of a kept page, to be accepted into a book or linked to an event."""
    page = archive.page_numbered(number)
    if request.method != "POST":
        return _choosing(request, page, {"kept": request.GET.get("luu", "")})
    ordinals = [int(each) for each in request.POST.getlist("statement") if each.isascii() and each.isdigit()]
    try:
        _accept(request, page, ordinals)
    except ParkError as refusal:
        chosen = {"problem": refusal.message(request.lang), "chosen": ordinals, "given": request.POST}
        return _choosing(request, page, chosen, status=400)
    expire()
    return HttpResponseRedirect(reverse("accept_statements", args=[page.pk]) + request.dates.query())


def _read(request: PageRequest, given: GivenPage) -> HttpResponse:
    reading = _checked(request, given)
    return _page(request, {"given": _retained(request, given), "reading": reading})


def _keep(request: PageRequest, given: GivenPage) -> HttpResponse:
    reading = _checked(request, given)
    with transaction.atomic():
        stored = archive.keep(given.data, reading.page, url=given.url, name=given.name)
        audit(request, "page_kept", stored.page.pk, {"url": given.url, "added": stored.added})
    address = reverse("accept_statements", args=[stored.page.pk])
    return HttpResponseRedirect(address + request.dates.query(luu="moi" if stored.added else "da-co"))


@permitted(Action.KEEP_PAGES)
@require_POST
def letter(request: PageRequest) -> HttpResponse:
    """A letter to whoever published the page, that asks for a correction of what differs."""
    return _answered(request, _letter)


def _letter(request: PageRequest, given: GivenPage) -> HttpResponse:
    reading = _checked(request, given)
    found = [row.now.checked for row in reading.rows]
    place = place_named(given.place, today()).code if given.place else place_of(reading.page, today())
    asked = CorrectionRequest(place, today(), request.lang, request.dates.known_at)
    content, media_type = correction_file(correction_letter(reading.page, found, asked), "docx")
    audit(request, "letter_drawn_up", reading.page.title or "", {"url": given.url})
    return file_answer(content, media_type, "cong-van-dinh-chinh.docx")


def _checked(request: PageRequest, given: GivenPage) -> ShownReading:
    return read_and_check(given.source, given.published, given.place, request.dates)


def _answered(request: PageRequest, answer: Callable[[PageRequest, GivenPage], HttpResponse]) -> HttpResponse:
    """The answer; where it is refused, the form again with what was written and why."""
    try:
        return answer(request, given_by(request))
    except ParkError as refusal:
        context = {"given": request.POST, "problem": refusal.message(request.lang), "sample": sample(request.dates)}
        return _page(request, context, status=400)


def _retained(request: PageRequest, given: GivenPage) -> dict[str, str]:
    """What the form is filled with afterwards: of a file, the text that was read from it."""
    written = {key: request.POST.get(key, "") for key in ("published", "place", "url")}
    return {**written, "text": given.source.text, "file": given.name}


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The whole page, or only its result where that is asked for."""
    is_part = request.headers.get("HX-Request") == "true" and request.method == "POST"
    template = "reading_room/_reading.html" if is_part else "reading_room/reading_room.html"
    dates = request.dates  # type: ignore[attr-defined]
    return render(request, template, {**context, "provinces": provinces(dates.on)}, status=status)


def _choosing(request: PageRequest, page: KeptPage, context: dict[str, Any], status: int = 200) -> HttpResponse:
    chosen = context.get("chosen", [])
    listed: list[StatementChoice] = choices_of(page, set(chosen))
    waiting = quotations.waiting(page)
    context = {
        **context,
        "page": page,
        "choices": choices_table(listed, waiting, request.lang),
        "books": _books(request),
        "free": sum(not each.taken and each.number not in waiting for each in listed),
    }
    return table_page(request, "reading_room/accept_statements.html", context, status)


def _books(request: PageRequest) -> list[dict[str, Any]]:
    """The books into which whoever asks may accept."""
    theirs = books_for(request.user, Action.KEEP_PAGES)
    codes = {book.code for book in registry.books(theirs)}
    return in_name_order(
        (book for book in registry.describe_books() if book["code"] in codes), lambda book: book["name"]
    )


def _accept(request: PageRequest, page: KeptPage, ordinals: list[int]) -> None:
    """Submitted to the book named, to be approved; or linked to the event named. One of the two."""
    book, event = request.POST.get("book", "").strip(), request.POST.get("event", "").strip()
    if not ordinals:
        raise NothingChosen
    if bool(book) == bool(event):
        raise BookOrEvent
    into = book or event.partition("/")[0]
    theirs = registry.find_book(into)
    if theirs is not None:
        require_for(request, Action.KEEP_PAGES, Target(book=theirs.pk))
    with transaction.atomic():
        if event:
            acceptance.bind(page, ordinals, event)
        else:
            quotations.submit_statements(page, ordinals, registry.get_book(book), request.user)
        audit(request, "statements_accepted", page.pk, {"statements": ordinals, "book": book, "event": event})


class NothingChosen(ParkError):
    """No statement was ticked."""

    code = "no_statement_chosen"
    vi = "Chưa chọn số liệu nào. Hãy đánh dấu ít nhất một số liệu trong bảng."
    en = "No statement is chosen. Tick at least one in the table."


class BookOrEvent(ParkError):
    """Neither or both of a book and an event were named."""

    code = "book_or_event"
    vi = "Hãy chọn một trong hai: sổ để ghi số liệu vào, hoặc sự kiện đã có để gắn với (dạng sổ/số)."
    en = "Choose one of the two: a book to record the statements in, or an event to link them to (book/number)."
