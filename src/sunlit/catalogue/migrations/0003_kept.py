from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_powers")]
    operations = []
