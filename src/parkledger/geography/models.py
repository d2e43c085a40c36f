"""Tables of where zones lie: the files that boundaries came from, and the boundaries.

Nothing here is changed once it is there: a newer boundary stands beside the older one, each valid from its day and
known from the moment it was imported.
"""

from django.db import models

from parkledger.ledger.models import Book


class BoundaryKind(models.TextChoices):
    """What a boundary encloses: a whole zone, or one plot in it."""

    ZONE = "zone"
    PLOT = "plot"


class BoundaryFile(models.Model):
    """A file that was imported: its name and SHA-256, its coordinate system, and the operation that led to WGS 84.

    `demo` says that its boundaries were made up for demonstration.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    name = models.CharField(max_length=255)
    layer = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=4, choices=BoundaryKind.choices)
    crs = models.TextField()
    operation = models.TextField()
    valid_from = models.DateField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=150)
    demo = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["book", "sha256", "layer", "kind", "valid_from"], name="boundary_file_imported_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The boundary of a zone or plot: a GeoJSON geometry in WGS 84, its geodesic area, and the area on record then.

    `recorded_m2` is None where no area was on record on the day it is valid from. `feature` numbers the file's features
    from one; of several that make up one zone it is the first. The mark is a point inside, in decimal degrees.
    """

    file = models.ForeignKey(BoundaryFile, on_delete=models.PROTECT, related_name="boundaries")
    zone_id = models.BigIntegerField(db_index=True)
    feature = models.PositiveIntegerField()
    label = models.CharField(max_length=255)
    geometry = models.TextField()
    mark_longitude = models.CharField(max_length=20)
    mark_latitude = models.CharField(max_length=20)
    area_m2 = models.BigIntegerField()
    recorded_m2 = models.BigIntegerField(null=True)
    mended = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.file_id}/{self.feature} {self.label}"
