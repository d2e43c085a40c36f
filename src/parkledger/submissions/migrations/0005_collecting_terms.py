from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """What is collected now has its term, known since it was last set."""
    Collecting, Term = (apps.get_model("submissions", name) for name in ("Collecting", "CollectingTerm"))
    for each in Collecting.objects.all():
        term = Term.objects.create(
            collecting=each, since=each.since, until=each.until, due_days=each.due_days, by=each.by
        )
        Term.objects.filter(pk=term.pk).update(at=each.at)


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0004_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectingTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('due_days', models.PositiveSmallIntegerField(null=True)),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('collecting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='submissions.collecting')),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
