"""Who recorded an event, as whoever asks is told: to the public the office, never the name by which somebody signs in."""

from parkledger.catalogue.publicity import named_in

APPROVED = "cán bộ ghi sổ, duyệt: người duyệt"
"""How an approval is recorded, before the number of its submission: by roles. Who they were, the submission says."""
OFFICE = "cơ quan giữ sổ"
"""Whom the public is told, where a name was recorded."""


def recorder_told(recorded_by: str, book: str, *, demo: bool) -> str:
    """Who recorded in a book, as whoever asks is told; the authors of demonstration data are no people."""
    told = named_in.get()
    if demo or told is None or book in told or recorded_by.startswith(APPROVED):
        return recorded_by
    return OFFICE
