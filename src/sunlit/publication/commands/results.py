"""清理结果公告: telling the public what became of a unit's powers, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.commands import screen_text
from sunlit.files import store as files
from sunlit.kernel.canonical import canonical_json
from sunlit.kernel.ids import new_id
from sunlit.kernel.plain import to_plain
from sunlit.ledger import Unchanged, command, emit
from sunlit.ledger.reading import latest
from sunlit.noticeboard.values import PublicResult, PublicResultRow
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.publication import policies
from sunlit.publication.acts import ResultAnnounced, ResultWithdrawn
from sunlit.publication.rules import results as rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("publication")


@command
def announce_result(unit_id: UUID, rows: Sequence[PublicResultRow], *, on: date, by: Actor) -> UUID:
    """公告清理结果: tell the public what became of each power of a unit, and why. Returns the notice's key.

    A row names its power by key, or none where it never stood in the directory. Rows of powers that are not open to
    society, secret ones among them, are left out: of those the notice says nothing.

    Raises:
        NotAllowed, NoSuchUnit, UnknownOutcome, NoReasonGiven, NothingToAnnounce, MarkedSecret.
    """
    policies.require_announcer(by, [unit_id])
    unit = organs.unit(_EYES, unit_id, on=on)
    if unit is None:
        raise rules.NoSuchUnit
    for row in rows:
        if row.outcome not in rules.OUTCOMES:
            raise rules.UnknownOutcome(outcome=row.outcome)
        if row.outcome in rules.REASONED and not row.reason.strip():
            raise rules.NoReasonGiven(name=row.name)
    screen_text(rows, door="results")
    open_ones = {str(key) for key in catalogue.open_to_society(_EYES, [UUID(row.power) for row in rows if row.power])}
    told = tuple(replace(row, reason=row.reason.strip()) for row in rows if not row.power or row.power in open_ones)
    if not told:
        raise rules.NothingToAnnounce
    notice = PublicResult(unit=str(unit.id), unit_name=unit.name, on=on, rows=told)
    result = new_id()
    kept = files.keep(canonical_json(to_plain(notice)))
    emit(ResultAnnounced(result=result, unit=unit.id, on=on, told=kept))
    return result


@command
def withdraw_result(result_id: UUID, *, reason: str, by: Actor) -> Unchanged | None:
    """撤回公告: take a notice of results back, for a reason that is shown in its place.

    Raises:
        NotAllowed, NoSuchResult, NoWithdrawalReason, MarkedSecret.
    """
    policies.require_announcer(by, _told_of(result_id))
    said = reason.strip()
    if not said:
        raise rules.NoWithdrawalReason
    screen_text(said, door="results")
    last = latest(1, subject=f"result:{result_id}")
    if not last:
        raise rules.NoSuchResult
    if last[0].kind == ResultWithdrawn.kind:
        return Unchanged("it was taken back")
    emit(ResultWithdrawn(result=result_id, reason=files.keep(said.encode())))
    return None


def _told_of(result_id: UUID) -> Iterator[UUID]:
    """The unit a notice is about, as the ledger has it."""
    for act in latest(2, subject=f"result:{result_id}"):
        if act.kind == ResultAnnounced.kind:
            yield UUID(str(act.body["unit"]))
