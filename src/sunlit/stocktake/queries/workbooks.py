"""A workbook that was previewed, and the lines of the roll on which its rows may be registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.staging import Outcome
from sunlit.organs import queries as organs
from sunlit.stocktake import policies
from sunlit.stocktake.models import RollLine
from sunlit.stocktake.queries.items import EYES
from sunlit.stocktake.rules import ListState, RollPlace, Standing, line_meant, own_line
from sunlit.stocktake.values import RowGroup, TakingSeen

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.queries import StagedSeen
    from sunlit.organs.values import Viewer


def taking_in(viewer: Viewer, loading_id: UUID) -> tuple[TakingSeen, ...]:
    """The running stocktakes in which one may register what a loading lists, the newest first. Eleven statements.

    The rows stand in groups, by who filled them in, the office and the post they name, each with the line that is meant
    where it is clear. On an officer's own list all rows are theirs, whoever filled them in.
    """
    seen = powers.loading(viewer, loading_id)
    if seen is None or seen.unit is None or not seen.open:
        return ()
    rows = RollLine.objects.filter(
        office_list__unit_list__stocktake__closed_at=None, office_list__state=ListState.OPEN
    ).exclude(standing=Standing.LEFT)
    if seen.post is not None:
        rows = rows.filter(post=seen.post, officer=viewer.officer, standing__in=(Standing.PENDING, Standing.ABSENT))
    else:
        unit = organs.unit(viewer, seen.unit)
        assert unit is not None
        if not policies.gathers(viewer, unit):
            return ()
        rows = rows.filter(office_list__unit_list__unit=unit.id)
    held = list(rows.select_related("officer", "office_list__unit_list__stocktake"))
    if not held:
        return ()
    offices = organs.office_names(viewer, {line.office_list.office_id for line in held})
    posts = organs.post_names(viewer, {line.post_id for line in held})
    listed = _rows_taken(loading_id)
    by_stocktake: dict[UUID, list[RollLine]] = {}
    for line in held:
        by_stocktake.setdefault(line.office_list.unit_list.stocktake_id, []).append(line)
    out = []
    for key, lines in by_stocktake.items():
        known = [
            RollPlace(
                line.pk, offices[line.office_list.office_id], posts[line.post_id].rpartition(" ")[2], line.officer.name
            )
            for line in lines
        ]
        of = lines[0].office_list.unit_list.stocktake
        out.append(
            (
                of.begun_at,
                TakingSeen(
                    stocktake=key, name=of.name, unit_list=lines[0].office_list.unit_list_id,
                    own=seen.post is not None,
                    groups=_groups(listed, known, own=seen.post is not None),
                    lines=tuple((line.pk, f"{posts[line.post_id]} {line.officer.name}") for line in lines),
                ),
            )
        )  # fmt: skip
    return tuple(taking for _begun, taking in sorted(out, key=lambda one: one[0], reverse=True))


def _rows_taken(loading_id: UUID) -> tuple[StagedSeen, ...]:
    """The rows of a loading that begin a power or change one. Three statements."""
    rows = powers.staged(EYES, loading_id, per_page=0).rows
    return tuple(row for row in rows if row.outcome in (Outcome.NEW, Outcome.CHANGED))


def _groups(rows: tuple[StagedSeen, ...], lines: list[RollPlace], *, own: bool) -> tuple[RowGroup, ...]:
    by_words: dict[tuple[str, str, str], list[StagedSeen]] = {}
    for row in rows:
        by_words.setdefault((row.filled_by, row.office, row.post_name), []).append(row)
    out = []
    for (filled_by, office, post), some in by_words.items():
        meant = own_line(filled_by, lines[0]) if own else line_meant(filled_by, office, post, lines)
        out.append(
            RowGroup(
                office=office, post=post, rows=tuple(row.ordinal for row in some),
                names=tuple(row.name for row in some), line=meant.line, filled_by=filled_by, doubt=meant.doubt,
                places=tuple((row.sheet or row.file, row.row) for row in some),
            )
        )  # fmt: skip
    return tuple(out)
