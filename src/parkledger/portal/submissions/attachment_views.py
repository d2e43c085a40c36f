"""Attached files: sent to those who may have them, never as a page; attached to a submission and taken off it."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST

from parkledger.language import ParkError
from parkledger.people.permissions import NotAllowed
from parkledger.records.documents import cites_file
from parkledger.submissions.files import attachments as kept
from parkledger.submissions.files.pictures import MEDIA_TYPES, WIDTHS, PictureUnfit, drawn
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.lists import find
from parkledger.submissions.workflow.subject import is_event
from parkledger.web.middleware import PageRequest

NOT_A_PAGE = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a browser may do with a file that it should open after all: nothing."""


@never_cache
def attachment(request: PageRequest, sha256: str) -> HttpResponseBase:
    """A file, to be saved: of the type that its content was found to be, under a name that ends as that type does."""
    public = cites_file(sha256, request.dates.known_at)
    if not public and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found, path, name = kept.file_for(request.user, sha256, is_public=public)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=found.media_type)
    answer["Content-Security-Policy"] = NOT_A_PAGE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@cache_control(private=True, max_age=3_600)
def picture(request: PageRequest, sha256: str, width: int) -> HttpResponseBase:
    """A picture among the files, drawn for a page by its pixels alone, for those who may have the file."""
    public = cites_file(sha256, request.dates.known_at)
    if not public and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found, path, _ = kept.file_for(request.user, sha256, is_public=public)
    if found.media_type not in MEDIA_TYPES or width not in WIDTHS:
        raise PictureUnfit(sha256=sha256)
    answer = HttpResponse(drawn(path, width), content_type="image/jpeg")
    answer["Content-Security-Policy"] = NOT_A_PAGE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@never_cache
@login_required
@require_POST
def attach(request: PageRequest, number: int) -> HttpResponse:
    """A file for a submission, or one to be taken off it."""
    found = find(request.user, number)
    try:
        kept.require_open(found, request.user)
        if removed := request.POST.get("remove", ""):
            kept.detach(found, request.user, removed)
        else:
            _take_in(request, found)
    except NotAllowed:
        raise
    except ParkError as refused:
        return render(
            request,
            "submissions/attach.html",
            {"submission": found, "refused": refused.message(request.lang)},
            status=422,
        )
    return HttpResponseRedirect(reverse("submission", args=[number]) + "#files")


def _take_in(request: PageRequest, found: Submission) -> None:
    given = request.FILES.get("file")
    if given is None:
        raise kept.FileEmpty(name="—")
    use = kept.attach(found, request.user, given.name or "", given.chunks())
    if request.POST.get("basis") and is_event(found.kind):
        payload = dict(found.payload)
        payload["document"] = {**(payload.get("document") or {}), "sha256": use.attachment_id}
        lifecycle.save(found, request.user, found.version, payload)
