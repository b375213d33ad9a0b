"""What the database itself refuses in the catalogue's tables, whoever asks.

An edition that is or was on record never says anything else and is never deleted; what became of a power is written
once; a retired code is never given again; a placeholder for a secret matter stays one and gets no words. One way leads
out: when a spill is purged, its power becomes such a placeholder, and then what it said may be deleted.
"""

from __future__ import annotations

from sunlit.ledger import triggers
from sunlit.ledger.operations import ProtectLedger

_WORDS = "what is on record is kept as it is"
_POWER, _EDITION, _STATE, _CODE = (
    "catalogue_power", "catalogue_poweredition", "catalogue_powerstate", "catalogue_powercode",
)  # fmt: skip
#: Columns of an edition that may change once it is on record: where it stands, and where it is shown.
FREE = (
    "state", "valid_to", "published_at", "published_by", "on_noticeboard_at", "withdrawn_at", "withdrawal_reason",
    "due_for_review", "held_for",
)  # fmt: skip
#: All its other columns.
KEPT = (
    "id", "power_id", "number", "content", "digest", "provenance", "name", "type", "revision", "made_at", "made_by",
    "saved_at", "saved_by", "valid_from", "recorded_at", "recorded_by", "opinion", "corrects_id", "change_reason",
)  # fmt: skip
_KEPT_OF_CODE = ("id", "power_id", "scheme", "value", "since")

_RECORDED = "OLD.state IN ('on-record', 'superseded')"
_STAYS = "NEW.state = OLD.state AND NEW.valid_to {same} OLD.valid_to"
_FOLLOWED = (
    "OLD.state = 'on-record' AND NEW.state = 'superseded' AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL"
)
#: Whether the power of a row is a placeholder, as it is while a spill is purged.
_SECRET = f"(SELECT secret FROM {_POWER} WHERE id = {{row}}.power_id)"  # noqa: S608 - our own words

_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"


def _on_sqlite(table: str, deed: str, when: str, event: str = "") -> tuple[str, str]:
    name = f"{table}_no_{deed}"
    return name, f"CREATE TRIGGER {name} BEFORE {event or deed.upper()} ON {table} WHEN {when} {_REFUSE}"


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)


def _held(table: str, collides: str, which: str) -> str:
    """Whether an INSERT OR REPLACE would take away a row that is kept: SQLite deletes it without the other trigger."""
    return f"EXISTS (SELECT 1 FROM {table} AS o WHERE ({collides}) AND {which})"  # noqa: S608 - our own words


_SQLITE = dict((
    _on_sqlite(_POWER, "update", "OLD.secret AND NOT NEW.secret"),
    _on_sqlite(_POWER, "delete", "OLD.secret"),
    _on_sqlite(_POWER, "replace", _held(_POWER, "o.id = NEW.id", "1"), "INSERT"),
    _on_sqlite(
        _EDITION, "update",
        f"{_RECORDED} AND NOT ({_same(KEPT)} AND (({_STAYS.format(same='IS')}) OR ({_FOLLOWED})))",
    ),
    _on_sqlite(_EDITION, "delete", f"{_RECORDED} AND {_SECRET.format(row='OLD')} IS NOT TRUE"),
    _on_sqlite(
        _EDITION, "replace",
        _held(
            _EDITION, "o.id = NEW.id OR (o.power_id = NEW.power_id AND o.number = NEW.number) OR "
            "(o.power_id = NEW.power_id AND o.state = NEW.state AND o.state = 'on-record')",
            "o.state IN ('on-record', 'superseded')",
        ),
        "INSERT",
    ),
    _on_sqlite(_EDITION, "insert", _SECRET.format(row="NEW")),
    _on_sqlite(_STATE, "update", "1"),
    _on_sqlite(_STATE, "delete", f"{_SECRET.format(row='OLD')} IS NOT TRUE"),
    _on_sqlite(_STATE, "replace", _held(_STATE, "o.id = NEW.id", "1"), "INSERT"),
    _on_sqlite(_CODE, "update", f"OLD.until IS NOT NULL OR NOT ({_same(_KEPT_OF_CODE)})"),
    _on_sqlite(_CODE, "delete", "OLD.until IS NOT NULL"),
    _on_sqlite(
        _CODE, "replace",
        _held(_CODE, "o.id = NEW.id OR (o.scheme = NEW.scheme AND o.value = NEW.value)", "o.until IS NOT NULL"),
        "INSERT",
    ),
))  # fmt: skip


def _on_postgresql(table: str, deed: str) -> tuple[str, str]:
    name, each = f"{table}_no_{deed}", "STATEMENT" if deed == "truncate" else "ROW"
    when = f"BEFORE {deed.upper()} ON {table} FOR EACH {each}"
    return name, f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {table}_kept()"


def _body(update: str, delete: str, insert: str = "FALSE") -> str:
    """A function that refuses what these conditions name, and the emptying of the table."""
    return f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT ({update}) THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT ({delete}) THEN RETURN OLD; END IF;
  ELSIF TG_OP = 'INSERT' THEN
    IF NOT ({insert}) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'restrict_violation';
END """


def _without(row: str, columns: tuple[str, ...]) -> str:
    return f"to_jsonb({row}) - ARRAY[{', '.join(f'{name!r}' for name in columns)}]"


_POSTGRESQL = dict([
    *(_on_postgresql(t, d) for t in (_POWER, _EDITION, _STATE, _CODE) for d in ("update", "delete", "truncate")),
    _on_postgresql(_EDITION, "insert"),
])  # fmt: skip
_FUNCTIONS = {
    f"{_POWER}_kept": _body("OLD.secret AND NOT NEW.secret", "OLD.secret"),
    f"{_EDITION}_kept": _body(
        f"{_RECORDED} AND NOT ({_without('NEW', FREE)} = {_without('OLD', FREE)} AND "
        f"(({_STAYS.format(same='IS NOT DISTINCT FROM')}) OR ({_FOLLOWED})))",
        f"{_RECORDED} AND {_SECRET.format(row='OLD')} IS NOT TRUE",
        _SECRET.format(row="NEW"),
    ),
    f"{_STATE}_kept": _body("TRUE", f"{_SECRET.format(row='OLD')} IS NOT TRUE"),
    f"{_CODE}_kept": _body(
        f"OLD.until IS NOT NULL OR {_without('NEW', ('until',))} <> {_without('OLD', ('until',))}",
        "OLD.until IS NOT NULL",
    ),
}

triggers.protect("catalogue", triggers.Protection(_SQLITE, _POSTGRESQL, _FUNCTIONS))


class KeepPowers(ProtectLedger):
    """Let the database keep the catalogue as it is. The last word of every migration that changes its tables."""

    def describe(self) -> str:
        """For whoever lists the operations."""
        return "Keep the catalogue"
