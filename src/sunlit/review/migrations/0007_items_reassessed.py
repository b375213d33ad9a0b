"""不公开项目 are looked at again, and released; who judged their secrecy stays with them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("review", "0006_comments"),
    ]

    operations = [
        migrations.AddField(
            model_name="withhelditem",
            name="ground",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="partly",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="reassessed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="reassessed_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="released_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="secrecy_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="secrecy_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="withhelditem",
            name="told",
            field=models.CharField(blank=True, max_length=10),
        ),
    ]
