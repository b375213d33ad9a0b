from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("noticeboard", "0005_concerned"),
    ]

    operations = [
        migrations.DeleteModel(name="Prepared"),
    ]
