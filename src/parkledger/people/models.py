"""Who holds which role for what."""

from django.conf import settings
from django.db import models

from parkledger.ledger.models import Book
from parkledger.people.roles import Role


class Membership(models.Model):
    """A role that somebody holds: for a book, a place, a zone or an enterprise, as the role's scope says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, role.label.vi) for role in Role])
    book = models.ForeignKey(Book, on_delete=models.PROTECT, null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    zone_id = models.BigIntegerField(null=True, blank=True)
    enterprise = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=150)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "role", "book", "place", "zone_id", "enterprise"],
                name="membership_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.book or self.place or self.zone_id or self.enterprise}"
