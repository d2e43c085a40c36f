"""Reports and changes on their way into a book, with everything that was said about them."""

from django.conf import settings
from django.db import models

from parkledger.language import Text
from parkledger.ledger.models import Book


class State(models.TextChoices):
    """How far a submission has come. Only what is approved is in the book."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Text:
        """The state in words."""
        return STATES[self]


STATES = {
    State.DRAFT: Text("bản nháp", "draft"),
    State.SUBMITTED: Text("đã trình, chờ duyệt", "submitted, waiting for approval"),
    State.RETURNED: Text("trả lại để sửa", "returned to be mended"),
    State.APPROVED: Text("đã duyệt, đã ghi sổ", "approved and recorded"),
    State.WITHDRAWN: Text("đã rút", "withdrawn"),
}


class Submission(models.Model):
    """One report or change. `kind` is an event type's code, or one of the kinds that `kinds` adds; `payload` its fields."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    corrects = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    zone_id = models.BigIntegerField(null=True, db_index=True)
    enterprise = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    events = models.JSONField(default=list)
    key = models.CharField(max_length=100, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["author", "key"], name="submission_sent_once"),)
        indexes = (
            models.Index(fields=["book", "state"], name="submission_book_state"),
            models.Index(fields=["author", "state"], name="submission_author_state"),
        )

    def __str__(self) -> str:
        return f"{self.book}#{self.pk} {self.kind} {self.state}"

    @property
    def words(self) -> Text:
        """Its state in words."""
        return State(self.state).words


class SubmissionEntry(models.Model):
    """What happened to a submission: who moved it from one state to another, when, with what comment. Never changed.

    A draft that was saved stays in its state: `comment` then names the fields that were changed.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    comment = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.before or '—'} → {self.after}"


class RecordedAs(models.Model):
    """An event that a submission was recorded as: found by the event without reading submissions."""

    event_id = models.BigIntegerField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="recorded")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.event_id}"


from parkledger.submissions.models_attachments import Attachment, AttachmentUse  # noqa: E402  they refer to the above
from parkledger.submissions.models_collections import Collecting, CollectingTerm, Consolidation, Reminder  # noqa: E402
from parkledger.submissions.models_duties import DutyAssignment, DutyReminder  # noqa: E402
from parkledger.submissions.models_letters import Correspondent, Letter  # noqa: E402

__all__ = [
    "STATES",
    "Attachment",
    "AttachmentUse",
    "Collecting",
    "CollectingTerm",
    "Consolidation",
    "Correspondent",
    "DutyAssignment",
    "DutyReminder",
    "Letter",
    "RecordedAs",
    "Reminder",
    "State",
    "Submission",
    "SubmissionEntry",
]
