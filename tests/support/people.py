"""People of the city who sign in, and how a test signs them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from sunlit.organs.models import Account, Appointment, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.rules import Function

if TYPE_CHECKING:
    from uuid import UUID

PASSWORD = "a long-enough pass phrase"
#: What an ordinary test account may do: the work of the city's legal office and of its open government office.
OFFICE_WORK = (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)


def make_account(
    username: str = "admin", *, functions: tuple[Function, ...] = OFFICE_WORK, second_factor: bool = True, **more: Any
) -> Account:
    """An account that can sign in, of an officer whose post has `functions`; its TOTP secret is on it as `totp_secret`."""
    account = Account(username=username, **more)
    account.set_password(PASSWORD)
    account.save()
    if functions:
        appoint(account, *functions)
    if second_factor:
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
        RecoveryCodes.activate(account)
        account.totp_secret = secret  # type: ignore[attr-defined]
    return account


def sign_in_session(kind: str) -> str:
    """The key of a session in which one of the three administrators is signed in."""
    return session_of(make_account(kind, functions=(), administers=kind))


def make_officer(function: Function, unit: str = "测试市河灯管理局") -> Account:
    """An account of an officer of a unit whose post has one function."""
    account = make_account(f"{function.value}-of-unit", functions=())
    appoint(account, function, unit=unit)
    return account


def session_of(account: Account) -> str:
    """The key of a session in which somebody is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(account)
    return str(client.cookies["sessionid"].value)


def code_of(secret: str) -> str:
    """What an authenticator shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def make_unit(code: str = "测试市河灯管理局", *, county: str = "") -> UUID:
    """A unit of the test city, or of a county of it, made if it is not there; returns its key."""
    region, _ = Region.objects.get_or_create(code="880000", defaults={"name": "测试市", "tier": 3})
    if county:
        region, _ = Region.objects.get_or_create(code="880900", defaults={"name": county, "tier": 4, "parent": region})
    unit, made = Unit.objects.get_or_create(code=code, defaults={"kind": "department", "nature": "statutory", "region": region})
    if made:
        UnitName.objects.create(unit=unit, name=code)
    return unit.pk


def make_post(code: str = "受理岗", unit: str = "测试市河灯管理局") -> UUID:
    """A post in that unit, with nobody in it, named to the public as a post alone; returns its key."""
    office, _ = Office.objects.get_or_create(unit_id=make_unit(unit), code="01", defaults={"name": "办公室"})
    return Post.objects.get_or_create(office=office, code=code, defaults={"name": code, "naming_reason": "测试"})[0].pk


def appoint(account: Account, *functions: Function, unit: str = "测试市政务公开办") -> Unit:
    """Let an account be that of an officer in a post with these functions, in a unit that is made if it is not there."""
    of = Unit.objects.get(pk=make_unit(unit))
    office, _ = Office.objects.get_or_create(unit=of, code="01", defaults={"name": "办公室"})
    post = Post.objects.create(
        office=office, code=account.username, name="岗", functions=[f.value for f in functions], naming_reason="测试"
    )
    officer, _ = Officer.objects.get_or_create(account=account, defaults={"number": account.username, "name": "某"})
    Appointment.objects.create(officer=officer, post=post, role="A")
    return of
