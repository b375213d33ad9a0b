"""Lets the database itself refuse to change or delete what was recorded, and sweep the outbox often."""

from django.db import migrations

from sunlit.ledger.operations import ProtectLedger

#: Each act passes through the outbox once; PostgreSQL's own measure would leave a million dead rows before it sweeps.
_SWEEP = "ALTER TABLE ledger_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)"


def sweep(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_SWEEP)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]

    operations = [migrations.RunPython(sweep, migrations.RunPython.noop), ProtectLedger()]
