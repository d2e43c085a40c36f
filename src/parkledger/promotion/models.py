"""Cases of investment promotion: what becomes of an investor's inquiry.

A case is what was asked, waiting for an officer: nothing of it is in the ledger until a submission of it was approved. The
investor's name, telephone and e-mail stand here alone. What stands here may be changed and erased.
"""

from django.db import models

from parkledger.language import Lang, format_moment
from parkledger.ledger.models import Book, Event


class Stage(models.TextChoices):
    """How far a case has come."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    VISIT = "visit"
    NEGOTIATING = "negotiating"
    CONVERTED = "converted"
    CLOSED = "closed"


class Case(models.Model):
    """One inquiry being followed up. `sending` is the digest of the form it came by, so that no form counts twice."""

    number = models.CharField(max_length=40, unique=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="case")
    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    zone_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=13)
    origin = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    area_m2 = models.BigIntegerField(null=True)
    message = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    consented_at = models.DateTimeField()
    sending = models.CharField(max_length=64, unique=True)
    demo = models.BooleanField()
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED, db_index=True)
    converted_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="converted_case")
    project = models.CharField(max_length=120, blank=True)
    withdrawn = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-consented_at", "-id")

    def __str__(self) -> str:
        return self.number


class CaseEntry(models.Model):
    """Something that was done in a case, by whom and when: a note, a move from one stage to another, an erasure.

    `submission` is the number of the one that was made then, to record something of the case in the book.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    stage_from = models.CharField(max_length=12, blank=True)
    stage_to = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True)
    submission = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stage_to or 'note'}"


class Sending(models.Model):
    """That a form was sent from an address, kept for a day as a keyed digest: the address itself is never kept."""

    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["address", "at"], name="sending_of_address"),)

    def __str__(self) -> str:
        return format_moment(self.at, Lang.VI)
