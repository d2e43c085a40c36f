"""A zone's position may be assumed rather than surveyed, which maps and distances say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; what is on record was given as it was given."""

    dependencies = [("ledger", "0003_posting_indexes")]
    operations = [
        migrations.AddField(
            model_name="zone",
            name="position_assumed",
            field=models.BooleanField(default=False),
        ),
    ]
