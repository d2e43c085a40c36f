"""Tables of the pages that were read and kept, and of what they state."""

from django.db import models


class KeptPage(models.Model):
    """A page as it was read: its bytes with their SHA-256, its text, where it came from; never changed.

    `version_of` is the page kept before it from the same address, with other bytes.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    text = models.TextField()
    media_type = models.CharField(max_length=100)
    title = models.TextField()
    published = models.DateField(null=True)
    author = models.TextField()
    source = models.TextField()
    url = models.TextField()
    read_at = models.DateTimeField()
    version_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="versions")

    def __str__(self) -> str:
        return self.title or self.url or self.sha256[:12]


class KeptStatement(models.Model):
    """One statement of a kept page; `fields` is the statement as JSON, its value exact under "exact".

    `accepted` names the event that stands for it, as book/seq; `bound` says that the event was there before.
    """

    page = models.ForeignKey(KeptPage, on_delete=models.CASCADE, related_name="statements")
    ordinal = models.PositiveIntegerField()
    indicator = models.CharField(max_length=60, db_index=True)
    fields = models.JSONField()
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    accepted = models.CharField(max_length=80, null=True)
    bound = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["page", "ordinal"], name="statement_of_page"),)
        ordering = ("page_id", "ordinal")

    def __str__(self) -> str:
        return f"{self.page_id}/{self.ordinal} {self.quote}"
