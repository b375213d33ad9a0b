"""Taking a spill out of lists for good. Called while it is purged, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration
from sunlit.stocktake.models import ListedPower, OfficeList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sunlit.kernel.actor import Actor


def purge_listed(powers: Iterable[UUID], *, by: Actor) -> int:
    """清除清单内容: forget what lists say of the words of powers; that they were listed stays. Returns rows.

    Raises:
        NotAllowed.
    """
    require_administration(by, Administration.SECURITY)
    rows = ListedPower.objects.filter(power__in=list(powers))
    lists = OfficeList.objects.filter(pk__in=list(rows.values_list("office_list", flat=True)))
    return rows.update(digest="", merging="", content={}) + lists.update(digest="", salt="", returned="")
