"""Postings are looked up by zone, measure and day, or by place where they are of no zone and no project: two partial
indexes instead of two that every posting was in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes only: no row is touched."""

    dependencies = [("ledger", "0002_append_only")]
    operations = [
        migrations.RemoveIndex(model_name="posting", name="posting_zone"),
        migrations.RemoveIndex(model_name="posting", name="posting_measure"),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("zone_id__isnull", False)),
                fields=["zone_id", "measure", "effective_on"],
                name="posting_of_zone",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("project_id__isnull", True), ("zone_id__isnull", True)),
                fields=["measure", "place", "effective_on"],
                name="posting_of_place",
            ),
        ),
    ]
