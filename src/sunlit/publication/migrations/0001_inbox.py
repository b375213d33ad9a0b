from django.db import migrations, models

import sunlit.kernel.ids


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Box",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("sealed", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MissingWords",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sunlit.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=40, unique=True)),
                ("times", models.PositiveIntegerField(default=1)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("added", "Added"), ("set-aside", "Set Aside")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("salt", models.CharField(default=sunlit.kernel.ids.new_salt, max_length=32)),
                ("power", models.UUIDField(null=True)),
                ("said", models.TextField(blank=True)),
                ("handled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "-times"], name="missing_words_by_times")],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sunlit.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("organ", models.CharField(max_length=100)),
                ("demanded", models.TextField()),
                ("when", models.CharField(blank=True, max_length=60)),
                ("contact", models.CharField(blank=True, max_length=100)),
                ("salt", models.CharField(default=sunlit.kernel.ids.new_salt, max_length=32)),
                ("said", models.TextField(blank=True)),
                ("handled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["handled_at", "-on"], name="reports_by_state")],
            },
        ),
    ]
