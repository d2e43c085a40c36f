"""What needs somebody today, for whoever is signed in: one line of the first screen for each thing that waits for them.

On the page of a place, what is due is counted of that place.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import ngettext

from parkledger.duties import DutyState
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import Dates
from parkledger.submissions.workflow.lists import listed, waiting
from parkledger.submissions.worklist import WorkFilter, reach_of, worklist
from parkledger.web.middleware import PageRequest


@dataclass(frozen=True, slots=True)
class NeededLine:
    """Something that waits for somebody: in words, how much of it, and the page where it is done."""

    said: str
    address: str
    urgent: bool = False


def _submissions(user: User, place: str, dates: Dates) -> list[NeededLine]:  # noqa: ARG001  all are asked alike
    """Submissions to approve, and those that came back."""
    to_approve, returned = waiting(user)
    lines = []
    if to_approve:
        said = ngettext("%(count)d hồ sơ chờ duyệt", "%(count)d hồ sơ chờ duyệt", to_approve)
        lines.append(NeededLine(said % {"count": to_approve}, _of_list(user, "cho-duyet", to_approve)))
    if returned:
        said = ngettext("%(count)d hồ sơ bị trả lại", "%(count)d hồ sơ bị trả lại", returned)
        lines.append(NeededLine(said % {"count": returned}, _of_list(user, "tra-lai", returned)))
    return lines


def _of_list(user: User, which: str, count: int) -> str:
    """Where the submissions of a list are: the page of the only one, else the list."""
    if count == 1:
        return reverse("submission", args=[listed(user, which)[0].pk])
    return f"{reverse('submissions')}?loc={which}"


def _duties(user: User, place: str, dates: Dates) -> list[NeededLine]:
    """Duties whose day has passed, and those whose day is near, of all that somebody sees."""
    reach = reach_of(user)
    if not reach:
        return []
    counts = worklist(reach, WorkFilter(place=place), dates).counts
    overdue, soon = counts[DutyState.OVERDUE], counts[DutyState.DUE_SOON]
    lines = []
    if overdue:
        said = ngettext("%(count)d việc quá hạn", "%(count)d việc quá hạn", overdue)
        lines.append(NeededLine(said % {"count": overdue}, _due(DutyState.OVERDUE, place, dates), urgent=True))
    if soon:
        said = ngettext("%(count)d việc sắp đến hạn", "%(count)d việc sắp đến hạn", soon)
        lines.append(NeededLine(said % {"count": soon}, _due(DutyState.DUE_SOON, place, dates)))
    return lines


def _due(state: DutyState, place: str, dates: Dates) -> str:
    narrowed = {"state": state.value, "place": place} if place else {"state": state.value}
    return reverse("duties") + dates.query(**narrowed)


ASKED: list[Callable[[User, str, Dates], list[NeededLine]]] = [_duties, _submissions]
"""Who is asked what waits for somebody; a feature adds its own function."""


def needed_today(request: PageRequest, place: str) -> list[NeededLine] | None:
    """What waits for whoever is signed in; None for a visitor, who is told what is new instead."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return None
    within = "" if place == COUNTRY_CODE else place
    return [line for ask in ASKED for line in ask(request.user, within, request.dates.of_duties)]
