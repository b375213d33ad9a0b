"""What is searched, and the index beside it: FTS5 on SQLite, a tsvector on PostgreSQL. See `store.searching`."""

from django.db import migrations, models

_SQLITE = (
    # contentless: the texts stand once, in noticeboard_sought; `ascii` takes every character beyond ASCII as it is
    "CREATE VIRTUAL TABLE noticeboard_sought_index USING fts5("
    "name, text, pinyin, content='', columnsize=0, tokenize=\"ascii tokenchars '_'\")",
)
_POSTGRESQL = (
    "CREATE TABLE noticeboard_sought_index ("
    "id bigint PRIMARY KEY REFERENCES noticeboard_sought (id) ON DELETE CASCADE, tokens tsvector NOT NULL)",
    "CREATE INDEX noticeboard_sought_index_tokens ON noticeboard_sought_index USING gin (tokens)",
)


def make(_apps, schema_editor):
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def drop(_apps, schema_editor):
    schema_editor.execute("DROP TABLE noticeboard_sought_index")


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0002_kept")]
    operations = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("name", models.TextField()),
                ("text", models.TextField()),
                ("pinyin", models.TextField()),
                ("type", models.CharField(blank=True, max_length=40)),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("tier", models.PositiveSmallIntegerField(default=0)),
                ("standing", models.CharField(blank=True, max_length=20)),
                ("ended", models.BooleanField(default=False)),
            ],
        ),
        migrations.RunPython(make, drop),
    ]
