"""The directory that is published, unit by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicPostName, PublicPower, PublicSite, PublicUnit
from sunlit.organs.policies import require_known
from sunlit.publication.values import Directory, Entry, Volume

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.organs.values import Viewer

_EXERCISED = ("in-use", "suspended")


def directory(viewer: Viewer, *, unit: str = "") -> Directory:
    """What stands on the noticeboard today, of one unit or all: powers in use or suspended. Four statements.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    require_known(viewer)
    today = clock.today()
    site = reading.newest([("site", "site")]).get(("site", "site"))
    facts = site.body if site and isinstance(site.body, PublicSite) else None
    entries: dict[str, list[Entry]] = {}
    for held in reading.every("power"):
        if isinstance(held.body, PublicPower) and held.body.standing in _EXERCISED and unit in ("", held.body.unit):
            entries.setdefault(held.body.unit, []).append(Entry(held.key, held.body))
    units = [(h.key, h.body) for h in reading.every("unit") if isinstance(h.body, PublicUnit) and h.key in entries]
    posts = {
        h.key: h.body
        for h in reading.every("post")
        if isinstance(h.body, PublicPostName) and (h.body.until is None or today < h.body.until)
    }
    return Directory(
        city=facts.city if facts else settings.SITE_CITY,
        title=facts.title if facts else settings.SITE_CITY,
        as_of=today,
        volumes=tuple(
            Volume(key, body, _in_order(entries[key]))
            for key, body in sorted(units, key=lambda u: (u[1].tier, u[1].code, u[0]))
        ),
        posts=posts,
    )


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """As written: each power where its ordinal puts it, its sub-items right after it."""
    rows = sorted(entries, key=lambda e: (e.power.ordinal, e.power.name, e.key))
    keys = {e.key for e in rows}
    below: dict[str, list[Entry]] = {}
    for entry in rows:
        below.setdefault(entry.power.parent if entry.power.parent in keys else "", []).append(entry)
    out: list[Entry] = []
    waiting = list(reversed(below.get("", ())))
    while waiting:
        entry = waiting.pop()
        out.append(entry)
        waiting += reversed(below.get(entry.key, ()))
    return tuple(out)
