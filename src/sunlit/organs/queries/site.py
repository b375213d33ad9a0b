"""The installation's own facts, and whether a session of the wizard is still good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.files import store
from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models.site import SetupPass, Site
from sunlit.organs.rules import RegionTier
from sunlit.organs.values.site import SiteFacts

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.values import Viewer


def site(viewer: Viewer) -> SiteFacts:
    """Whose site this is; empty where nothing was told yet.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    held = Site.objects.filter(pk=1).first()
    if held is None:
        return SiteFacts()
    return SiteFacts(
        city=held.city, tier=RegionTier(held.tier), region=held.region, sponsor=held.sponsor,
        undertaker=held.undertaker, record_number=held.record_number, site_code=held.site_code, contact=held.contact,
        emblem=held.emblem, emblem_type=held.emblem_type, revision=held.revision,
    )  # fmt: skip


def emblem(viewer: Viewer) -> tuple[str, bytes] | None:
    """The emblem's media type and bytes; None where there is none.

    Raises:
        NotAllowed: nobody in particular looks.
        Damaged: it is not, on disk, what was handed in.
    """
    facts = site(viewer)
    return (facts.emblem_type, store.read(facts.emblem)) if facts.emblem else None


def setup_open(setup: UUID) -> bool:
    """Whether a session of the wizard is still good. Asked by the door, for somebody who is nobody yet."""
    return SetupPass.objects.filter(
        pk=setup, entered_at__isnull=False, closed_at=None, until__gt=clock.now()
    ).exists()
