"""Letters that people are sent of what was done: kept until they have gone, and those that could not go; in which language."""

from django.conf import settings
from django.db import models


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
