"""The word index beside `law_provision`: FTS5 on SQLite, a tsvector on PostgreSQL. See `law.models.index`."""

from django.db import migrations

_SQLITE = (
    # contentless: the text is kept once, in law_provision; `ascii` takes every character beyond ASCII as it is
    "CREATE VIRTUAL TABLE law_provision_index USING fts5("
    "tokens, content='', columnsize=0, tokenize=\"ascii tokenchars '_'\")",
)
_POSTGRESQL = (
    "CREATE TABLE law_provision_index ("
    "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "provision_id bigint NOT NULL REFERENCES law_provision (id) ON DELETE CASCADE, tokens tsvector NOT NULL)",
    "CREATE INDEX law_provision_index_tokens ON law_provision_index USING gin (tokens)",
    "CREATE INDEX law_provision_index_provision ON law_provision_index (provision_id)",
)


def make(_apps, schema_editor):
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def drop(_apps, schema_editor):
    schema_editor.execute("DROP TABLE law_provision_index")


class Migration(migrations.Migration):
    dependencies = [("law", "0001_library")]
    operations = [migrations.RunPython(make, drop)]
