"""Boundaries may be made up for demonstration, which the map says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; what was imported before was not made up."""

    dependencies = [("geography", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="boundaryfile",
            name="demo",
            field=models.BooleanField(default=False),
        ),
    ]
