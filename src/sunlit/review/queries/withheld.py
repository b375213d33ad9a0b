"""涉密的不公开项目目录: the register as those inside may read it, and as the form the city signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as catalogue
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.review import exports, policies
from sunlit.review.models import WithheldItem
from sunlit.review.queries.printing import printed
from sunlit.review.rules.register import NEAR, looking
from sunlit.review.rules.withheld import Exemption, Ground, number_key
from sunlit.review.values.withheld import WithheldSeen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: What a city's own form is called in `FORMS`, before its ending.
FORM = "withheld"


#: The order of the register: what should have been looked at, what is to be soon, the rest, what is released.
_ORDER = ("over", "soon", "later", "released")


def withheld(viewer: Viewer, *, unit: UUID | None = None) -> tuple[WithheldSeen, ...]:
    """The withheld items of the units one reaches, or of one of them: overdue ones first. Six statements at most.

    Raises:
        NotAllowed: whoever looks sees the register of no unit.
    """
    policies.require_register_seer(viewer)
    rows = WithheldItem.objects.order_by("registered_at", "number")
    if unit is not None:
        rows = rows.filter(unit=unit)
    held = [row for row in rows if policies.may_see_withheld(viewer, row.unit_id)]
    units = {one.id: one for one in organs.units(viewer)} if held else {}
    judges = {row.secrecy_by for row in held} - {""}
    people = organs.called(viewer, judges) if judges else {}
    today = clock.today()
    seen = [
        WithheldSeen(
            id=row.pk, number=row.number, unit=row.unit_id, unit_name=units[row.unit_id].name,
            exemption=Exemption(row.exemption), provision=row.provision, until=row.until,
            determined_by=row.determined_by, next_review=row.next_review, registered_on=_day(row.registered_at),
            released_on=_day(row.released_at) if row.released_at else None,
            looking=looking(row.next_review, today, released=row.released_at is not None),
            secrecy_by=people.get(row.secrecy_by, ""), secrecy_on=_day(row.secrecy_at) if row.secrecy_at else None,
            partly=row.partly, reassessed_on=_day(row.reassessed_at) if row.reassessed_at else None,
            ground=Ground(row.ground) if row.ground else None,
            may_assess=row.released_at is None and policies.may_assess(viewer, units[row.unit_id], units),
        )
        for row in held
    ]  # fmt: skip
    return tuple(sorted(seen, key=lambda one: _ORDER.index(one.looking)))


def _day(at: datetime) -> date:
    return at.astimezone(clock.BEIJING).date()


def withheld_powers(viewer: Viewer, powers: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these powers are withheld today: their words are printed nowhere, purged yet or not. Three statements.

    What is on record stays what it is where only the words it was to be given are withheld.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_eyes(viewer)
    rows = WithheldItem.objects.filter(power__in=list(powers), released_at=None).values_list("power", flat=True)
    found = frozenset(key for key in rows if key is not None)
    return found - {one.power for one in catalogue.recorded(viewer, keys=found)} if found else found


def to_remind(viewer: Viewer) -> tuple[UUID, ...]:
    """The items whose review is near or over, and of which nobody was told since it came so far. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_eyes(viewer)
    today = clock.today()
    rows = WithheldItem.objects.filter(released_at=None, next_review__lte=today + NEAR)
    return tuple(row.pk for row in rows if row.told != looking(row.next_review, today, released=False))


def withheld_form(viewer: Viewer, form: str, *, unit: UUID | None = None) -> bytes:
    """涉密的不公开项目目录登记表 of what one sees of the register: `form` is docx or xlsx.

    Raises:
        NotAllowed: whoever looks sees the register of no unit.
        FormUnreadable, FormWithoutRow, MarkUnknown: the city's own form cannot be filled in.
    """
    items = sorted(withheld(viewer, unit=unit), key=lambda one: (one.registered_on, number_key(one.number)))
    names = list(dict.fromkeys(item.unit_name for item in items))
    scope = names[0] if len(names) == 1 else f"{len(names)} 个单位"
    heads = exports.heads_of(scope, clock.today(), len(items))
    rows = [exports.row_of(n, item) for n, item in enumerate(items, 1)]
    return printed(exports.FORM_TWO, FORM, form, heads, rows)


def withheld_blank(viewer: Viewer, form: str) -> bytes:
    """The form as it comes with the program, to be redesigned by the city and put into `FORMS`.

    Raises:
        NotAllowed: whoever looks sees the register of no unit.
    """
    policies.require_register_seer(viewer)
    return exports.BLANK[form](exports.FORM_TWO)
