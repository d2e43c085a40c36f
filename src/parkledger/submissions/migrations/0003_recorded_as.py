from typing import Any

import django.db.models.deletion
from django.db import migrations, models

SEQ_BITS = 32


def fill(apps: Any, schema_editor: Any) -> None:
    """Submissions approved before the table was there say in themselves which events they became."""
    Submission, RecordedAs = (apps.get_model("submissions", name) for name in ("Submission", "RecordedAs"))
    found = Submission.objects.filter(state="approved").values_list("pk", "book_id", "events")
    RecordedAs.objects.bulk_create(
        (
            RecordedAs(event_id=book << SEQ_BITS | seq, submission_id=number)
            for number, book, events in found.iterator()
            for seq in events
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ('submissions', '0002_collections_and_attachments'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordedAs',
            fields=[
                ('event_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recorded', to='submissions.submission')),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
