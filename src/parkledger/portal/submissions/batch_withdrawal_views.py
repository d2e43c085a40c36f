"""Taking back as a whole what an import recorded: what would be withdrawn, what it moves or what hinders it, and why."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.language import Lang, ParkError
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.store import history
from parkledger.portal.submissions.record_views import KEY, REASON, submit_withdrawal
from parkledger.portal.submissions.tables import effect_tables
from parkledger.submissions.errors import NoEventToWithdraw
from parkledger.submissions.models import State, Submission
from parkledger.submissions.preview.effects import MOST_POSTINGS, effects
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import BATCH, BATCH_WITHDRAWAL, TAKEN_BACK, in_force
from parkledger.submissions.workflow.lists import find
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import is_download
from parkledger.web.tables import table_page

MOST_TRIED, TRY = 500, "tinh-thu"
"""Events that are tried out whenever a page is opened; more only where the address asks for it."""


def withdrawal_of(batch: Submission, reason: str = "") -> Submission:
    """The withdrawal of all that a submission of several events recorded, not saved."""
    return Submission(book=batch.book, kind=BATCH_WITHDRAWAL, payload={TAKEN_BACK: batch.pk}, reason=reason or "—")


def may_take_back(user: Any, batch: Submission) -> bool:
    """Whether somebody may ask that all that a submission recorded be withdrawn, and there is something left of it."""
    if batch.kind != BATCH or batch.state != State.APPROVED or not batch.events:
        return False
    try:
        lifecycle.require_kind(user, withdrawal_of(batch))
    except ParkError:
        return False
    return bool(in_force(batch))


def refusal_words(refused: ParkError | None, lang: Lang) -> str:
    """Why a book would not record something, with the event at which it stops, where that is told."""
    if refused is None:
        return ""
    return f"{refused.where}: {refused.message(lang)}" if refused.where else refused.message(lang)


@never_cache
@login_required
def take_back_batch(request: PageRequest, number: int) -> HttpResponse:
    """The withdrawal of all that an import recorded: how many events of which types, what it moves or what hinders, a reason."""
    batch = find(request.user, number)
    reason = request.POST.get(REASON, "").strip()
    wanted = withdrawal_of(batch, reason)
    lifecycle.require_kind(request.user, wanted)
    numbers = in_force(batch) if batch.kind == BATCH and batch.state == State.APPROVED else []
    if not numbers:
        raise NoEventToWithdraw(number=str(number))
    refused = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(reverse("submission", args=[submit_withdrawal(request, wanted, reason).pk]))
        except ParkError as problem:
            refused = problem.message(request.lang)
    looks = len(numbers) <= MOST_TRIED or TRY in request.GET
    shown = effects(wanted, most_postings=None if is_download(request) else MOST_POSTINGS) if looks else None
    context = {
        "batch": batch,
        "file": batch.payload.get("file", ""),
        "count": len(numbers),
        "types": [(EVENT_TYPES[code].label, count) for code, count in history.types_of(batch.book_id, numbers).items()],
        "gone": len(batch.events) - len(numbers),
        "refusal": refusal_words(shown.refused, request.lang) if shown else "",
        "effects": shown,
        "effect_tables": effect_tables(shown, request.dates, request.lang) if shown else {},
        "has_downloads": True,
        "refused": refused,
        "reason": reason,
        "key": request.POST.get(KEY) or str(uuid.uuid4()),
    }
    return table_page(request, "submissions/take_back_batch.html", context, 422 if refused else 200)
