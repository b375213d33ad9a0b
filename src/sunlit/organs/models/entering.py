"""Sessions of those who are signed in, as Django keeps them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session

from sunlit.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterator


def open_sessions() -> Iterator[tuple[Session, str, datetime]]:
    """Every session of somebody signed in: it, whose, and when they were active last. One statement."""
    for session in Session.objects.filter(expire_date__gt=clock.now()):
        held = session.get_decoded()
        if account := held.get("_auth_user_id"):
            active = datetime.fromtimestamp(held.get("active_at", session.expire_date.timestamp()), tz=UTC)
            yield session, str(account), active


def mark_of(key: str) -> str:
    """What a session is known by where its key must not be: whoever has the key is signed in."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
