"""就绪: what is still missing before the city's directory can stand in public."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.catalogue import queries as catalogue
from sunlit.kernel import clock
from sunlit.law import queries as law
from sunlit.ledger.cursors import stumbling, waiting_since
from sunlit.noticeboard.store import reading
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.publication import policies
from sunlit.publication.rules.readiness import Facts, Need, needs_of

if TYPE_CHECKING:
    from datetime import date

_EYES = Viewer.system("readiness")


def readiness(viewer: Viewer) -> tuple[Need, ...]:
    """Everything an installation needs, and how each stands today. A constant number of statements.

    It is told in numbers and names of units and posts, to whoever keeps the installation: not one word of a power.

    Raises:
        NotAllowed: whoever looks is no administrator and not of the open government office.
    """
    policies.require_keeper(viewer)
    return needs_of(_facts(clock.today()), clock.now())


def _facts(today: date) -> Facts:
    site, bodies = organs.site(_EYES), organs.bodies_ready(_EYES, today)
    return Facts(
        city=site.city, region=site.region, emblem=bool(site.emblem),
        footer={
            "sponsor": site.sponsor, "record_number": site.record_number, "site_code": site.site_code,
            "contact": site.contact,
        },
        calendar_missing=organs.calendar_missing(_EYES, today),
        administrators=dict(bodies.administrators), unprotected=bodies.unprotected, units=bodies.units,
        unregistered=bodies.unregistered, unstaffed=bodies.unstaffed, unreachable=bodies.unreachable,
        unreasoned=bodies.unreasoned,
        laws=law.count(_EYES), lists=catalogue.submissions(_EYES, per_page=1)[1],
        on_record=catalogue.powers(_EYES, state="on-record", per_page=1).total,
        published=sum(reading.counted("power", "standing").values()),
        waiting_since=waiting_since(), stumbling=stumbling(), backed_up=last_backup(),
    )  # fmt: skip


def last_backup() -> datetime | None:
    """When the last backup was taken on this machine; None where that is not known."""
    try:
        return datetime.fromisoformat(Path(settings.BACKED_UP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
