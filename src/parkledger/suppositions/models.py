"""Suppositions (phương án giả định) of a book: their events are in no book, no chain of hashes and no figure of record."""

from django.db import models

from parkledger.ledger.models import Book


class Supposition(models.Model):
    """A named set of events that might come. `revision` goes up with every change, so that what was made of it is known."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    author = models.CharField(max_length=150)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = (models.Index(fields=["book", "saved_at"], name="supposition_book_saved"),)

    def __str__(self) -> str:
        return f"{self.book}~{self.pk} {self.title}"


class SupposedEvent(models.Model):
    """One event of a supposition: the type and the fields of an event that could be recorded, in the order of recording."""

    supposition = models.ForeignKey(Supposition, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["supposition", "position"], name="supposed_event_in_order"),)
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.supposition_id}.{self.position} {self.type}"
