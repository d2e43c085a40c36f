"""Tables of practices and exchanges: each a series of versions that are never changed or removed."""

from typing import TYPE_CHECKING, Any

from django.db import models

from parkledger.practices.errors import VersionsStay

if TYPE_CHECKING:  # what a note says brings the indicators, and tables are brought at every start
    from parkledger.practices.content import ExchangeContent, PracticeContent


class Version(models.Model):
    """One version of a note: its content as JSON, who wrote it and when; `search` is its words without diacritics."""

    number = models.PositiveIntegerField()
    content = models.JSONField()
    search = models.TextField()
    author = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    demo = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        """Write the version, once."""
        if self.pk is not None:
            raise VersionsStay(number=self.number)
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002  Django's signature
        """Refused: what was written stays."""
        raise VersionsStay(number=self.number)


class Practice(models.Model):
    """A practice: what its versions have in common is its address."""

    slug = models.SlugField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.slug


class PracticeVersion(Version):
    """A version of a practice; place and topic stand apart to be filtered by."""

    of = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="versions")
    place = models.CharField(max_length=120)
    topic = models.CharField(max_length=30)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="version_of_practice"),)

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"

    @property
    def said(self) -> "PracticeContent":
        """The content, typed."""
        from parkledger.practices.content import PracticeContent

        return PracticeContent.model_validate(self.content)


class Exchange(models.Model):
    """An exchange of experience: what its versions have in common is its address."""

    slug = models.SlugField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.slug


class ExchangeVersion(Version):
    """A version of an exchange."""

    of = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="versions")
    held_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="version_of_exchange"),)

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"

    @property
    def said(self) -> "ExchangeContent":
        """The content, typed."""
        from parkledger.practices.content import ExchangeContent

        return ExchangeContent.model_validate(self.content)
