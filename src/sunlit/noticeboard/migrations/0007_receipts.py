"""A receipt for what the public hands in, by which it learns what became of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0006_no_pieces")]
    operations = [
        migrations.AddField(
            model_name="handedin",
            name="receipt",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
