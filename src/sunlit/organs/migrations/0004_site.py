from django.db import migrations, models

import sunlit.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("organs", "0003_administrators")]

    operations = [
        migrations.CreateModel(
            name="SetupPass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sunlit.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("until", models.DateTimeField()),
                ("entered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("city", models.CharField(blank=True, max_length=50)),
                ("tier", models.PositiveSmallIntegerField(default=3)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("sponsor", models.CharField(blank=True, max_length=100)),
                ("undertaker", models.CharField(blank=True, max_length=100)),
                ("record_number", models.CharField(blank=True, max_length=60)),
                ("site_code", models.CharField(blank=True, max_length=10)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("emblem", models.CharField(blank=True, max_length=64)),
                ("emblem_type", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=0)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_site")]},
        ),
    ]
