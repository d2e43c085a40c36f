"""What every request is given: its language and its two dates; and what every refusal becomes: a page in words."""

from collections.abc import Callable, Iterator
from contextvars import Context, copy_context
from datetime import date

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from parkledger.catalogue.publicity import seen_as_before
from parkledger.failures import in_words
from parkledger.figures.current import expire
from parkledger.language import SAID_ON_A_PAGE, Lang, ParkError, parse_date
from parkledger.people import audit
from parkledger.people.allauth_adapters import client_address
from parkledger.people.publicity import look_as
from parkledger.records.dates import Dates, dates_of
from parkledger.records.event_names import with_events_in_words
from parkledger.records.latest import page_dates
from parkledger.submissions.workflow import letters


class PageRequest(HttpRequest):
    """A request as views see it: with the page's language and its two dates."""

    lang: Lang
    dates: Dates


API_ROOT = "/api/"
"""Below this, refusals are JSON and nothing is a page."""


def the_ledger_as_it_is(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: whoever recorded something, a request that begins after it is answered with it, as a visitor at first.

    What is withheld from whoever asked is so for the answer alone, with what of it is still sent after it was made.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        expire()
        with seen_as_before():
            look_as(None)
            answered = get_response(request)
            if isinstance(answered, StreamingHttpResponse) and not isinstance(answered, FileResponse):
                parts = answered.streaming_content
                if isinstance(parts, Iterator):
                    answered.streaming_content = _as_asked(copy_context(), parts)
            return answered

    return answer


def _as_asked(asked: Context, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts of an answer, each made as the request saw the books."""
    while True:
        try:
            part = asked.run(next, parts)
        except StopIteration:
            return
        yield part


def asked_from(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what a request does is told to the audit trail with the address that it came from."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        before = audit.asked_from.set(client_address(request))
        try:
            return get_response(request)
        finally:
            audit.asked_from.reset(before)

    return answer


def seen_as_who_asks(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: who is signed in sees what their roles let them see; until then a request is a visitor's."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            look_as(request.user)
        return get_response(request)

    return answer


def dates_and_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `request.lang` and `request.dates`; dates that cannot be read are answered with a page that says so."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.lang = Lang.VI if (get_language() or "vi") == "vi" else Lang.EN  # type: ignore[attr-defined]
        is_page = not request.path_info.startswith(API_ROOT)
        said = SAID_ON_A_PAGE.set(with_events_in_words if is_page else None)
        answered = letters.absolute.set(request.build_absolute_uri)
        try:
            request.dates = page_dates(request.GET) if is_page else dates_of(request.GET)  # type: ignore[attr-defined]
            return get_response(request)
        except ParkError as unreadable:  # the dates; what a view refuses is answered further in
            return refused(request, unreadable)
        finally:
            letters.absolute.reset(answered)
            SAID_ON_A_PAGE.reset(said)

    return answer


class FormUnfit(ParkError):
    """A form, sent or in an address, in which a field has a character that no text has."""

    code = "form_unfit"
    vi = "Biểu mẫu hoặc địa chỉ có ký tự không phải chữ (ký tự số 0). Hãy nhập lại bằng bàn phím rồi gửi."
    en = "The form or the address has a character that no text has (number 0). Type it again and send it."


class RefusalsInWords:
    """Middleware: what a view refuses becomes a page that says what was wrong and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: object
    ) -> HttpResponse | None:
        """A page for a form or an address with a character that no text has, nor any database takes; the API looks itself."""
        if request.path_info.startswith(API_ROOT) or getattr(view, "csrf_exempt", False):
            return None
        sent = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
        texts = (text for given in sent for name, values in given.lists() for text in (name, *values))
        return refused(request, FormUnfit()) if any("\0" in text for text in texts) else None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A page for a ParkError, and for what the machine refuses; anything else is left to Django."""
        told = problem if isinstance(problem, ParkError) else in_words(problem)
        return refused(request, told) if told else None


def refused(request: HttpRequest, problem: ParkError) -> HttpResponse:
    """The page of a refusal, with the status of the error; what cannot be is a 400, and for programs, as JSON, a 422."""
    lang: Lang = request.lang  # type: ignore[attr-defined]
    if request.path_info.startswith(API_ROOT):
        body = {"errors": [problem.as_json()]}
        return JsonResponse(body, status=problem.status, json_dumps_params={"ensure_ascii": False})
    status = 400 if problem.status == ParkError.status else problem.status
    context = {"message": problem.message(lang), "problem": problem, "again": _to_write_again(request, problem)}
    return render(request, "shared/refused.html", context, status=status)


def _to_write_again(request: HttpRequest, problem: ParkError) -> list[tuple[str, str, bool]]:
    """What the address of a page asked for, with whether it is what the error is about; empty where that cannot be told."""
    if request.method != "GET":
        return []
    about = [fact for fact in problem.facts.values() if isinstance(fact, str | date)]
    given = [(name, value.strip()) for name, values in request.GET.lists() for value in values if value.strip()]
    found = [(name, value, any(_is_of(fact, value) for fact in about)) for name, value in given]
    return found if any(wrong for *_, wrong in found) else []


def _is_of(fact: str | date, value: str) -> bool:
    """Whether an error speaks of a value of an address, as it was typed or as the day that it is."""
    if isinstance(fact, str):
        return fact.strip() == value
    try:
        return parse_date(value) == fact
    except ParkError:
        return False
