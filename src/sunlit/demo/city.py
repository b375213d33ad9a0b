"""示范市 as data: its accounts, its law library, its departments' lists. Made by the commands that clicks call."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import get_user_model

from sunlit.catalogue import commands as catalogue
from sunlit.demo import lists, shelf
from sunlit.kernel.actor import Actor
from sunlit.law import commands as law
from sunlit.ledger import worker
from sunlit.organs import commands as organs
from sunlit.organs.rules import UserNameTaken

if TYPE_CHECKING:
    from collections.abc import Iterable

#: One account a role: the role's name for programs, and the account's.
ROLES = (("administrator", "admin", "示范市管理员"),)
_ME = Actor.system("demo")


def open_accounts(known: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """One account a role, as `role`, `user`, `password`, `totp_secret`. Those known already keep what they have."""
    kept = {account["role"]: account for account in known}
    return [kept.get(role) or _open(role, user, name) for role, user, name in ROLES]


def _open(role: str, user: str, name: str) -> dict[str, str]:
    account = {"role": role, "user": user, "password": secrets.token_urlsafe(12), "totp_secret": _new_secret()}
    try:
        organs.open_account(user, password=account["password"], display_name=name, administrator=True, by=_ME)
    except UserNameTaken:  # the note of its password was lost
        organs.reset_account(user, password=account["password"], by=_ME)
    Authenticator.objects.create(
        user=get_user_model().objects.get_by_natural_key(user),
        type=Authenticator.Type.TOTP,
        data={"secret": encrypt(account["totp_secret"])},
    )
    return account


def _new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def seed() -> None:
    """The law library, and the two departments' lists, handed in and checked."""
    law.load_laws([(file.name, file.read_bytes()) for file in shelf.files()], by=_ME)
    catalogue.submit_lists(lists.workbooks(), by=_ME)
    worker.run_dry()
