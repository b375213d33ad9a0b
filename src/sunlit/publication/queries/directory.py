"""The directory that is published, unit by unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicPostName, PublicPower, PublicSite, PublicUnit
from sunlit.organs.policies import require_known
from sunlit.publication.values import Directory, Entry, Volume

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sunlit.noticeboard.values import Held
    from sunlit.organs.values import Viewer

TITLE = "行政职权目录"
_EXERCISED = ("in-use", "suspended")


def directory(viewer: Viewer, *, unit: str = "") -> Directory:
    """What stands on the noticeboard today, of one unit or all: powers in use or suspended. Four statements.

    It is dated by its last change, a naming that has run out among them, so that the same data has the same date.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    require_known(viewer)
    today = clock.today()
    site = reading.newest([("site", "site")]).get(("site", "site"))
    facts = site.body if site and isinstance(site.body, PublicSite) else None
    entries: dict[str, list[Entry]] = {}
    put: dict[str, date] = {}
    for held in reading.every("power"):
        if isinstance(held.body, PublicPower) and held.body.standing in _EXERCISED and unit in ("", held.body.unit):
            entries.setdefault(held.body.unit, []).append(Entry(held.key, held.body, as_of=_day(held)))
            put[held.body.unit] = max(_day(held), put.get(held.body.unit, _day(held)))
    units = [(h, h.body) for h in reading.every("unit") if isinstance(h.body, PublicUnit) and h.key in entries]
    posts = {h.key: (h, h.body) for h in reading.every("post") if isinstance(h.body, PublicPostName)}
    for some in entries.values():
        some[:] = (replace(e, as_of=max((_day_of(e), *_named([e], posts, today)))) for e in some)
    volumes = tuple(
        Volume(h.key, body, in_order(entries[h.key]), max(_day(h), put[h.key], *_named(entries[h.key], posts, today)))
        for h, body in sorted(units, key=lambda u: (u[1].tier, u[1].code, u[0].key))
    )
    return Directory(
        city=facts.city if facts else settings.SITE_CITY,
        title=TITLE,
        as_of=max((v.as_of for v in volumes if v.as_of), default=_day(site) if site else today),
        volumes=volumes,
        posts={key: body for key, (_, body) in posts.items() if body.until is None or today < body.until},
    )


def _day_of(entry: Entry) -> date:
    assert entry.as_of is not None
    return entry.as_of


def _day(held: Held) -> date:
    return held.at.astimezone(clock.BEIJING).date()


def _named(entries: Iterable[Entry], posts: Mapping[str, tuple[Held, PublicPostName]], today: date) -> Iterable[date]:
    """The days on which the naming of those who answer for these powers last changed."""
    for key in {step.post for e in entries for step in e.power.steps} & posts.keys():
        held, post = posts[key]
        yield post.until if post.until and post.until <= today else _day(held)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
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
