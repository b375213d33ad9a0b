"""How far accounts and organs are set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.organs import policies
from sunlit.organs.models import Account, Appointment, Post, Unit, UnitName
from sunlit.organs.models.standing import during
from sunlit.organs.rules import Administration, Function
from sunlit.organs.values.site import BodiesReady

if TYPE_CHECKING:
    from datetime import date

    from sunlit.organs.values import Viewer

#: What every unit needs somebody for, and what the city's own offices need somebody with an account for.
_EVERY_UNIT = (Function.REGISTRAR, Function.LEGAL, Function.LEADER)
_CITY = (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)


def bodies_ready(viewer: Viewer, day: date) -> BodiesReady:
    """How far accounts and organs are set up on a day. Seven statements.

    Raises:
        NotAllowed: whoever looks keeps neither.
    """
    policies.require_administering(viewer)
    there = dict(Unit.objects.filter(during(day)).values_list("pk", "code"))
    called = dict(UnitName.objects.filter(during(day), unit__in=there).values_list("unit", "name"))
    held = list(
        Appointment.objects.filter(during(day), during(day, "post__"), during(day, "post__office__"))
        .filter(Q(officer__left__isnull=True) | Q(officer__left__gt=day), post__office__unit__in=there)
        .values_list("post__office__unit", "post__functions", "officer__account__is_active")
    )
    done = {(unit, function) for unit, functions, _ in held for function in functions}
    reached = {function for _, functions, account in held if account for function in functions}
    administrators = list(Account.objects.filter(is_active=True).exclude(administers="").order_by("username"))
    protected = set(
        Account.objects.filter(authenticator__type="totp", pk__in=[a.pk for a in administrators]).values_list("pk")
    )
    unreasoned = Post.objects.filter(during(day), during(day, "office__"), office__unit__in=there, naming_reason="")
    return BodiesReady(
        administrators=tuple(
            (kind.value, tuple(a.get_full_name() for a in administrators if a.administers == kind.value))
            for kind in Administration
        ),
        unprotected=tuple(a.username for a in administrators if (a.pk,) not in protected),
        units=len(there),
        unregistered=tuple(
            called.get(unit, code) for unit, code in there.items() if (unit, Function.REGISTRAR.value) not in done
        ),
        unstaffed=tuple(
            f"{called.get(unit, code)}（{'、'.join(lacking)}）"
            for unit, code in sorted(there.items(), key=lambda one: one[1])
            if (lacking := [f.words for f in _EVERY_UNIT if (unit, f.value) not in done])
        ),
        unreachable=tuple(f.words for f in _CITY if f.value not in reached),
        unreasoned=tuple(
            f"{called.get(unit, code)} {name}"
            for unit, code, name in unreasoned.order_by("office__unit__code", "code").values_list(
                "office__unit", "office__unit__code", "name"
            )
        ),
    )
