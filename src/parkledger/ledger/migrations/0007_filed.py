"""What an event is filed under stands in a table of its own, append-only as events are; series with a detail have an index."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

append_only = import_module("parkledger.ledger.migrations.0002_append_only")
TABLE = "ledger_filed"
SAME = "file = NEW.file AND event_id = NEW.event_id"


def protect(apps: Any, schema_editor: Any) -> None:
    """Put the triggers on."""
    append_only.protect_table(schema_editor.connection, TABLE, SAME)


def release(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off, for a migration backwards."""
    append_only.release_table(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    """The table and its triggers, which 0008 fills from the events on record, and an index."""

    dependencies = [("ledger", "0006_subjects_of_events")]
    operations = [
        migrations.CreateModel(
            name="FiledEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file", "event_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file", models.BigIntegerField()),
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
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("detail__gt", "")),
                fields=["detail", "measure", "zone_id"],
                name="posting_of_detail",
            ),
        ),
    ]
