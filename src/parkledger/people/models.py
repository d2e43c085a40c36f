"""Who holds which role for what, who was invited, what somebody keeps and follows, and the audit trail."""

from django.conf import settings
from django.db import models

from parkledger.catalogue.publicity import SHOWN_ON_REQUEST, PublicKind
from parkledger.language import Labelled, Text
from parkledger.ledger.models import Book
from parkledger.people.roles import Role


class SubscriptionKind(Labelled):
    """What can be followed."""

    PLACE = "place", "địa bàn", "place"
    ZONE = "zone", "khu, cụm", "zone"
    FIGURE = "figure", "số liệu", "figure"
    QUESTION = "question", "câu hỏi", "question"


class DigestFrequency(Labelled):
    """How often digests are sent at most."""

    DAILY = "daily", "hằng ngày", "daily"
    WEEKLY = "weekly", "hằng tuần", "weekly"


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


class Withheld(models.Model):
    """A kind of records that a book does not show to the public. Where there is none, all is public."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label.vi) for kind in PublicKind])

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "kind"], name="withheld_once"),)

    def __str__(self) -> str:
        return f"{self.book}: {self.kind}"


class PublishedKind(models.Model):
    """A kind of records that a book shows to the public though it would withhold it. Where there is none, it does."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label.vi) for kind in SHOWN_ON_REQUEST])

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "kind"], name="shown_once"),)

    def __str__(self) -> str:
        return f"{self.book}: {self.kind}"


class CalendarLink(models.Model):
    """The link by which somebody's calendar program asks for what is due. Only the digest of its secret is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class SavedView(models.Model):
    """A page that somebody keeps under a name: its address without language and dates, and the dates that it had."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=2000)
    on = models.DateField()
    known = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "name"], name="saved_view_named_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.name}"


class Subscription(models.Model):
    """A place, zone, figure or question of which somebody is sent digests. `told_until` is the moment until which they were told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label.vi) for kind in SubscriptionKind])
    key = models.CharField(max_length=500)
    frequency = models.CharField(max_length=10, choices=[(each.value, each.label.vi) for each in DigestFrequency])
    told_until = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "kind", "key"], name="subscription_once"),)

    @property
    def kind_label(self) -> Text:
        """Its kind in words."""
        return SubscriptionKind(self.kind).label

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.key}"


class Invitation(models.Model):
    """Somebody invited by name and e-mail, with the roles that wait for them. Only the digest of the link's secret is kept."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150, blank=True, default="")
    roles = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="invitations")

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.email


class AuditEntry(models.Model):
    """One thing that somebody did. Never changed nor removed: the database refuses; each entry is chained to the one before."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150, db_index=True)
    action = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=300)
    detail = models.TextField()
    address = models.CharField(max_length=45)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.by} {self.action} {self.about}"


class Counter(models.Model):
    """What all processes of the portal count together: how often somebody tried, which code was used. Django's own cache in
    the database writes and reads it, by these names of columns."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
