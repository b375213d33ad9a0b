"""What an officer may do on a day: the functions of the posts held then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.organs.models.bodies import Appointment
from sunlit.organs.rules.bodies import Function
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from datetime import date


def during(day: date, prefix: str = "") -> Q:
    """What is so on a day: begun, not ended."""
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": day})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
    )


def standing_on(day: date, who: Q) -> Viewer | None:
    """The officer that `who` selects, as one who looks and acts on a day. One statement.

    None for whoever holds no post that day: not yet appointed, no longer, or gone; or in a post, an office or a unit
    that is no more.
    """
    held = list(
        Appointment.objects.filter(who, during(day), during(day, "post__"), during(day, "post__office__"))
        .filter(during(day, "post__office__unit__"), Q(officer__left__isnull=True) | Q(officer__left__gt=day))
        .order_by("role", "post__office__unit__code", "post__code")
        .values_list("officer", "officer__account", "post", "post__functions", "post__office__unit")
    )
    if not held:
        return None
    officer, account, post, _, _ = held[0]
    functions = frozenset((Function(name), unit) for _, _, _, names, unit in held for name in names)
    return Viewer(account=account, officer=officer, post=post, functions=functions)
