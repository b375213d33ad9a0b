"""从 Excel 登记: what a workbook lists goes on the lines of those who exercise it, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.staging import Outcome
from sunlit.ledger import command
from sunlit.organs import queries as organs
from sunlit.stocktake import policies, rules
from sunlit.stocktake.commands.held import EYES, line_of, require_open
from sunlit.stocktake.commands.registering import holder_of, registered, writing
from sunlit.stocktake.rules import Origin, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.catalogue.queries import StagedSeen
    from sunlit.kernel.actor import Actor
    from sunlit.stocktake.models import RollLine


@command
def register_loading(
    loading_id: UUID, lines: Mapping[int, UUID], *, skip_unread: bool = False, by: Actor
) -> tuple[UUID, ...]:
    """登记清单: take the rows of a previewed workbook in, each on a line of the roll, by its ordinal.

    An officer registers on their own line what they handed in by that post; for others, who gathers the unit's lists
    does, and those registered for still sign it themselves. Returns the drafts.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotHolder, NoLineForRow. Those of
        `catalogue.commit_loading`.
    """
    seen = powers.loading(EYES, loading_id)
    if seen is None:
        raise rules.NoSuchStocktake
    rows = _rows(loading_id)
    for row in rows:
        if row.ordinal not in lines:
            raise rules.NoLineForRow(name=row.name)
    wanted = sorted({lines[row.ordinal] for row in rows})
    held = {key: _line(key, by, own=seen.post) for key in wanted}
    for row in rows:
        holder_of(held[lines[row.ordinal]], row.unit)
    made = catalogue.commit_loading(
        loading_id, skip_unread=skip_unread, by=by,
        posts={row.ordinal: held[lines[row.ordinal]].post_id for row in rows},
    )  # fmt: skip
    on_line: dict[UUID, list[UUID]] = {}
    for row in _rows(loading_id):
        assert row.edition is not None
        on_line.setdefault(lines[row.ordinal], []).append(row.edition)
    for key, editions in on_line.items():
        registered(held[key], editions, Origin.EXCEL, by)
    return made


def _rows(loading_id: UUID) -> list[StagedSeen]:
    """The rows that begin a power or change one."""
    rows = powers.staged(EYES, loading_id, per_page=0).rows
    return [row for row in rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]


def _line(key: UUID, by: Actor, *, own: UUID | None) -> RollLine:
    """A line to register on: one's own, by the post the list was handed in by; else one of a unit one gathers."""
    if own is not None:
        line = writing(key, by)
        if line.post_id != own:
            raise rules.NoSuchStocktake
        return line
    line = line_of(key)
    unit = organs.unit(EYES, line.office_list.unit_list.unit_id)
    assert unit is not None
    policies.require_gatherer(by, unit)
    require_open(line.office_list)
    if line.standing == Standing.LEFT:
        raise rules.NoSuchStocktake
    return line
