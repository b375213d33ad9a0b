from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0003_search")]
    operations = [
        migrations.AddField(
            model_name="export",
            name="made_from",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
