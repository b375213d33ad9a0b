"""What migrations say about the ledger, and all of it that they may import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import router
from django.db.migrations.operations.base import Operation

from sunlit.ledger import triggers

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class ProtectLedger(Operation):
    """Let the database refuse to change or delete what was recorded. The last word of every migration of the ledger.

    The last word, too, of a migration that changes a table another app had protected (`triggers.protect`).

    On SQLite, Django changes a column by copying its table, and the triggers go with the old one.
    """

    reversible = True
    atomic = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 - Django calls it with these
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Put back whatever is missing, in the database that holds the ledger."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            triggers.install(schema_editor.connection)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: triggers go with their tables, and until then they stay."""

    def describe(self) -> str:
        """For whoever lists the operations."""
        return "Protect the ledger"
