"""The list on record as the official form holds it, to be sent out, corrected and loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.queries.powers import catalogue_on
from sunlit.catalogue.rules.powers import EditionState
from sunlit.catalogue.values import FormRow
from sunlit.kernel import clock
from sunlit.organs import queries as organs

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.values import Viewer

_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)


def form_rows(viewer: Viewer, *, unit: UUID | None = None) -> tuple[FormRow, ...]:
    """The powers on record that one may read, of one unit or of all, in their order. Secret ones are not there.

    Powers ended and drafts never filed are left out. The statements are the same, however many there are.

    Raises:
        NotAllowed: whoever looks reads no list that is not published.
    """
    policies.require_reader(viewer)
    held = catalogue_on(viewer, clock.today(), unit=unit)
    if not held:
        return ()
    units = {one.id: one.name for one in organs.units(viewer)}
    parents = dict(
        PowerEdition.objects.filter(power__in={one.parent for one in held if one.parent}, state__in=_OPEN)
        .order_by("state")
        .values_list("power", "name")
    )  # on-record comes after draft, and so stays
    return tuple(
        FormRow(
            content=one.content, unit=units.get(one.unit, ""), code=one.code,
            parent=parents.get(one.parent, "") if one.parent else "",
        )
        for one in held
    )  # fmt: skip
