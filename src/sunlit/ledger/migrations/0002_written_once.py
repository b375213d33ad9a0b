"""Lets the database itself refuse to change or delete what was recorded.

The statements are those of `ledger.triggers` on the day this was written; that module puts them back after any
migration that rebuilds a table.
"""

from django.db import migrations

TABLES = ("ledger_act", "ledger_entry")
FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is written once' USING ERRCODE = 'restrict_violation'; END $$
"""


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for deed in ("update", "delete"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the ledger is written once'); END"
                )
        return
    schema_editor.execute(FUNCTION)
    for table in TABLES:
        for deed, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION ledger_written_once()"
            )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]

    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
