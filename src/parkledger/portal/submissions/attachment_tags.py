"""What templates say of attached files."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.submissions.files.attachments import is_kept
from parkledger.submissions.files.file_types import BY_MEDIA_TYPE, FILE_TYPES
from parkledger.submissions.models import AttachmentUse, Submission
from parkledger.submissions.workflow.lifecycle import OPEN, target_of
from parkledger.submissions.workflow.subject import is_event

register = template.Library()


@register.simple_tag
def attached_file(sha256: str | None) -> SafeString | str:
    """A link to the file of a document, where it is kept here."""
    if not sha256 or not is_kept(sha256):
        return ""
    return format_html(
        '<a class="file" href="{}" download>{}</a>', reverse("attachment", args=[sha256]), gettext("tải tệp")
    )


@register.inclusion_tag("submissions/_files.html", takes_context=True)
def files_of(context: Context, submission: Submission) -> dict[str, Any]:
    """The files of a submission, with the form to attach one where whoever looks may."""
    user = context["request"].user
    document = submission.payload.get("document") or {}
    basis = document.get("sha256", "") if isinstance(document, dict) else ""
    uses = list(submission.uses.select_related("attachment").order_by("pk"))
    may_attach = (
        submission.author_id == user.pk and submission.state in OPEN and may(user, Action.ATTACH, target_of(submission))
    )
    return {
        "lang": context.get("lang"),
        "submission": submission,
        "may_attach": may_attach,
        "csrf_token": context.get("csrf_token"),
        "files": [(use, kind_of(use), use.attachment_id == basis) for use in uses],
        "takes_basis": is_event(submission.kind),
        "accepts": ",".join(f".{each.suffix}" for each in FILE_TYPES),
    }


def kind_of(use: AttachmentUse) -> Any:
    """What kind of file was attached."""
    return BY_MEDIA_TYPE[use.attachment.media_type].name
