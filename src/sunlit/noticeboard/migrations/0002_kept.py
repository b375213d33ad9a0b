from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0001_records")]
    operations = []
