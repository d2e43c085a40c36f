"""A case is there before anything of it is in the book; who asked stands in it, no longer beside an event."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def take_contacts(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001  Django's signature
    """Bring into each case who stood beside its event, and leave them nowhere else."""
    Case, Contact = apps.get_model("promotion", "Case"), apps.get_model("ledger", "Contact")
    for each in Contact.objects.filter(event_id__in=Case.objects.values("event_id")):
        Case.objects.filter(event_id=each.event_id).update(
            name=each.name, role=each.role, phone=each.phone, email=each.email
        )
        each.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0006_subjects_of_events'),
        ('promotion', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='email',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='case',
            name='name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='case',
            name='phone',
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AddField(
            model_name='case',
            name='role',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='caseentry',
            name='submission',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='case',
            name='event',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='case', to='ledger.event'),
        ),
        migrations.RunPython(take_contacts, migrations.RunPython.noop),
    ]
