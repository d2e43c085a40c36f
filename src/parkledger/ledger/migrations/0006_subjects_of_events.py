"""The table of subjects is filled from the events on record, as recording fills it.

The event types of the code that runs decide, not those of an older day: `verify` compares with the same.
"""

from collections.abc import Iterable
from typing import Any

from django.db import migrations

BATCH = 2000
EVENTS = (
    "SELECT e.id, o.type, o.payload, o.effective_on, o.document, o.note, o.demo FROM ledger_event e JOIN ledger_event o "
    "ON o.id = CASE WHEN e.reverses IS NULL THEN e.id ELSE e.id - e.seq + e.reverses END "
    "WHERE e.id > %s ORDER BY e.id LIMIT %s"
)
"""Events after one, each with what it is about: itself, or the event that it takes back."""
INSERT = "INSERT INTO ledger_subject (event_id, kind, key) VALUES (%s, %s, %s)"


def fill(apps: Any, schema_editor: Any) -> None:
    """Write the subjects of all events; what cannot be read is left to `verify` to name."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(EVENTS, [last, BATCH])
            events = cursor.fetchall()
            if not events:
                return
            cursor.executemany(INSERT, [row for event in events for row in subject_rows(*event)])
            last = events[-1][0]


def subject_rows(event_id: int, *stored: Any) -> Iterable[tuple[int, str, str]]:
    """The rows of one event, from its stored columns."""
    from parkledger.ledger.book.stored_form import revive
    from parkledger.ledger.store.tables import subject_values

    try:
        return subject_values(event_id, revive(*stored).subjects())
    except Exception:  # noqa: BLE001 - values of any type may stand where damage is; `verify` names it, whatever it is
        return ()


class Migration(migrations.Migration):
    """Rows only; they go with the table on the way back."""

    dependencies = [("ledger", "0005_subject")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
