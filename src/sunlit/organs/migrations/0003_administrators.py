from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organs", "0002_organs")]
    operations = []
