"""A draft keeps what it said before its last saving, so that one step can be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("flow", "0002_told_of")]

    operations = [migrations.AddField(model_name="flowdraft", name="before", field=models.JSONField(null=True))]
