"""Who of an office has a duty in hand, and whom it was reminded of. Both stand beside the ledger, in which no person is named."""

from django.conf import settings
from django.db import models

from parkledger.ledger.models import Book

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
