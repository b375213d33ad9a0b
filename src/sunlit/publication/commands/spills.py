"""Purging a spill: out of the catalogue, the library, the files, the noticeboard, in one command by two people.

What cannot be undone is done last, before the commit: whoever is interrupted on the way begins again, and what is gone
already is no fault. The bytes that deleted rows leave on the disk go after the commit (`scrub`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.files import store as files
from sunlit.law import commands as law
from sunlit.ledger import Unchanged, command, emit
from sunlit.ledger.reading import known, latest, of_kind
from sunlit.noticeboard.store import keeping, writing
from sunlit.organs.values import Viewer
from sunlit.publication import policies
from sunlit.publication.acts import ResultAnnounced, ResultWithdrawn, SpillPurged
from sunlit.publication.commands.inbox import purge_letter
from sunlit.publication.rules import spills as rules
from sunlit.review import commands as review
from sunlit.review.queries.commenting import periods_of
from sunlit.stocktake import commands as stocktake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.noticeboard.values import Kind

_EYES = Viewer.system("publication")
#: The kinds of records that are kept under a power's key.
_PUBLIC_OF_POWER: tuple[Kind, ...] = ("power", "flow", "draft")


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken out.

    Attributes:
        since: when the first of it came in; backups taken since hold it.
        beside: what else may hold it, as the ledger names it, for a person to judge.
    """

    spill: str
    rows: int
    files: int
    records: int
    since: datetime | None
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurgedBefore(Unchanged):
    """Nothing of it was left."""

    purged: Purged


@command
def purge(spill: str, *, witness: Actor, by: Actor) -> Purged | PurgedBefore:
    """清除泄密内容: take what should never have come in out of all but the ledger, which never held it.

    Args:
        spill: what, as the ledger names it: `power:<id>`, `lists:<id>`, `loading:<id>`, `law:<id>`, `report:<id>`,
            `missing-words:<id>`, or `file:<sha256>`.
        witness: the audit administrator.
        by: the security administrator.

    Raises:
        NotAllowed, TwoPeople, NotASpill, NoSuchSpill.
    """
    policies.require_two_administrators(by, witness)
    kind, key = rules.spill_named(spill)
    name = f"{kind}:{key}"
    taken, public = _take_out(kind, key, by)
    if kind != "file" and not taken.known and not known(name):
        raise rules.NoSuchSpill(spill=name)
    notices = list(_notices_about({str(power) for power in taken.powers}))
    public += [("result", notice) for notice, _ in notices if notice]
    taken.files |= {file for _, held in notices for file in held}
    records = sum(writing.erase(of, which, reason=rules.REASON) for of, which in public)
    for sha256 in taken.files:
        keeping.drop_bytes(sha256)
    destroyed = sum(files.destroy(sha256) for sha256 in sorted(taken.files))
    beside = tuple(sorted(taken.beside - {name}))
    done = Purged(name, taken.rows, destroyed, records, taken.since, beside)
    if not (done.rows or done.files or done.records):
        return PurgedBefore("nothing of it is left", done)
    emit(SpillPurged(spill=name, witness=witness.name, rows=done.rows, files=destroyed, records=records))
    return done


def _take_out(kind: str, key: Any, by: Actor) -> tuple[catalogue.Purged, list[tuple[Kind, str]]]:
    """Delete the rows of the inner side; returns what they were, and what of it the public may have been shown."""
    if kind == "law":
        rows, since, versions = law.purge_law(key, by=by)
        taken = catalogue.Purged(known=rows > 0, rows=rows, since=since, beside=set(catalogue.resting_on(key, by=by)))
        return taken, [("law", version) for version in versions or _versions(key)]
    if kind in ("report", "missing-words"):
        return purge_letter(kind, key, by=by), []
    purged = {
        "power": catalogue.purge_power,
        "lists": catalogue.purge_lists,
        "loading": catalogue.purge_loading,
        "file": catalogue.purge_file,
    }[kind](key, by=by)  # type: ignore[operator] # each takes the key of its own kind
    asked = periods_of(_EYES, powers=purged.powers)  # what the public was asked speaks of them, too
    purged.beside |= {f"comment-period:{period}" for period in asked}
    purged.rows += review.purge_reviews(purged.powers, by=by)
    purged.rows += stocktake.purge_listed(purged.powers, by=by)
    public = [(of, str(power)) for power in sorted(purged.powers) for of in _PUBLIC_OF_POWER]
    return purged, [*public, *(("comments", str(period)) for period in sorted(asked))]


def _versions(key: UUID) -> list[str]:
    """The versions there were of a law that is gone already, as the ledger knows them."""
    told = (act.body for act in latest(1_000_000, subject=f"law:{key}"))
    return [f"{key}/{body['version_id']}" for body in told if "version_id" in body]


def _notices_about(powers: set[str]) -> Iterator[tuple[str, set[str]]]:
    """The notices of results that name one of these powers, each with the kept files it was made from.

    Of one whose file is gone, as an interrupted purge leaves it, the file alone.
    """
    for act in of_kind(ResultAnnounced.kind) if powers else ():
        told = str(act.body["told"])
        if not files.holds(told):
            yield "", {told}
        elif powers & {row["power"] for row in json.loads(files.read(told))["rows"]}:
            withdrawn = (a.body for a in latest(1_000, subject=act.subject) if a.kind == ResultWithdrawn.kind)
            yield str(act.body["result"]), {told, *(str(body["reason"]) for body in withdrawn)}
