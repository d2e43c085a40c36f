from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_kinds_named_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="name",
            field=models.CharField(blank=True, default="", max_length=150),
        ),
    ]
