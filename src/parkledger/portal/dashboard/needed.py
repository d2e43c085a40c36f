"""What needs somebody today, for whoever is signed in: one line of the first screen for each thing that waits for them.

On the page of a place, what is due is counted of that place.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from parkledger.duties import DutyState
from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.places import COUNTRY_CODE
from parkledger.portal.collections.pages import not_in, owed
from parkledger.records.dates import Dates
from parkledger.submissions.models import State
from parkledger.submissions.workflow.lists import decided, listed, waiting
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
    if approved := decided(user, timezone.now()):
        said = ngettext("%(count)d hồ sơ vừa được duyệt", "%(count)d hồ sơ vừa được duyệt", approved)
        lines.append(NeededLine(said % {"count": approved}, f"{reverse('submissions')}?loc=toi&state={State.APPROVED}"))
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


def _reports(user: User, place: str, dates: Dates) -> list[NeededLine]:  # noqa: ARG001  all are asked alike
    """The periodic reports that are due from somebody, and how many of them are late; those that an office waits for."""
    found = owed(user, dates) if may(user, Action.SUBMIT) else []
    late = sum(each.cell.due_on < dates.on for each in found)
    if not found:
        count = not_in(user, dates)
        said = ngettext("%(count)d báo cáo chưa nhận đủ", "%(count)d báo cáo chưa nhận đủ", count) % {"count": count}
        return [NeededLine(said, reverse("collections"))] if count else []
    said = ngettext("%(count)d báo cáo phải nộp", "%(count)d báo cáo phải nộp", len(found)) % {"count": len(found)}
    if late:
        said = f"{said}, {ngettext('%(count)d quá hạn', '%(count)d quá hạn', late) % {'count': late}}"
    return [NeededLine(said, reverse("collections"), urgent=late > 0)]


ASKED: list[Callable[[User, str, Dates], list[NeededLine]]] = [_duties, _reports, _submissions]
"""Who is asked what waits for somebody; a feature adds its own function."""


def needed_today(request: PageRequest, place: str) -> list[NeededLine] | None:
    """What waits for whoever is signed in; None for a visitor, who is told what is new instead."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return None
    within = "" if place == COUNTRY_CODE else place
    return [line for ask in ASKED for line in ask(request.user, within, request.dates.of_duties)]
