"""Every open step into the tray it lies in, and of every step the kind of thing it is about."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import StrIndex, Substr


def put_in_trays(apps, schema_editor):
    Run, Task = apps.get_model("flow", "Run"), apps.get_model("flow", "Task")
    noun = Run.objects.filter(pk=OuterRef("run")).values_list(Substr("about", 1, StrIndex("about", Value(":")) - 1))
    Task.objects.update(noun=Subquery(noun))
    waiting = []
    for task in Task.objects.filter(how="", run__suspended="").iterator():
        if task.holder_id is not None:
            task.tray = f"post:{task.holder_id}"
        elif task.function:
            task.tray = f"{task.function}@{task.unit_id or 'city'}"
        waiting.append(task)
    Task.objects.bulk_update(waiting, ["tray"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("flow", "0007_revisions_told_of"),
    ]

    operations = [
        migrations.AddField("task", "noun", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("task", "tray", models.CharField(blank=True, default="", max_length=80), preserve_default=False),
        migrations.RemoveIndex("task", "open_tasks_of_a_function"),
        migrations.RemoveIndex("task", "open_tasks_of_a_post"),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["tray", "noun", "node", "given_to", "given_post", "due_on", "opened_at", "id"],
                name="tasks_in_a_tray",
            ),
        ),
        migrations.RunPython(put_in_trays, migrations.RunPython.noop),
    ]
