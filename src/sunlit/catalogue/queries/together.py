"""What would be filed or published together, and what not, and why: looked at before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue import policies
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.judging import titles_of, why_left
from sunlit.catalogue.rules import powers as rules
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.law import queries as law
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.catalogue.values.seen import PowerRow
    from sunlit.kernel.refusal import Refusal
    from sunlit.organs.values import Viewer

Deed = Literal["file", "publish"]
_SOCIETY = "society"


@dataclass(frozen=True, slots=True)
class Together:
    """What a deed would do to several powers.

    Attributes:
        can: those it can be done to, all of them at once. cannot: the others, each with what keeps it.
        seen: a digest of the first, so that who confirms confirms what was shown.
    """

    can: tuple[PowerRow, ...]
    cannot: tuple[tuple[PowerRow, Refusal | str], ...]
    seen: str


def together(viewer: Viewer, deed: Deed, rows: Sequence[PowerRow]) -> Together:
    """What filing the drafts of these powers, or publishing what they have on record, would do. Six statements.

    Raises:
        NotAllowed: the viewer may not file and publish.
    """
    if not policies.files_any(viewer):
        raise NotAllowed
    kept, told = _filed(viewer, rows) if deed == "file" else _published(rows)
    kept |= {row.id: rules.DeterminedElsewhere() for row in rows if not policies.may_file(viewer, row.unit)}
    can = tuple(row for row in rows if row.id not in kept)
    cannot = tuple((row, kept[row.id]) for row in rows if row.id in kept)
    return Together(can, cannot, digest([deed, *(told[row.id] for row in can)]))


def _filed(viewer: Viewer, rows: Sequence[PowerRow]) -> tuple[dict[object, Refusal | str], dict[object, str]]:
    keys = [row.draft for row in rows if row.draft is not None]
    drafts = {one.power_id: one for one in PowerEdition.objects.filter(pk__in=keys).select_related("power")}
    waiting = list(drafts.values())
    why = why_left(waiting, law.shelf(viewer, titles_of(waiting)), clock.today())
    kept: dict[object, Refusal | str] = {}
    for row in rows:
        if row.id not in drafts:
            kept[row.id] = rules.NothingDrafted()
        elif (reason := why.get(drafts[row.id].pk)) is not None:
            kept[row.id] = reason
    return kept, {power: draft.digest for power, draft in drafts.items()}


def _published(rows: Sequence[PowerRow]) -> tuple[dict[object, Refusal | str], dict[object, str]]:
    kept: dict[object, Refusal | str] = {}
    for row in rows:
        if row.secret or row.edition is None:
            kept[row.id] = rules.NotOnRecord()
        elif row.published:
            kept[row.id] = rules.PublishedAlready()
        elif row.scope != _SOCIETY:
            kept[row.id] = rules.NotForSociety()
    return kept, {row.id: str(row.edition) for row in rows}
