"""People of the city who sign in, and how a test signs them in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from sunlit.organs.models import Account

PASSWORD = "a long-enough pass phrase"


def make_account(username: str = "admin", *, administrator: bool = True, second_factor: bool = True, **more: Any) -> Account:
    """An account that can sign in; its TOTP secret is on it as `totp_secret`."""
    account = Account(username=username, is_administrator=administrator, **more)
    account.set_password(PASSWORD)
    account.save()
    if second_factor:
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
        RecoveryCodes.activate(account)
        account.totp_secret = secret  # type: ignore[attr-defined]
    return account


def code_of(secret: str) -> str:
    """What an authenticator shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
