"""Opening balances: what stood on the day from which a book is kept, of zones and of projects."""

OPENING = "opening"
OPENING_TYPES = ("zone_opened", "project_opened")
"""The event types by which a book begins without a past."""
