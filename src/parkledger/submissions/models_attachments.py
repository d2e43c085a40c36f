"""Files that were attached: each once by its hash, with every submission that it was attached to."""

from django.conf import settings
from django.db import models


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
