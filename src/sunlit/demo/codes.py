"""The changing code of a demonstration account (RFC 6238 with its defaults), for who has no authenticator at hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct

from sunlit.kernel import clock

_PERIOD = 30  # seconds
_DIGITS = 6


def totp(secret: str) -> str:
    """The code of this moment for a base32 `secret`."""
    counter = int(clock.now().timestamp()) // _PERIOD
    mac = hmac.new(base64.b32decode(secret, casefold=True), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = mac[-1] & 0xF
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFF_FFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}}"


def seconds_left() -> int:
    """How long the code of this moment lasts."""
    return _PERIOD - int(clock.now().timestamp()) % _PERIOD
