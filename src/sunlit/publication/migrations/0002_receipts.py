"""The receipt of a report, and what whoever has its number is answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_inbox")]
    operations = [
        migrations.AddField(
            model_name="report",
            name=name,
            field=field,
            preserve_default=False,
        )
        for name, field in (
            ("receipt", models.CharField(blank=True, default="", max_length=64)),
            ("lock", models.CharField(blank=True, default="", max_length=64)),
            ("answer", models.TextField(blank=True, default="")),
        )
    ]
