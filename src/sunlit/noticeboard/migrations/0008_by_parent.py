from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("noticeboard", "0007_receipts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="shown",
            index=models.Index(fields=["kind", "parent", "type", "ordinal"], name="shown_by_parent"),
        ),
    ]
