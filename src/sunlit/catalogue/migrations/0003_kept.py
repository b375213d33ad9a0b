"""Lets the database keep what is on record as it is, and salts what acts say of a power's words."""

from django.db import migrations, models

import sunlit.kernel.ids
from sunlit.catalogue.models import KeepPowers


def salt(apps, _schema_editor):
    power = apps.get_model("catalogue", "Power")
    for key in power.objects.values_list("pk", flat=True):
        power.objects.filter(pk=key).update(salt=sunlit.kernel.ids.new_salt())


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_powers")]
    operations = [
        migrations.AddField(
            model_name="power",
            name="salt",
            field=models.CharField(default=sunlit.kernel.ids.new_salt, max_length=32),
        ),
        migrations.RunPython(salt, migrations.RunPython.noop),
        KeepPowers(),
    ]
