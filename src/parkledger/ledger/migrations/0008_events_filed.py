"""The table of files is filled from the events on record, as recording fills it.

The event types of the code that runs decide, not those of an older day: `verify` compares with the same.
"""

from collections.abc import Iterable
from typing import Any

from django.db import migrations

BATCH = 2000
EVENTS = (
    "SELECT id, type, payload, effective_on, document, note, demo FROM ledger_event "
    "WHERE id > %s AND reverses IS NULL ORDER BY id LIMIT %s"
)
"""Events after one; those that take another back are in no file."""
INSERT = "INSERT INTO ledger_filed (event_id, file) VALUES (%s, %s)"


def fill(apps: Any, schema_editor: Any) -> None:
    """Write the files of all events; what cannot be read is left to `verify` to name."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(EVENTS, [last, BATCH])
            events = cursor.fetchall()
            if not events:
                return
            cursor.executemany(INSERT, [row for event in events for row in filed_rows(*event)])
            last = events[-1][0]


def filed_rows(event_id: int, *stored: Any) -> Iterable[tuple[int, int]]:
    """The rows of one event, from its stored columns."""
    from parkledger.ledger.book.stored_form import revive
    from parkledger.ledger.store.tables import filed_values

    try:
        return filed_values(event_id, revive(*stored))
    except Exception:  # noqa: BLE001 - values of any type may stand where damage is; `verify` names it, whatever it is
        return ()


class Migration(migrations.Migration):
    """Rows only; they go with the table on the way back."""

    dependencies = [("ledger", "0007_filed")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
