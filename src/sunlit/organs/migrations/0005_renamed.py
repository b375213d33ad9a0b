"""Offices and posts keep the names they had, with the days they had them, as units do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organs", "0004_site")]

    operations = [
        migrations.AddField(model_name="office", name="named_since", field=models.DateField(null=True)),
        migrations.AddField(model_name="post", name="named_since", field=models.DateField(null=True)),
        migrations.AddField(model_name="post", name="former_names", field=models.JSONField(default=list)),
    ]
