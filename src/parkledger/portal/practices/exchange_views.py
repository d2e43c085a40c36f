"""Exchanges of experience between provinces: the list, one exchange, and the form in which officers write versions."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parkledger.figures.current import current_figures
from parkledger.language import ParkError
from parkledger.people.roles import Action
from parkledger.places import get, provinces
from parkledger.portal.practices.forms import AskedForms, BaseAskedForms, ExchangeForm, asked_initial, exchange_initial
from parkledger.portal.practices.tables import compared_table
from parkledger.portal.practices.views import kept_notes, version_asked
from parkledger.practices.adoptions import promises_table
from parkledger.practices.exchange_pages import exchange_page
from parkledger.practices.lists import exchange_versions
from parkledger.practices.lists import exchanges as listed
from parkledger.practices.models import ExchangeVersion
from parkledger.practices.versions import write_exchange
from parkledger.practices.visit_packs import MEDIA_TYPE, visit_pack
from parkledger.web.access import audit, permitted
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

ASKED = "asked"


@kept_notes
def exchanges(request: PageRequest) -> HttpResponse:
    """The exchanges known at the page's moment."""
    rows = [(version, version.said) for version in listed(request.dates.known_at)]
    context = {
        "part": part_of(request, rows, downloaded=False),
        "promises": promises_table(request.dates.of_duties, request.lang),
    }
    return table_page(request, "practices/exchanges.html", context)


@kept_notes
def exchange(request: PageRequest, slug: str) -> HttpResponse:
    """One exchange: the last version known, or the one asked for."""
    versions = exchange_versions(slug, request.dates.known_at)
    page = exchange_page(versions, version_asked(request), request.dates, request.lang)
    host, guest = page.said.host, page.said.guest
    compared = compared_table(page.compared, host, guest, page.dates, request.lang)
    promises = promises_table(request.dates.of_duties, request.lang, slug)
    context = {"promises": promises, "exchange": page, "host": get(host), "guest": get(guest), "compared": compared}
    return table_page(request, "practices/exchange.html", context)


@kept_notes
def pack(request: PageRequest, slug: str) -> HttpResponse:
    """What a delegation takes home, as one ZIP file."""
    versions = exchange_versions(slug, request.dates.known_at)
    page = exchange_page(versions, version_asked(request), request.dates, request.lang)
    content = visit_pack(page, request.dates, request.lang, current_figures())
    return file_answer(content, MEDIA_TYPE, f"{slug}-{page.dates.on.isoformat()}.zip")


@permitted(Action.WRITE_PRACTICES)
def new(request: PageRequest) -> HttpResponse:
    """Write an exchange."""
    return _form(request, None)


@permitted(Action.WRITE_PRACTICES)
def edit(request: PageRequest, slug: str) -> HttpResponse:
    """Write a further version of an exchange."""
    return _form(request, exchange_versions(slug, None)[0])


def _form(request: PageRequest, last: ExchangeVersion | None) -> HttpResponse:
    named = {"lang": request.lang}
    problem, status = "", 200
    if request.method == "POST":
        form = ExchangeForm(request.POST, lang=request.lang)
        asked = AskedForms(request.POST, prefix=ASKED, form_kwargs=named)
        status = 400
        if form.is_valid() and asked.is_valid():
            try:
                written = _written(request, form, asked, last)
                return HttpResponseRedirect(reverse("exchange", args=[written.of.slug]))
            except ParkError as refusal:
                problem = refusal.message(request.lang)
    else:
        form = ExchangeForm(initial=exchange_initial(last.said, last.number) if last else {}, lang=request.lang)
        asked = AskedForms(initial=asked_initial(last.said) if last else [], prefix=ASKED, form_kwargs=named)
    context = {"form": form, "asked": asked, "last": last, "problem": problem, "provinces": provinces(request.dates.on)}
    return render(request, "practices/exchange_form.html", context, status=status)


def _written(
    request: PageRequest, form: ExchangeForm, asked: BaseAskedForms, last: ExchangeVersion | None
) -> ExchangeVersion:
    content = form.content(asked.content())
    with transaction.atomic():
        written = write_exchange(
            content,
            by=request.user.get_username(),
            exchange=last.of if last else None,
            after=form.cleaned_data["after"],
            demo=bool(last and last.demo),
        )
        audit(request, "note_written", written.of.slug, {"version": written.number})
    return written
