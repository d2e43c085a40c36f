"""Tables of the API: tokens by the hash of their secret, and answers kept for requests that are sent again."""

from django.conf import settings
from django.db import models

from parkledger.ledger.models import Book


class Token(models.Model):
    """A key by which a program acts for somebody, within some scopes, until a day; only the hash of its secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["user", "made_at"], name="token_of_user"),)

    def __str__(self) -> str:
        return f"{self.start}… ({self.name})"


class KeptAnswer(models.Model):
    """What a request with an idempotency key was answered, to answer it the same when it is sent again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="answer_kept_once"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
