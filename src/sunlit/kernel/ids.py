"""Identifiers that sort by the time they were made."""

from __future__ import annotations

import secrets
from uuid import UUID

from sunlit.kernel import clock


def new_id() -> UUID:
    """A fresh version 7 UUID (RFC 9562 §5.7): 48 bits of milliseconds, then chance.

    It sorts roughly by age, which keeps index pages warm; it says nothing about order of commit.
    """
    millis = int(clock.now().timestamp() * 1000)
    value = (millis & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new_salt() -> str:
    """Chance enough that a digest taken over it as well says nothing to whoever does not know it."""
    return secrets.token_hex(16)
