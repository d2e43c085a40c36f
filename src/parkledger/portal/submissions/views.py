"""Submissions: the lists, and one with what it would change, what was said of it, and what can be done with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.figures.current import expire
from parkledger.language import ParkError, Text, in_name_order, today
from parkledger.ledger.store import registry
from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.portal.collections.enterprise_reports import said_of
from parkledger.portal.collections.pages import behind
from parkledger.portal.submissions.batch_withdrawal_views import MOST_TRIED, TRY, may_take_back, refusal_words
from parkledger.portal.submissions.batches import batch_of, zones_of
from parkledger.portal.submissions.forms import Said, told
from parkledger.portal.submissions.record_views import may_repeat
from parkledger.portal.submissions.tables import effect_tables, submissions_table
from parkledger.submissions.collections.enterprise_reports import FIELDS
from parkledger.submissions.errors import NoEventToWithdraw, StateForbids, SubmissionChanged
from parkledger.submissions.forms.choices import books_of, offer
from parkledger.submissions.forms.event_form import fields_of, is_form
from parkledger.submissions.models import STATES, State, Submission, SubmissionEntry
from parkledger.submissions.preview.effects import MOST_POSTINGS, Effects, effects
from parkledger.submissions.preview.figure_moves import ZONES_A_PAGE
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import BATCH, BATCH_WITHDRAWAL, WITHDRAWAL, kind_of, kinds, taken_back_by
from parkledger.submissions.workflow.lifecycle import FIELDS_BETWEEN
from parkledger.submissions.workflow.lists import WHICH, also_waiting, find, listed, waiting
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import is_download, part_of
from parkledger.web.tables import table_page

MOST_BEHIND, MOST_WAITING = 50, 20
"""Late or missing reports, and other submissions of the same zones, that are listed."""


@never_cache
@login_required
def submissions(request: PageRequest) -> HttpResponse:
    """A list of submissions; the one with something to do in it where none is named."""
    to_approve, returned = waiting(request.user)
    which = request.GET.get("loc", "") or ("cho-duyet" if to_approve else "tra-lai" if returned else "toi")
    which = which if which in WHICH else "toi"
    given = {name: request.GET.get(name, "") for name in ("state", "kind", "book")}
    part = part_of(request, listed(request.user, which, **given))
    counts = {"cho-duyet": to_approve, "tra-lai": returned}
    context = {
        "table": submissions_table(part.items, request.lang),
        "part": part,
        "which": which,
        "given": given,
        "may_write": bool(books_of(request.user)),
        "lists": [(code, name, counts.get(code)) for code, name in WHICH.items()],
        "states": [(state.value, name) for state, name in STATES.items()],
        "kinds": [(code, kind.label) for code, kind in kinds().items()],
        "books": in_name_order(
            registry.books(listed(request.user, which).order_by().values("book")), lambda book: book.name
        ),
    }
    return table_page(request, "submissions/submissions.html", context)


@never_cache
@login_required
def submission(request: PageRequest, number: int) -> HttpResponse:
    """One submission."""
    found = find(request.user, number)
    if request.method != "POST":
        return _show(request, found)
    act, version = ACTS.get(request.POST.get("act", "")), request.POST.get("version", "")
    try:
        if act is None:
            raise StateForbids(number=number, state=found.words.of(request.lang), action="—")
        act(request, found, int(version) if version.isascii() and version.isdigit() else 0)
    except ParkError as refused:
        status = 409 if isinstance(refused, SubmissionChanged | StateForbids) else 422
        return _show(request, find(request.user, number), refused.message(request.lang), status)
    return HttpResponseRedirect(reverse("submission", args=[number]))


def _withdrawn_by(found: Submission) -> Submission | None:
    """The submission of several events that one is to take back, if it is of any: a draft may name none yet."""
    try:
        return taken_back_by(found) if found.kind == BATCH_WITHDRAWAL else None
    except NoEventToWithdraw:
        return None


def _show(request: PageRequest, found: Submission, refused: str = "", status: int = 200) -> HttpResponse:
    is_author = found.author_id == request.user.pk
    approves = may(request.user, Action.APPROVE, lifecycle.target_of(found))
    events = list(found.payload.get("events", ())) if found.kind == BATCH else []
    concerns = found.state == State.SUBMITTED and (approves or is_author) and kind_of(found.kind).posts
    withdrawn = _withdrawn_by(found)
    looks = concerns and (len(withdrawn.events if withdrawn else events) <= MOST_TRIED or TRY in request.GET)
    shown = _effects(request, found) if looks else None
    zones = zones_of(found) if concerns else []
    batch = batch_of(request, found, events) if events else None
    late = behind(found.book, zones, today())
    context = {
        "submission": found,
        "refusal": refusal_words(shown.refused, request.lang) if shown else "",
        "kind": kind_of(found.kind),
        "state": found.words,
        "refused": refused,
        "said": _said(request, found),
        "history": history(found),
        "behind": late[:MOST_BEHIND],
        "more_behind": len(late[MOST_BEHIND:]),
        "waiting": [
            (each, kind_of(each.kind).label) for each in also_waiting(request.user, found, zones)[:MOST_WAITING]
        ],
        "effects": shown,
        "effect_tables": effect_tables(shown, request.dates, request.lang) if shown else {},
        "has_downloads": True,
        "must_ask": concerns and not looks,
        "batch": batch,
        "batch_tables": batch.tables if batch else (),
        **_offered(request.user, found, approves=approves),
        "is_withdrawal": found.kind == WITHDRAWAL,
        "withdrawn": withdrawn,
        "may_take_back": may_take_back(request.user, found),
        "typed": request.POST,
    }
    return table_page(request, "submissions/submission.html", context, status)


def _effects(request: PageRequest, found: Submission) -> Effects | None:
    """What a submission would change; None of an enterprise's report that is summed later."""
    shown = effects(
        found,
        lambda zones: part_of(request, zones, ZONES_A_PAGE, "zones"),
        None if is_download(request) else MOST_POSTINGS,
    )
    is_summed_later = found.kind == ENTERPRISE_REPORT and not shown.refused and not shown.events
    return None if is_summed_later else shown


def _offered(user: Any, found: Submission, *, approves: bool) -> dict[str, bool]:
    """What somebody is offered to do with a submission; an approver's own waits for another."""
    is_author, waits = found.author_id == user.pk, found.state == State.SUBMITTED
    return {
        "may_approve": approves and not is_author and waits,
        "own_waits": approves and is_author and waits,
        "may_edit": is_author and found.state in lifecycle.OPEN and is_written(found.kind),
        "may_withdraw": is_author and found.state in lifecycle.STEPS["withdrawn"],
        "may_repeat": may_repeat(user, found),
    }


def _said(request: PageRequest, found: Submission) -> list[Said]:
    if found.kind == ENTERPRISE_REPORT:
        return said_of(found, request.lang)
    return told(found.kind, found.payload, offer(found.author, found.book), request.lang) if is_form(found.kind) else []


def is_written(kind: str) -> bool:
    """Whether a kind of submission is written down field by field."""
    return is_form(kind) or kind == ENTERPRISE_REPORT


def _comment(request: PageRequest) -> str:
    return request.POST.get("comment", "").strip()


def _approve(request: PageRequest, found: Submission, version: int) -> None:
    lifecycle.approve(found, request.user, version, _comment(request))
    expire()


def _return(request: PageRequest, found: Submission, version: int) -> None:
    lifecycle.send_back(found, request.user, version, _comment(request))


def _withdraw(request: PageRequest, found: Submission, version: int) -> None:
    lifecycle.withdraw(found, request.user, version, _comment(request))


ACTS: dict[str, Callable[[PageRequest, Submission, int], None]] = {
    "approve": _approve,
    "return": _return,
    "withdraw": _withdraw,
}
"""What can be done with a submission, by the button pressed."""


OTHERS = {"reason": Text("lý do", "reason"), "corrects": Text("sự kiện được đính chính", "event corrected")}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A step with the state it led to; or the savings since the step before, each with the fields that it changed."""

    entry: SubmissionEntry
    words: Text
    saves: tuple[tuple[SubmissionEntry, tuple[Text, ...]], ...] = ()


def history(submission: Submission) -> list[HistoryLine]:
    """All that happened, in order."""
    labels = _labels(submission.kind)
    found: list[HistoryLine] = []
    entries = submission.entries.order_by("pk")
    for is_save, part in groupby(entries, lambda each: each.before == each.after):
        group = list(part)
        if is_save:
            saves = tuple((each, tuple(_named(each.comment.split(FIELDS_BETWEEN), labels))) for each in group)
            found.append(HistoryLine(group[-1], State(group[-1].after).words, saves))
        else:
            found += [HistoryLine(each, State(each.after).words) for each in group]
    return found


def _labels(kind: str) -> dict[str, Text]:
    fields = FIELDS if kind == ENTERPRISE_REPORT else fields_of(kind) if is_form(kind) else ()
    return {**OTHERS, **{each.name: each.label for each in fields}}


def _named(names: Iterable[str], labels: dict[str, Text]) -> Iterable[Text]:
    """Fields in words; a part that has no name of its own by its field's."""
    return dict.fromkeys(labels.get(name) or labels.get(name.partition(".")[0]) or Text(name, name) for name in names)
