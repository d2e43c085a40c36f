"""Tables of the ledger. Events, postings, subjects and files are append-only (see migrations/0002, 0005, 0007); the rest is
rebuilt from them.

Ids of events, zones, projects and enterprises are `book << 32 | seq`, the number of the event that made the row: they
need no sequence, and a rebuilt row keeps its id.
"""

from django.db import models

SEQ_BITS = 32
"""Of an id, the low bits that are an event's number in its book; the higher ones are the book's number."""
SEQ_MASK = (1 << SEQ_BITS) - 1


def row_id(book_id: int, seq: int) -> int:
    """The id of an event, and of whatever the event declares."""
    return book_id << SEQ_BITS | seq


class Book(models.Model):
    """One authority's ledger: a Management Board's, a Department's."""

    id = models.SmallAutoField(primary_key=True)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class Event(models.Model):
    """Something decided or reported, as it was recorded; never changed, never removed."""

    id = models.BigIntegerField(primary_key=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    payload = models.TextField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    document = models.TextField(null=True)
    note = models.TextField()
    demo = models.BooleanField()
    reverses = models.PositiveIntegerField(null=True)
    replaces = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=300, null=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["book", "seq"], name="event_seq"),
            models.UniqueConstraint(
                fields=["book", "reverses"], name="event_reversed_once", condition=models.Q(reverses__isnull=False)
            ),
        )
        indexes = (
            models.Index(fields=["book", "key"], name="event_key", condition=models.Q(key__isnull=False)),
            models.Index(fields=["book", "type", "effective_on"], name="event_type"),
        )

    def __str__(self) -> str:
        return f"{self.book.code}/{self.seq}"


class Posting(models.Model):
    """What an event changes: a signed whole number of one measure, with everything figures are asked by."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    line = models.PositiveIntegerField()
    role = models.CharField(max_length=8)
    measure = models.CharField(max_length=40)
    scenario = models.CharField(max_length=6)
    zone_id = models.BigIntegerField(null=True)
    project_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=120)
    kind = models.CharField(max_length=13, null=True)
    origin = models.CharField(max_length=3, null=True)
    currency = models.CharField(max_length=3, null=True)
    detail = models.CharField(max_length=120)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    status = models.CharField(max_length=8)
    demo = models.BooleanField()
    count = models.SmallIntegerField()
    amount = models.BigIntegerField()
    usd = models.BigIntegerField()
    vnd = models.BigIntegerField()
    level = models.BigIntegerField(null=True)
    level_usd = models.BigIntegerField(null=True)
    level_vnd = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["zone_id", "measure", "effective_on"],
                name="posting_of_zone",
                condition=models.Q(zone_id__isnull=False),
            ),
            models.Index(fields=["project_id"], name="posting_project", condition=models.Q(project_id__isnull=False)),
            models.Index(
                fields=["measure", "place", "effective_on"],
                name="posting_of_place",
                condition=models.Q(zone_id__isnull=True, project_id__isnull=True),
            ),
            models.Index(
                fields=["detail", "measure", "zone_id"],
                name="posting_of_detail",
                condition=models.Q(detail__gt=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.amount:+d} ({self.event_id}/{self.line})"


class EventSubject(models.Model):
    """One thing that an event is about, as `Event.subjects` of its type derives it; a correction is about what it corrects.

    The key leads, so that what is about a thing is found without an index besides.
    """

    pk = models.CompositePrimaryKey("kind", "key", "event_id")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=300)

    class Meta:
        db_table = "ledger_subject"

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.event_id})"


class FiledEvent(models.Model):
    """One file that an event is in (`book/filing.py`), by the file's number: the steps of a course, what names a thing.

    The number leads, and a book's events follow each other, so that those of a file are found at once in a large book.
    """

    pk = models.CompositePrimaryKey("file", "event_id")
    file = models.BigIntegerField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, db_index=False)

    class Meta:
        db_table = "ledger_filed"

    def __str__(self) -> str:
        return f"{self.file} ({self.event_id})"


class Zone(models.Model):
    """A park, cluster or economic zone, as the events say; rebuilt from the journal at any time."""

    id = models.BigIntegerField(primary_key=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    names = models.TextField()
    search = models.CharField(max_length=220, db_index=True)
    kind = models.CharField(max_length=13)
    place = models.CharField(max_length=120)
    part_of = models.BigIntegerField(null=True)
    latitude = models.CharField(max_length=20)
    longitude = models.CharField(max_length=20)
    developer = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    ended_by = models.PositiveIntegerField(null=True)
    merged_into = models.BigIntegerField(null=True, db_index=True)
    merged_kind = models.CharField(max_length=13, null=True)
    merged_place = models.CharField(max_length=120, null=True)
    demo = models.BooleanField()
    position_assumed = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "code"], name="zone_code"),)

    def __str__(self) -> str:
        return self.code


class Project(models.Model):
    """An investment project, as the events say; rebuilt from the journal at any time."""

    id = models.BigIntegerField(primary_key=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=300)
    enterprise = models.CharField(max_length=300)
    enterprises = models.TextField()
    zone_id = models.BigIntegerField(null=True, db_index=True)
    place = models.CharField(max_length=120)
    origin = models.CharField(max_length=3)
    role = models.CharField(max_length=14)
    sector = models.CharField(max_length=120)
    country = models.CharField(max_length=120)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.PositiveIntegerField(null=True)
    demo = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "code"], name="project_code"),)

    def __str__(self) -> str:
        return self.code


class LoadedLine(models.Model):
    """A line of a file that was recorded, so that loading the file again, or a mended copy of it, adds nothing twice."""

    id = models.BigAutoField(primary_key=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    digest = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["book", "digest"], name="line_loaded_once"),)

    def __str__(self) -> str:
        return self.digest


class Contact(models.Model):
    """Personal data beside an event, never inside its hashed payload: it can be erased and the chain still holds."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=100)
    phone = models.CharField(max_length=50)
    email = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"contact of event {self.event_id}"
