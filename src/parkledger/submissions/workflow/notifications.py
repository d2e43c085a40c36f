"""Who is told of a submission's steps and of an inquiry, by letter, each in their own language."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from parkledger.language import Lang, Text
from parkledger.people.permissions import holders
from parkledger.people.roles import Action
from parkledger.promotion.models import Case
from parkledger.records.event_names import events_cited
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import letters
from parkledger.submissions.workflow.kinds import kind_of

MOST_EVENTS = 10


def tell(submission: Submission, comment: str = "") -> int:
    """Tell those who have to act of a step that was taken: approvers of what waits, the author of what was decided."""
    told = TOLD.get(State(submission.state))
    return 0 if told is None else told(submission, comment)


def _about(submission: Submission) -> Text:
    label = kind_of(submission.kind).label
    return Text(f"Hồ sơ số {submission.pk} ({label.vi})", f"Submission {submission.pk} ({label.en})")


def _submitted(submission: Submission, comment: str) -> int:  # noqa: ARG001  all steps have one signature
    about, book, by = _about(submission), submission.book.name, submission.author.get_username()
    within = about.uncapitalised()
    lines = [
        Text(
            f"{by} đã trình {within.vi} vào sổ «{book}».",
            f"{by} submitted {within.en} to the book “{book}”.",
        ),
        Text("Đề nghị xem và duyệt, hoặc trả lại kèm ý kiến:", "Please approve it, or return it with a comment:"),
    ]
    subject = Text(f"{about.vi} chờ duyệt", f"{about.en} waits for approval")
    approvers = _holders(Action.APPROVE, submission.book_id).exclude(pk=submission.author_id)
    return letters.write(approvers, subject, lines, ("submission", submission.pk))


def _returned(submission: Submission, comment: str) -> int:
    about = _about(submission)
    lines = [
        Text(f"{about.vi} được trả lại để sửa.", f"{about.en} was returned for correction."),
        Text(f"Ý kiến: {comment}", f"Comment: {comment}"),
    ]
    subject = Text(f"{about.vi} được trả lại để sửa", f"{about.en} was returned for correction")
    return letters.write([submission.author], subject, lines, ("submission", submission.pk))


def _approved(submission: Submission, comment: str) -> int:
    about = _about(submission)
    first = [(submission.book.code, seq) for seq in submission.events[:MOST_EVENTS]]
    events = [said for said, *_ in events_cited(first, None)]
    more = len(submission.events) - MOST_EVENTS
    lines = [Text(f"{about.vi} đã được duyệt và ghi sổ.", f"{about.en} was approved and recorded.")]
    if comment:
        lines.append(Text(f"Ý kiến: {comment}", f"Comment: {comment}"))
    if events:
        vi, en = ("; ".join(each.of(lang) for each in events) for lang in (Lang.VI, Lang.EN))
        said = Text(f"Sự kiện đã ghi: {vi}", f"Events recorded: {en}")
        many = Text(f"{said.vi} và {more} sự kiện nữa", f"{said.en} and {more} more events")
        lines.append(many if more > 0 else said)
    subject = Text(f"{about.vi} đã được duyệt", f"{about.en} was approved")
    return letters.write([submission.author], subject, lines, ("submission", submission.pk))


TOLD = {State.SUBMITTED: _submitted, State.RETURNED: _returned, State.APPROVED: _approved}
"""Who is told what, by the state that was reached."""


def tell_of_inquiry(case: Case, zone: str) -> int:
    """Tell the promotion officers of a book that an investor has asked; who asked stays in the case."""
    lines = [
        Text(
            f"Có phiếu hỏi thuê đất tại {zone}: hồ sơ {case.number}.",
            f"Somebody asks for land in {zone}: {case.number}.",
        ),
        Text("Thông tin liên hệ có trong hồ sơ:", "How to reach them stands in the case:"),
    ]
    subject = Text(f"Phiếu hỏi mới của nhà đầu tư: {case.number}", f"A new inquiry of an investor: {case.number}")
    return letters.write(_holders(Action.HANDLE_INQUIRIES, case.book_id), subject, lines, ("case", case.number))


def _holders(action: Action, book: int) -> QuerySet[User]:
    return User.objects.filter(pk__in=holders(action, book), is_active=True).order_by("pk")
