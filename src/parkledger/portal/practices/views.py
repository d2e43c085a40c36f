"""Practices: the list, a note with its figures, and the form in which officers write versions."""

from functools import partial

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parkledger.language import ParkError
from parkledger.people.roles import Action
from parkledger.places import find, get, provinces
from parkledger.portal.practices.forms import PracticeForm, practice_initial
from parkledger.portal.practices.tables import judged_table
from parkledger.practices.adoptions import adoptions, adoptions_table
from parkledger.practices.lists import practice_versions, state
from parkledger.practices.lists import practices as listed
from parkledger.practices.models import Practice, PracticeVersion
from parkledger.practices.practice_pages import practice_page
from parkledger.practices.topics import Topic
from parkledger.practices.versions import write_practice
from parkledger.records.figure_queries import choice
from parkledger.web.access import audit, permitted
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

VERSION = "ban"
"""In the address: which version is shown."""
kept_notes = partial(kept, beside=state)
"""As `kept`; a version written since makes the page anew."""


@kept_notes
def practices(request: PageRequest) -> HttpResponse:
    """The practices known at the page's moment, by topic, place and words."""
    given = request.GET
    topic: Topic | None = choice(Topic, given, "topic")
    place = find(given["place"].strip(), request.dates.on) if given.get("place", "").strip() else None
    words = given.get("words", "").strip()
    found = listed(
        request.dates.known_at, topic=topic.value if topic else "", place=place.code if place else "", words=words
    )
    rows = [(version, version.said) for version in found]
    context = {
        "part": part_of(request, rows),
        "topics": list(Topic),
        "topic": topic,
        "place": place,
        "words": words,
        "provinces": provinces(request.dates.on),
    }
    return render(request, "practices/practices.html", context)


@kept_notes
def practice(request: PageRequest, slug: str) -> HttpResponse:
    """One practice: the last version known, or the one asked for."""
    versions = practice_versions(slug, request.dates.known_at)
    page = practice_page(versions, version_asked(request), request.dates, request.lang)
    judged = judged_table(page.judged, page.said, request.dates, request.lang)
    adopted = adoptions_table(adoptions(slug, request.dates), request.dates, request.lang)
    context = {"practice": page, "place": get(page.said.place), "judged": judged, "adopted": adopted}
    return table_page(request, "practices/practice.html", context)


@permitted(Action.WRITE_PRACTICES)
def new(request: PageRequest) -> HttpResponse:
    """Write a practice."""
    return _form(request, None)


@permitted(Action.WRITE_PRACTICES)
def edit(request: PageRequest, slug: str) -> HttpResponse:
    """Write a further version of a practice."""
    return _form(request, practice_versions(slug, None)[0])


def version_asked(request: PageRequest) -> int:
    """The number of the version that an address asks for; 0 for the last."""
    asked = request.GET.get(VERSION, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _form(request: PageRequest, last: PracticeVersion | None) -> HttpResponse:
    problem, status = "", 200
    if request.method == "POST":
        form = PracticeForm(request.POST, lang=request.lang)
        if form.is_valid():
            try:
                written = _written(request, form, last.of if last else None, demo=bool(last and last.demo))
            except ParkError as refusal:
                problem, status = refusal.message(request.lang), 400
            else:
                return HttpResponseRedirect(reverse("practice", args=[written.of.slug]))
        else:
            status = 400
    else:
        form = PracticeForm(initial=practice_initial(last.said, last.number) if last else {}, lang=request.lang)
    context = {"form": form, "last": last, "problem": problem, "provinces": provinces(request.dates.on)}
    return render(request, "practices/practice_form.html", context, status=status)


def _written(request: PageRequest, form: PracticeForm, of: Practice | None, *, demo: bool) -> PracticeVersion:
    with transaction.atomic():
        written = write_practice(
            form.content(), by=request.user.get_username(), practice=of, after=form.cleaned_data["after"], demo=demo
        )
        audit(request, "note_written", written.of.slug, {"version": written.number})
    return written
