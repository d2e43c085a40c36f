"""The table of what all processes count together: Django's cache in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0003_sealed_secrets")]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
