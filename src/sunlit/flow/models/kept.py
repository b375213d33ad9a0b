"""What the database itself refuses in the tables of flows: a published version is never changed nor deleted.

One way leads out: when a spill is purged, its flow is marked so, and then its versions may go.
"""

from __future__ import annotations

from sunlit.ledger import triggers
from sunlit.ledger.operations import ProtectLedger

_TABLE = "flow_flowversion"
_WORDS = "a published flow is kept as it is"
_PURGED = "(SELECT purged FROM flow_flow WHERE id = OLD.flow_id)"
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
_HELD = "EXISTS (SELECT 1 FROM {0} AS o WHERE o.id = NEW.id OR (o.flow_id = NEW.flow_id AND o.number = NEW.number))"

_SQLITE = {
    f"{_TABLE}_no_update": f"CREATE TRIGGER {_TABLE}_no_update BEFORE UPDATE ON {_TABLE} {_REFUSE}",
    f"{_TABLE}_no_delete": (
        f"CREATE TRIGGER {_TABLE}_no_delete BEFORE DELETE ON {_TABLE} WHEN {_PURGED} IS NOT TRUE {_REFUSE}"
    ),
    f"{_TABLE}_no_replace": (
        f"CREATE TRIGGER {_TABLE}_no_replace BEFORE INSERT ON {_TABLE} WHEN {_HELD.format(_TABLE)} {_REFUSE}"
    ),
}
_POSTGRESQL = {
    f"{_TABLE}_no_{deed}": (
        f"CREATE TRIGGER {_TABLE}_no_{deed} BEFORE {deed.upper()} ON {_TABLE} FOR EACH "
        f"{'STATEMENT' if deed == 'truncate' else 'ROW'} EXECUTE FUNCTION {_TABLE}_kept()"
    )
    for deed in ("update", "delete", "truncate")
}
_FUNCTIONS = {
    f"{_TABLE}_kept": f"""
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF {_PURGED} THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'restrict_violation';
END """
}

triggers.protect("flow", triggers.Protection(_SQLITE, _POSTGRESQL, _FUNCTIONS))


class KeepVersions(ProtectLedger):
    """Let the database keep published flows as they are. The last word of every migration that changes its tables."""

    def describe(self) -> str:
        """For whoever lists the operations."""
        return "Keep published flows"
