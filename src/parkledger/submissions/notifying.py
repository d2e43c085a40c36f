"""The author is told what became of a submission, by e-mail, in Vietnamese and in English."""

import logging

from django.core.mail import send_mail

from parkledger.submissions.kinds import kind_of
from parkledger.submissions.models import State, Submission

SUBJECTS = {
    State.RETURNED: ("được trả lại để sửa", "was returned to be mended"),
    State.APPROVED: ("đã được duyệt và ghi sổ", "was approved and recorded"),
}
_log = logging.getLogger(__name__)


def tell_author(submission: Submission, address: str, comment: str = "") -> bool:
    """Tell the author of a decision; whether a message went out. A message that cannot be sent undoes nothing."""
    found = SUBJECTS.get(State(submission.state))
    to = submission.author.email
    if found is None or not to:
        return False
    label, (vi, en) = kind_of(submission.kind).label, found
    events = ", ".join(f"{submission.book.code}/{seq}" for seq in submission.events[:10])
    lines = [
        f"Hồ sơ số {submission.pk} ({label.vi}) {vi}.",
        f"Ý kiến: {comment}" if comment else "",
        f"Sự kiện đã ghi: {events}" if events else "",
        address,
        "",
        f"Submission {submission.pk} ({label.en}) {en}.",
        f"Comment: {comment}" if comment else "",
        f"Events recorded: {events}" if events else "",
    ]
    try:
        send_mail(f"Hồ sơ số {submission.pk} {vi}", "\n".join(line for line in lines), None, [to])
    except OSError:
        _log.exception("the author of submission %s was not told", submission.pk)
        return False
    return True
