"""What is on its way out of the house: how many, since when, and what went wrong. Never what, and never to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Min

from sunlit.courier import policies
from sunlit.courier.models import Delivery
from sunlit.courier.models.outward import open_channels
from sunlit.courier.rules import OPEN, Channel, State
from sunlit.courier.values import OnTheWay

if TYPE_CHECKING:
    from datetime import datetime

    from sunlit.organs.values import Viewer


def channels() -> frozenset[str]:
    """The channels the operator has set up, by name: so that a page can say which of them reach anybody."""
    return frozenset(channel.value for channel in open_channels())


def on_the_way(viewer: Viewer, *, given_up_since: datetime) -> tuple[OnTheWay, ...]:
    """What waits, what failed and is tried again, and what was given up since a moment. Four statements.

    Raises:
        NotAllowed: whoever looks is not the system's administrator.
    """
    policies.require_keeper(viewer)
    waiting = Delivery.objects.filter(state__in=OPEN)
    given_up = Delivery.objects.filter(state=State.GIVEN_UP.value, ended_at__gte=given_up_since)
    errors: dict[tuple[str, str], set[str]] = {}
    told = waiting.exclude(error="").values_list("channel", "state", "error").distinct()
    for channel, state, error in [*told, *given_up.values_list("channel", "state", "error").distinct()]:
        errors.setdefault((channel, state), set()).add(error)
    counts = waiting.values_list("channel", "state").annotate(Count("pk"), Min("message__sent_at")).order_by()
    ended = given_up.values_list("channel", "state").annotate(Count("pk"), Min("message__sent_at")).order_by()
    return tuple(
        OnTheWay(Channel(channel), state, count, since, tuple(sorted(errors.get((channel, state), ()))))
        for channel, state, count, since in sorted([*counts, *ended])
    )
