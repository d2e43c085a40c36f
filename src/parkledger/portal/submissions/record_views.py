"""Writing down a report or a change: choose what, fill in its form, see what it would do, hand it in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.language import Lang, ParkError, Text, closest
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.people.permissions import NotAllowed
from parkledger.portal.submissions.forms import form_context, grouped, kinds_named, page_of_form, refused_at
from parkledger.portal.submissions.tables import effect_tables
from parkledger.submissions.errors import KindForbidden, SubmissionChanged
from parkledger.submissions.forms.choices import books_of, is_officer, kinds_of, offer, recording, with_codes
from parkledger.submissions.forms.event_form import WHOLE, Typed, checked, is_form, typed, with_hash
from parkledger.submissions.models import State, Submission, SubmissionEntry
from parkledger.submissions.preview.dry_run import tried
from parkledger.submissions.preview.effects import MOST_POSTINGS, Effects, effects
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import WITHDRAWAL
from parkledger.submissions.workflow.lists import find
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT, corrected, fields_recorded
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import is_download
from parkledger.web.tables import table_page

AUTOSAVE, SAVE, PREVIEW, SUBMIT, INSIST = "autosave", "save", "preview", "submit", "insist"
KEY, NUMBER, VERSION, REASON = "key", "number", "version", "reason"
CHECKED = frozenset({PREVIEW, SUBMIT, INSIST})
"""What is done with a form that is filled in."""
LIKE = "like"
"""In the address of a form: the number of a withdrawn submission that it is filled in from."""

NAME = "name"
BACK, AFTER = "back", "after"
"""In the address of a form: the draft to go back to once what it lacked is recorded; in that draft's, what was recorded."""

PREFILLED = ("zone", "project", NAME, "period_start", "period_end")
"""Fields that the address of a form may fill in."""


@dataclass(slots=True)
class FormDraft:
    """What a form is about: the book, the type, and the submission once there is one."""

    book: Book
    kind: str
    saved: Submission | None = None
    corrects: int | None = None
    reason: str = ""
    key: str = ""


@never_cache
@login_required
def choose(request: PageRequest) -> HttpResponse:
    """What may be written down, in which book; narrowed to what its name or group says."""
    books = books_of(request.user)
    if not books:
        raise NotAllowed
    text = request.GET.get("q", "").strip()[:200]
    rows = [(book, grouped(kinds_named(kinds_of(request.user, book), text))) for book in books]
    found = [(book, groups) for book, groups in rows if groups]
    return render(request, "submissions/recording.html", {"rows": found, "text": text})


@never_cache
@login_required
def write(request: PageRequest, kind: str) -> HttpResponse:
    """The form of an event type: a new draft, saved as it is filled in."""
    if not is_form(kind):
        raise TypeUnknown(type=kind, nearest=closest(kind, list(EVENT_TYPES)) or ["—"])
    number = request.POST.get(NUMBER, "")
    if number.isascii() and number.isdigit():
        return _form(request, _draft_of(find(request.user, int(number))))
    key = request.POST.get(KEY, "")[:100] or str(uuid.uuid4())
    like = request.GET.get(LIKE, "")
    if like.isascii() and like.isdigit():
        found = find(request.user, int(like))
        if not may_repeat(request.user, found) or found.kind != kind:
            raise NotAllowed
        return _form(request, FormDraft(found.book, kind, key=key), dict(found.payload))
    return _form(request, FormDraft(_book(request, kind), kind, key=key))


def may_repeat(user: Any, found: Submission) -> bool:
    """Whether somebody may write down anew what they have withdrawn, from what stood in it."""
    return found.author_id == user.pk and found.state == State.WITHDRAWN and is_form(found.kind) and not found.corrects


@never_cache
@login_required
def edit(request: PageRequest, number: int) -> HttpResponse:
    """A draft, or what was returned, opened again by its author."""
    found = find(request.user, number)
    if found.author_id != request.user.pk:
        raise NotAllowed
    if found.kind == ENTERPRISE_REPORT:
        return HttpResponseRedirect(reverse("enterprise_report_edit", args=[number]))
    if found.state not in lifecycle.OPEN or not is_form(found.kind):
        return HttpResponseRedirect(reverse("submission", args=[number]))
    return _form(request, _draft_of(found))


@never_cache
@login_required
def correct(request: PageRequest, book: str, seq: int) -> HttpResponse:
    """A correction of an event: its form filled in with what is on record."""
    event = corrected(_book_of(book).pk, seq)
    if not is_form(event.type):
        raise KindForbidden(kind=event.type, allowed=["—"])
    fields = fields_recorded(event)
    lifecycle.require_kind(request.user, Submission(book=event.book, kind=event.type, corrects=seq, payload=fields))
    number = request.POST.get(NUMBER, "")
    if number.isascii() and number.isdigit():
        return _form(request, _draft_of(find(request.user, int(number))))
    draft = FormDraft(event.book, event.type, corrects=seq, key=request.POST.get(KEY, "")[:100] or str(uuid.uuid4()))
    return _form(request, draft, fields)


@never_cache
@login_required
def take_back(request: PageRequest, book: str, seq: int) -> HttpResponse:
    """The withdrawal of an event: a reason, and what it would move."""
    event = corrected(_book_of(book).pk, seq)
    reason = request.POST.get(REASON, "").strip()
    wanted = Submission(book=event.book, kind=WITHDRAWAL, corrects=seq, reason=reason or "—")
    lifecycle.require_kind(request.user, wanted)
    refused = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(reverse("submission", args=[submit_withdrawal(request, wanted, reason).pk]))
        except ParkError as problem:
            refused = problem.message(request.lang)
    shown = effects(wanted, most_postings=None if is_download(request) else MOST_POSTINGS)
    context = {
        "event": event,
        "refusal": shown.refused.message(request.lang) if shown.refused else "",
        "label": EVENT_TYPES[event.type].label,
        "effects": shown,
        "effect_tables": effect_tables(shown, request.dates, request.lang),
        "has_downloads": True,
        "refused": refused,
        "reason": reason,
        "key": request.POST.get(KEY) or str(uuid.uuid4()),
    }
    return table_page(request, "submissions/take_back.html", context, 422 if refused else 200)


def submit_withdrawal(request: PageRequest, wanted: Submission, reason: str) -> Submission:
    """The withdrawal that is wanted, submitted; a form that is sent again leads to the one that it made."""
    made = lifecycle.begin(
        request.user,
        wanted.book,
        wanted.kind,
        wanted.payload,
        corrects=wanted.corrects,
        reason=reason,
        key=request.POST.get(KEY) or None,
        zone_id=wanted.zone_id,
        enterprise=wanted.enterprise,
    )
    if made.state != State.DRAFT:
        return made
    lifecycle.save(made, request.user, made.version, wanted.payload, reason=reason)
    made.refresh_from_db()
    return lifecycle.submit(made, request.user, made.version)


def _draft_of(found: Submission) -> FormDraft:
    return FormDraft(found.book, found.kind, found, found.corrects, found.reason, found.key or "")


def _form(request: PageRequest, draft: FormDraft, initial: Mapping[str, Any] | None = None) -> HttpResponse:
    lifecycle_target = draft.saved or Submission(book=draft.book, kind=draft.kind)
    if request.method != "POST":
        payload = draft.saved.payload if draft.saved else (initial or _first(request, draft))
        if initial is not None:
            lifecycle_target.corrects, lifecycle_target.payload = draft.corrects, dict(initial)
            lifecycle.require_kind(request.user, lifecycle_target)
        return _show(request, draft, payload, {})
    found = _typed(request, draft, initial or {})
    draft.reason = request.POST.get(REASON, "").strip()[:500]
    act = request.POST.get("act", SAVE)
    if draft.saved is None and found.problems and act in CHECKED:
        return _show(request, draft, found.payload, found.problems, status=422)  # no draft of what is not filled in
    try:
        _save(request, draft, found)
    except ParkError as refused:
        return _not_saved(request, draft, found, refused, act)
    if act == AUTOSAVE:
        return render(request, "submissions/_saved.html", _saved(draft))
    if act in {SUBMIT, INSIST}:
        return _submit(request, draft, checked(draft.kind, found), insists=act == INSIST)
    if act == PREVIEW:
        return _preview(request, draft, checked(draft.kind, found))
    return _to("submission_edit", draft.saved.pk if draft.saved else 0, back=_posted_back(request))


def _typed(request: PageRequest, draft: FormDraft, initial: Mapping[str, Any]) -> Typed:
    """What was typed: projects by their codes, and the document with its file as it is attached."""
    found = typed(draft.kind, request.POST.dict(), request.lang)
    attached = draft.saved.uses.values_list("attachment_id", flat=True) if draft.saved else ()
    found.payload = with_hash(found.payload, draft.saved.payload if draft.saved else initial, attached)
    with_codes(draft.kind, found, draft.book)
    return found


def _to(page: str, number: int, **given: str) -> HttpResponse:
    """A redirect to a page of a submission, with what its address says beside."""
    query = urlencode({name: value for name, value in given.items() if value})
    return HttpResponseRedirect(reverse(page, args=[number]) + (f"?{query}" if query else ""))


def _posted_back(request: PageRequest) -> str:
    """The number of the draft that whoever records what it lacked goes back to; empty where there is none."""
    back = request.GET.get(BACK, "")
    return back if back.isascii() and back.isdigit() else ""


def _save(request: PageRequest, draft: FormDraft, found: Typed) -> None:
    """Keep what was typed: in a new draft, or in the one there is, if nobody has changed it since."""
    version = request.POST.get(VERSION, "")
    if draft.saved is None:
        draft.saved = lifecycle.begin(
            request.user,
            draft.book,
            draft.kind,
            found.payload,
            corrects=draft.corrects,
            reason=draft.reason,
            key=draft.key,
        )
        version = "1"
    if (draft.saved.payload, draft.saved.reason) == (found.payload, draft.reason):
        return
    given = int(version) if version.isascii() and version.isdigit() else 0
    draft.saved = lifecycle.save(draft.saved, request.user, given, found.payload, reason=draft.reason)


def _not_saved(request: PageRequest, draft: FormDraft, found: Typed, refused: ParkError, act: str) -> HttpResponse:
    if act == AUTOSAVE:
        return render(request, "submissions/_saved.html", {**_saved(draft), "refused": refused.message(request.lang)})
    status = 409 if isinstance(refused, SubmissionChanged) else 422
    return _show(request, draft, found.payload, _with(draft, found, refused), status=status)


def _submit(request: PageRequest, draft: FormDraft, found: Typed, *, insists: bool) -> HttpResponse:
    """Hand it in, unless a field is wrong; what the book would refuse today only for whoever insists, since what it rests
    on may wait for approval itself."""
    if draft.saved is None or found.problems:
        return _show(request, draft, found.payload, found.problems, status=422)
    if not insists and draft.saved.state != State.SUBMITTED and (problem := _refusal(draft.saved)):
        problems, remedies = _with(draft, found, problem), _remedies(request, draft, problem)
        return _show(request, draft, found.payload, problems, may_insist=True, remedies=remedies, status=422)
    try:
        if draft.saved.state != State.SUBMITTED:  # pressed twice
            lifecycle.submit(draft.saved, request.user, draft.saved.version)
    except ParkError as refused:
        return _show(request, draft, found.payload, _with(draft, found, refused), status=422)
    if back := _posted_back(request):
        return _to("submission_edit", int(back), after=str(draft.saved.pk))
    return HttpResponseRedirect(reverse("submission", args=[draft.saved.pk]))


def _remedies(request: PageRequest, draft: FormDraft, refused: ParkError) -> list[tuple[str, Text]]:
    """What whoever writes may record so that the book no longer refuses a draft: the address of each form, which leads back
    here, with what the draft says already; and what it is called."""
    if draft.saved is None:
        return []
    given = {name: str(draft.saved.payload[name]) for name in PREFILLED if draft.saved.payload.get(name)}
    named = str(refused.facts.get(refused.field, "")) if refused.field in {"zone", "project"} else ""
    if named and (" " in named or not any(char.isdigit() for char in named)):
        given[NAME] = given.pop(refused.field, named)
    found, allowed = [], kinds_of(request.user, draft.book)
    for code in recording(refused):
        if code in allowed and code != draft.kind:
            query = urlencode({"book": draft.book.code, **given, BACK: draft.saved.pk})
            found.append((f"{reverse('record', args=[code])}?{query}", EVENT_TYPES[code].label))
    return found


def _refusal(saved: Submission) -> ParkError | None:
    """Why the book would not record a draft as it is now."""
    try:
        tried(_as_saved(saved))
    except ParkError as refused:
        return refused
    return None


def _as_saved(saved: Submission) -> Submission:
    """A draft as it stands, with a reason where it has none yet."""
    found: Submission = Submission.objects.select_related("book", "author").get(pk=saved.pk)
    found.reason = found.reason or "—"
    return found


def _preview(request: PageRequest, draft: FormDraft, found: Typed) -> HttpResponse:
    """What it would do, beneath the form."""
    if draft.saved is None or found.problems:
        return _show(request, draft, found.payload, found.problems, status=422)
    shown = effects(_as_saved(draft.saved))
    problems = _with(draft, found, shown.refused) if shown.refused else {}
    remedies = _remedies(request, draft, shown.refused) if shown.refused else []
    return _show(request, draft, found.payload, problems, shown=shown, remedies=remedies)


def _with(draft: FormDraft, found: Typed, refused: ParkError) -> dict[str, Text]:
    said = Text(refused.message(Lang.VI), refused.message(Lang.EN))
    name = REASON if refused.field == REASON else refused_at(draft.kind, refused)
    return {**found.problems, name: said}


def _show(
    request: PageRequest,
    draft: FormDraft,
    payload: Mapping[str, Any],
    problems: Mapping[str, Text],
    *,
    shown: Effects | None = None,
    may_insist: bool = False,
    remedies: Sequence[tuple[str, Text]] = (),
    status: int = 200,
) -> HttpResponse:
    kind = EVENT_TYPES[draft.kind]
    offered = offer(request.user, draft.book)
    page = page_of_form(draft.kind, payload, offered, request.lang, problems)
    context = {
        **_saved(draft),
        "label": kind.label,
        "basis": kind.basis,
        "code": draft.kind,
        **form_context(page, offered),
        "draft": draft,
        "book": draft.book,
        "effects": shown,
        "effect_tables": effect_tables(shown, request.dates, request.lang) if shown else {},
        "problems": page.problems,
        "may_insist": may_insist,
        "remedies": remedies,
        "returned": _returned(draft.saved),
        "back": _posted_back(request),
        "after": request.GET.get(AFTER, "") if request.GET.get(AFTER, "").isdecimal() else "",
        "reason_problem": problems.get(REASON),
        "whole_problem": problems.get(WHOLE),
        "books": [] if draft.saved or draft.corrects else _books(request, draft.kind),
        "summary": " ".join((kind.__doc__ or "").split("\n\n", maxsplit=1)[0].split()),
    }
    return render(request, "submissions/record.html", context, status=status)


def _returned(saved: Submission | None) -> SubmissionEntry | None:
    """The step by which an approver returned what is edited, with what they said of it."""
    if saved is None or saved.state != State.RETURNED:
        return None
    steps = saved.entries.filter(after=State.RETURNED).exclude(before=State.RETURNED)  # a saving leads nowhere
    return steps.order_by("pk").last()


def _saved(draft: FormDraft) -> dict[str, Any]:
    return {"saved": draft.saved, "key": draft.key, "draft": draft}


def _first(request: PageRequest, draft: FormDraft) -> dict[str, Any]:
    """What a new form begins with: the zone or project that the address names, or the only one there is."""
    found = {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}
    if not is_officer(request.user, draft.book):  # whom all of the book is offered
        zones = offer(request.user, draft.book).zones
        if len(zones) == 1:
            found.setdefault("zone", zones[0][0])
    return found


def _books(request: PageRequest, kind: str) -> list[Book]:
    return [book for book in books_of(request.user) if kind in kinds_of(request.user, book)]


def _book(request: PageRequest, kind: str) -> Book:
    """The book that the form names, of those in which this person may write such a thing."""
    books = _books(request, kind)
    named = request.POST.get("book") or request.GET.get("book", "")
    for book in books:
        if book.code == named or not named:
            return book
    raise NotAllowed


def _book_of(code: str) -> Book:
    return registry.get_book(code)
