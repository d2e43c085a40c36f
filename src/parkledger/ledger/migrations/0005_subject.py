"""What an event is about stands in a table of its own, append-only as events and postings are."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

append_only = import_module("parkledger.ledger.migrations.0002_append_only")
TABLE = "ledger_subject"
SAME = "kind = NEW.kind AND key = NEW.key AND event_id = NEW.event_id"


def protect(apps: Any, schema_editor: Any) -> None:
    """Put the triggers on."""
    append_only.protect_table(schema_editor.connection, TABLE, SAME)


def release(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off, for a migration backwards."""
    append_only.release_table(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    """The table and its triggers; 0006 fills it from the events on record."""

    dependencies = [("ledger", "0004_position_assumed")]
    operations = [
        migrations.CreateModel(
            name="EventSubject",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "key", "event_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=300)),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="ledger.event"
                    ),
                ),
            ],
            options={"db_table": TABLE},
        ),
        migrations.RunPython(protect, release),
    ]
