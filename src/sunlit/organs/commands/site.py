"""Telling the installation's own facts; letting somebody in to set it up."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sunlit.files import store
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies
from sunlit.organs.acts.site import SetupClosed, SetupEntered, SetupOpened, SiteSet
from sunlit.organs.models.site import SetupPass, Site
from sunlit.organs.rules.site import NoSuchPass, SiteChanged, emblem_type, site_fact

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.rules import RegionTier

#: How long a token, and the session it opens, is good.
SETUP_LIVES = timedelta(hours=4)
_TOLD = ("city", "tier", "region", "sponsor", "undertaker", "record_number", "site_code", "contact", "emblem")


@command
def set_site(
    *, revision: int, city: str | None = None, tier: RegionTier | None = None, region: str | None = None,
    sponsor: str | None = None, undertaker: str | None = None, record_number: str | None = None,
    site_code: str | None = None, contact: str | None = None, emblem: bytes | None = None, by: Actor,
) -> Unchanged | int:  # fmt: skip
    """设置网站信息: tell whose site this is and what its footer says. What is None stays.

    An empty emblem takes it away. `revision` is that of the facts as they were seen (`SiteFacts.revision`; 0 where
    nothing was told yet); the new one is returned.

    Raises:
        NotAllowed, NotAFact, NoCity, NotAnEmblem, SiteChanged.
    """
    policies.require_administrator(by)
    texts = {
        "city": city, "region": region, "sponsor": sponsor, "undertaker": undertaker, "record_number": record_number,
        "site_code": site_code, "contact": contact,
    }  # fmt: skip
    wanted: dict[str, object] = {name: site_fact(name, told) for name, told in texts.items() if told is not None}
    if tier is not None:
        wanted["tier"] = int(tier)
    if emblem is not None:
        wanted["emblem_type"] = emblem_type(emblem) if emblem else ""
        wanted["emblem"] = store.keep(emblem) if emblem else ""
    Site.objects.get_or_create(pk=1)
    site = Site.objects.select_for_update().get(pk=1)
    changed = {name: value for name, value in wanted.items() if getattr(site, name) != value}
    if not changed:
        return Unchanged("the site says so already")
    if site.revision != revision:
        raise SiteChanged
    for name, value in changed.items():
        setattr(site, name, value)
    site.revision += 1
    site.save()
    what = tuple(name for name in _TOLD if name in changed)
    emit(SiteSet(what=what, revision=site.revision, digest=digest([getattr(site, name) for name in _TOLD])))
    return site.revision


@command
def open_setup(*, by: Actor) -> str:
    """开放设置: make a one-time token for the setting-up wizard. It is told once; only its digest is kept.

    Raises:
        NotAllowed.
    """
    policies.require_administrator(by)
    SetupPass.objects.filter(closed_at=None).update(closed_at=clock.now())
    token = secrets.token_urlsafe(32)
    made = SetupPass.objects.create(digest=_digest(token), until=clock.now() + SETUP_LIVES)
    emit(SetupOpened(setup=made.pk, until=made.until))
    return token


@command
def enter_setup(token: str, *, by: Actor) -> UUID:
    """进入设置: use a token, once; what it returns says whether the session it opens is still good.

    Raises:
        NotAllowed, NoSuchPass.
    """
    policies.require_administrator(by)
    held = SetupPass.objects.select_for_update().filter(digest=_digest(token)).first()
    if held is None or held.entered_at or held.closed_at or held.until <= clock.now():
        raise NoSuchPass
    held.entered_at = clock.now()
    held.save(update_fields=["entered_at"])
    emit(SetupEntered(setup=held.pk))
    return held.pk


@command
def close_setup(setup: UUID, *, by: Actor) -> Unchanged | None:
    """结束设置: end the wizard; its session is good no longer.

    Raises:
        NotAllowed.
    """
    policies.require_administrator(by)
    if not SetupPass.objects.filter(pk=setup, closed_at=None).update(closed_at=clock.now()):
        return Unchanged("it is closed")
    emit(SetupClosed(setup=setup))
    return None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
