"""A list keeps the words of its items as they were signed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("stocktake", "0002_activities"),
    ]

    operations = [
        migrations.AddField(
            model_name="listedpower",
            name="content",
            field=models.JSONField(default=dict),
        ),
    ]
