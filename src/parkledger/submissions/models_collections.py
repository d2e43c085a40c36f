"""Which reports a book collects, whom it reminded of them, and what its consolidated reports were made of."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from parkledger.ledger.models import Book


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
