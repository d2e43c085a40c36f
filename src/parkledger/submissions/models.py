"""Reports and changes on their way into a book, what was said about them, and what an office does around them.

That is: files attached, reports collected, duties in hand, letters. None of it stands in the ledger, in which no person is named.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

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
    State.RETURNED: Text("trả lại để sửa", "returned for correction"),
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


class Attachment(models.Model):
    """A file, whose bytes are kept in the home folder under their SHA-256. `media_type` is what its content was found to be."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class AttachmentUse(models.Model):
    """A file attached to a submission, under the name that it came with. The same file is attached to one submission once."""

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="uses")
    submission = models.ForeignKey("submissions.Submission", on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=150)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["attachment", "submission"], name="attached_once"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.submission_id})"


class Collecting(models.Model):
    """A book collects by a rule of the catalogue, from the periods that end on `since` or later until those that end by `until`.

    `due_days`, where it is given, is the number of days after a period's end that this book sets in place of the rule's.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="collecting")
    rule = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "rule"], name="collecting_once"),)

    def __str__(self) -> str:
        return f"{self.book} {self.rule}"

    def save(self, *arguments: Any, **named: Any) -> None:
        """Keep it, and beside it the term that it had before."""
        with transaction.atomic():
            super().save(*arguments, **named)
            last = self.terms.order_by("pk").last()
            if last is None or (last.since, last.until, last.due_days) != (self.since, self.until, self.due_days):
                self.terms.create(since=self.since, until=self.until, due_days=self.due_days, by=self.by)

    def term(self, known_at: datetime | None) -> "Collecting | CollectingTerm":
        """Since when, until when and by what day, as known at a moment: what was set first is taken to have been known before."""
        if known_at is None:
            return self
        terms = list(self.terms.order_by("pk"))
        known = [each for each in terms if each.at <= known_at] or terms[:1]
        return known[-1] if known else self


class CollectingTerm(models.Model):
    """A term that a collection had from a moment on, until the next was set. Never changed."""

    collecting = models.ForeignKey(Collecting, on_delete=models.CASCADE, related_name="terms")
    since = models.DateField()
    until = models.DateField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.collecting_id}: {self.since} – {self.until or '…'}"


class Reminder(models.Model):
    """A message that reminded somebody of a report: one for each person, unit, period and step. Never sent twice."""

    collecting = models.ForeignKey(Collecting, on_delete=models.PROTECT, related_name="reminders")
    unit = models.CharField(max_length=120)
    period_end = models.DateField()
    due_on = models.DateField()
    step = models.CharField(max_length=10)
    address = models.EmailField(max_length=254)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["collecting", "unit", "period_end", "step", "address"], name="reminded_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.period_end} {self.step} {self.address}"


class Consolidation(models.Model):
    """What a zone's period report was summed from: enterprises' reports with their versions, and who had not reported."""

    submission = models.OneToOneField("submissions.Submission", on_delete=models.PROTECT, related_name="consolidation")
    zone_id = models.BigIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    origin = models.CharField(max_length=3, blank=True)
    made_of = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["zone_id", "period_end"], name="consolidation_of_zone"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.period_end} {self.origin or '—'}"


LONGEST_DUTY = 600
"""Characters of a duty's name: its book, what it is about, its kind, and the name that an event gave it."""


class DutyAssignment(models.Model):
    """Somebody of a book's office has a duty in hand; or all duties of a section, where `duty` is empty.

    What is said of a duty goes before what is said of its section.
    """

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="duty_assignments")
    unit = models.CharField(max_length=300, blank=True)
    duty = models.CharField(max_length=LONGEST_DUTY, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duty_assignments")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "unit", "duty"], name="duty_assigned_once"),)

    def __str__(self) -> str:
        return f"{self.duty or self.unit}: {self.user}"


class DutyReminder(models.Model):
    """A message that reminded somebody of a duty: one for each person, due day and step. Never sent twice."""

    duty = models.CharField(max_length=LONGEST_DUTY)
    due_on = models.DateField()
    step = models.CharField(max_length=10)
    address = models.EmailField(max_length=254)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty", "due_on", "step", "address"], name="duty_reminded_once"),
        )

    def __str__(self) -> str:
        return f"{self.duty} {self.due_on} {self.step} {self.address}"


class Letter(models.Model):
    """A letter to one person. Its text is forgotten when it has gone; `problem` says why the last try failed.

    `stopped_at` is the address at which letters of its kind are stopped without signing in; empty where there is none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    stopped_at = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=["made_at"], name="letter_waits", condition=models.Q(sent_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"


class Correspondent(models.Model):
    """In which language somebody is written to; who has not chosen is written to in Vietnamese."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="correspondent")
    language = models.CharField(max_length=2)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.language}"
