"""The form of an enterprise's report of one project for one window."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.language import Lang, ParkError, Text
from parkledger.ledger.errors import ProjectUnknown
from parkledger.ledger.models import Project
from parkledger.ledger.store import registry
from parkledger.portal.collections.tags import period_name
from parkledger.portal.submissions.forms import FormPage, Said, page_of_fields, told_page
from parkledger.records.dates import day_from
from parkledger.submissions.collections.enterprise_reports import CURRENCY, FIELDS, bounds
from parkledger.submissions.errors import SubmissionChanged
from parkledger.submissions.forms.choices import FormChoices
from parkledger.submissions.forms.event_form import WHOLE, typed_in
from parkledger.submissions.forms.inputs import MONEY_UNITS, USUAL_UNITS
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.lists import find
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT
from parkledger.web.middleware import PageRequest

NO_OFFER = FormChoices((), (), (), closed=True)
SUBMIT, AUTOSAVE = "submit", "autosave"


@never_cache
@login_required
def enterprise_report(request: PageRequest, book: str, project: str) -> HttpResponse:
    """A new report; the window is in the address, as the page of what is due has it."""
    found = registry.find_project(book, project)
    if found is None:
        raise ProjectUnknown(book=book, project=project, nearest=["—"])
    first, last = (day_from(request.POST.get(name) or request.GET.get(name, "")) for name in ("first", "last"))
    fixed = {"project": found.code, "period_start": first.isoformat(), "period_end": last.isoformat()}
    blank = Submission(book=found.book, kind=ENTERPRISE_REPORT, payload=fixed)
    lifecycle.require_kind(request.user, blank)
    open_one = _open(request, found, fixed)
    if open_one is not None and request.method == "POST":
        return _form(request, open_one, found)
    if open_one is not None:
        return HttpResponseRedirect(reverse("enterprise_report_edit", args=[open_one.pk]))
    return _form(request, blank, found)


@never_cache
@login_required
def edit(request: PageRequest, number: int) -> HttpResponse:
    """A draft, or what was returned, opened again by its author."""
    found = find(request.user, number)
    if found.kind != ENTERPRISE_REPORT or found.author_id != request.user.pk or found.state not in lifecycle.OPEN:
        return HttpResponseRedirect(reverse("submission", args=[number]))
    project = registry.projects_of(found.book_id).select_related("book").get(code=found.payload["project"])
    return _form(request, found, project)


def said_of(found: Submission, lang: Lang) -> list[Said]:
    """What an enterprise's report says, field by field."""
    first, last = bounds(found)
    about = [
        Said(Text("dự án", "project"), Text(found.payload["project"], found.payload["project"])),
        Said(Text("kỳ báo cáo", "period"), Text(period_name(first, last, Lang.VI), period_name(first, last, Lang.EN))),
    ]
    return about + told_page(_page(found.payload, lang, {}))


def _page(payload: dict[str, Any], lang: Lang, problems: dict[str, Text]) -> FormPage:
    """The form; of each amount of money only the units of the currency that it is reported in, the usual one first chosen."""
    page = page_of_fields(FIELDS, payload, NO_OFFER, lang, problems)
    for at, each in enumerate(page.measures):
        currency = CURRENCY.get(each.of.path[-1])
        units = tuple(pair for pair in each.units if not pair[0] or currency in {None, MONEY_UNITS[pair[0]].currency})
        page.measures[at] = replace(each, units=units, unit=each.unit or USUAL_UNITS.get(currency or "", ""))
    return page


def _open(request: PageRequest, project: Project, fixed: dict[str, Any]) -> Submission | None:
    """The draft of this report that whoever looks has begun already."""
    found = Submission.objects.filter(
        author_id=request.user.pk, book=project.book, kind=ENTERPRISE_REPORT, state__in=lifecycle.OPEN
    )
    return found.filter(
        payload__project=fixed["project"],
        payload__period_start=fixed["period_start"],
        payload__period_end=fixed["period_end"],
    ).first()


def _form(request: PageRequest, submission: Submission, project: Project) -> HttpResponse:
    if request.method != "POST":
        return _show(request, submission, project, submission.payload, {})
    fixed = {name: submission.payload[name] for name in ("project", "period_start", "period_end")}
    found = typed_in(FIELDS, request.POST.dict(), request.lang)
    payload = {**found.payload, **fixed}
    if not found.payload.get("values"):
        found.problems[WHOLE] = Text("ghi ít nhất một đại lượng", "fill in at least one measure")
    if request.POST.get("act") == AUTOSAVE:
        return _autosaved(request, submission, payload)
    try:
        submission = _saved(request, submission, payload)
        if request.POST.get("act") != SUBMIT:
            return HttpResponseRedirect(reverse("enterprise_report_edit", args=[submission.pk]))
        if not found.problems:
            if submission.state != State.SUBMITTED:  # pressed twice
                lifecycle.submit(submission, request.user, submission.version)
            return HttpResponseRedirect(reverse("submission", args=[submission.pk]))
    except ParkError as refused:
        said = {WHOLE: Text(refused.message(Lang.VI), refused.message(Lang.EN))}
        status = 409 if isinstance(refused, SubmissionChanged) else 422
        return _show(request, submission, project, payload, said, status)
    return _show(request, submission, project, payload, found.problems, 422)


def _autosaved(request: PageRequest, submission: Submission, payload: dict[str, Any]) -> HttpResponse:
    """The state of the draft, for the form that saves it by itself."""
    try:
        context: dict[str, Any] = {"saved": _saved(request, submission, payload)}
    except ParkError as refused:
        kept = submission if submission.pk else None
        context = {"saved": kept, "refused": refused.message(request.lang)}
    return render(request, "submissions/_saved.html", context)


def _saved(request: PageRequest, submission: Submission, payload: dict[str, Any]) -> Submission:
    key, given = request.POST.get("key", "")[:100], request.POST.get("version", "")
    if submission.pk is None:
        submission = lifecycle.begin(
            request.user, submission.book, ENTERPRISE_REPORT, payload, key=key or str(uuid.uuid4())
        )
        version = submission.version
    elif not given and key and key == submission.key:  # sent by the same form while its first saving was under way
        version = submission.version
    else:
        version = int(given) if given.isascii() and given.isdigit() else 0
    if submission.payload == payload or submission.state not in lifecycle.OPEN:
        return submission
    return lifecycle.save(submission, request.user, version, payload)


def _show(
    request: PageRequest,
    submission: Submission,
    project: Project,
    payload: dict[str, Any],
    problems: dict[str, Text],
    status: int = 200,
) -> HttpResponse:
    first, last = bounds(submission)
    context = {
        "submission": submission,
        "saved": submission if submission.pk else None,
        "project": project,
        "first": first,
        "last": last,
        "form": _page(payload, request.lang, problems),
        "key": request.POST.get("key") or str(uuid.uuid4()),
    }
    return render(request, "collections/enterprise_report.html", context, status=status)
