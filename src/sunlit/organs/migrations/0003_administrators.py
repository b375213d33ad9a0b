"""One administrator who may all becomes one of three: of the system, of its security, of the audit (三员分立)."""

from django.db import migrations, models


def apart(apps, _schema_editor):
    apps.get_model("organs", "Account").objects.filter(is_administrator=True).update(administers="system")


def together(apps, _schema_editor):
    apps.get_model("organs", "Account").objects.filter(administers="system").update(is_administrator=True)


class Migration(migrations.Migration):
    dependencies = [("organs", "0002_organs")]
    operations = [
        migrations.AddField(
            model_name="account",
            name="administers",
            field=models.CharField(
                blank=True,
                choices=[("system", "system"), ("security", "security"), ("audit", "audit")],
                default="",
                max_length=10,
                verbose_name="管理员类别",
            ),
        ),
        migrations.RunPython(apart, together),
        migrations.RemoveField(model_name="account", name="is_administrator"),
    ]
