"""The search box: names that are found, and a question answered with its figure."""

from functools import partial
from operator import attrgetter

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import render

from parkledger.briefing import search as searching
from parkledger.briefing.answers import questions
from parkledger.briefing.search import Sought
from parkledger.figures.current import current_figures
from parkledger.people.accounts import users_named
from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.portal.search.subjects import subjects
from parkledger.practices.lists import state
from parkledger.submissions.worklist import all_due, reach_of
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept

KIND = "in"


def _reach(request: PageRequest) -> frozenset[str]:
    """The books whose worklist whoever asks sees; of the rest it is not told what is overdue."""
    return reach_of(request.user).books if request.user.is_authenticated else frozenset()


def _people(request: PageRequest, typed: str) -> list[User]:
    """The accounts that are called so, for administrators: to anybody else there are none."""
    if not may(request.user, Action.ADMINISTER):
        return []
    found = User.objects.in_bulk(users_named(typed))
    return sorted(found.values(), key=attrgetter("username"))


@partial(kept, beside=state)
def search(request: PageRequest) -> HttpResponse:
    """What was typed, found and answered; all results of one kind where `in` names it."""
    typed = request.GET.get("q", "").strip()
    books = current_figures()
    found = searching.search(typed, books, request.lang, request.dates, subjects(request) if typed else ())
    is_no_name = not any(each.kind.is_of_books for each in found)
    only = request.GET.get(KIND, "")
    if only in set(Sought):
        found = [each for each in found if each.kind == only]
    reach = _reach(request)
    asks = typed and not only
    answered = (
        questions.answers(typed, books, request.dates, reach=reach, due=all_due, is_no_name=is_no_name) if asks else ()
    )
    context = {
        "q": typed,
        "found": found,
        "answered": answered,
        "only": only,
        "shown": searching.MOST if only else searching.SHOWN,
        "people": _people(request, typed) if typed and not only else [],
    }
    return render(request, "search/search.html", context)
