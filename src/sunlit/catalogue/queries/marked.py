"""依据有变: what the law watch noted of an edition, with what the articles it rests on have become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.models.marked import rests_on_marked
from sunlit.catalogue.queries.powers import readable_powers
from sunlit.catalogue.queries.sealed import unsealed
from sunlit.catalogue.queries.succeeding import Succession, successions
from sunlit.catalogue.rules.powers import EditionState
from sunlit.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class LawMark:
    """A law that an edition rests on was changed, or ended, since it was drafted.

    Attributes:
        article: of the law; empty where all of it ends. what: changed, removed, ended. on: the day it holds from.
        noted_at: when it became known; None of what was noted before that was kept.
        became: what the bases it is about are by that day.
    """

    law: UUID
    title: str
    article: str
    what: str
    on: date
    noted_at: datetime | None
    became: tuple[Succession, ...] = ()


def marks_on_record(viewer: Viewer, power_id: UUID) -> tuple[LawMark, ...]:
    """What was noted of the edition of a power that is on record. One statement."""
    rows = PowerEdition.objects.filter(power=power_id, state=EditionState.ON_RECORD, power__in=readable_powers(viewer))
    return tuple(_seen(mark) for marks in rows.values_list("due_for_review", flat=True) for mark in marks)


def marks_of(viewer: Viewer, edition_id: UUID) -> tuple[LawMark, ...]:
    """What was noted of one edition, with what its bases have become. One statement where nothing was."""
    rows = unsealed(viewer, PowerEdition.objects.filter(pk=edition_id, power__in=readable_powers(viewer)))
    row = rows.first()
    if row is None or not row.due_for_review:
        return ()
    content = content_of(row)
    by = max(clock.today(), *(date.fromisoformat(mark["on"]) for mark in row.due_for_review))
    became = successions(viewer, content, by)
    return tuple(
        _seen(
            mark,
            tuple(
                one for one in became
                if rests_on_marked(content.bases[one.ordinal].law, content.bases[one.ordinal].article, mark)
            ),
        )
        for mark in row.due_for_review
    )  # fmt: skip


def _seen(mark: Mapping[str, Any], became: tuple[Succession, ...] = ()) -> LawMark:
    at = mark.get("seen")
    return LawMark(
        law=UUID(mark["law"]), title=mark["title"], article=mark["article"], what=mark["what"],
        on=date.fromisoformat(mark["on"]), noted_at=datetime.fromisoformat(at) if at else None, became=became,
    )  # fmt: skip
