"""示范市 as data: its accounts, laws, directory and lists, made by the commands that clicks call."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import get_user_model

from sunlit.catalogue import commands as catalogue
from sunlit.demo import calendar, directory, lists, shelf, under_review
from sunlit.demo import organs as city_organs
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.law import commands as law
from sunlit.ledger import worker
from sunlit.organs import commands as organs
from sunlit.organs import queries as organs_seen
from sunlit.organs.rules import Administration, UserNameTaken
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable

#: One account a role: the role's name for programs, the account's, and what it administers or whose officer's it is.
ROLES = (
    ("administrator", "admin", "示范市系统管理员", "system"),
    ("security-administrator", "security", "示范市安全管理员", "security"),
    ("audit-administrator", "audit", "示范市审计管理员", "audit"),
    ("open-government", "qin", "秦明镜", "1001"),
    ("city-legal", "lu", "陆衡之", "1011"),
    ("staffing", "gu", "顾定员", "1021"),
    ("secrecy", "yan", "严守一", "1031"),
    ("supervisor", "tie", "铁观澜", "1041"),
    ("registrar", "he", "何采薇", "2001"),
    ("unit-legal", "fang", "方圆", "2011"),
    ("leader", "gao", "高见远", "2099"),
    ("office-head", "zhang", "章程", "2029"),
    ("officer", "ye", "叶长青", "2021"),
    ("county-open-government", "xiang", "向明", "5901"),
    ("county-legal", "cheng", "程法", "5902"),
    ("county-leader", "luzhiyuan", "鲁致远", "5099"),
    ("county-registrar", "dongfang", "东方晓", "5001"),
    ("township-registrar", "deng", "灯小明", "7001"),
)
_ME, _EYES = Actor.system("demo"), Viewer.system("demo")


def open_accounts(known: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """One account a role, as `role`, `user`, `password`, `totp_secret`. Those known already keep what they have.

    The officers among them must be there already: the organs' workbook is loaded first.
    """
    organs.load_organs(city_organs.ORGANS_FILE, city_organs.workbook(), by=_ME)
    kept = {account["role"]: account for account in known}
    return [kept.get(role) or open_one(role, user, name, of) for role, user, name, of in ROLES]


def open_one(role: str, user: str, name: str, of: str) -> dict[str, str]:
    """One account: of an administrator, or, `of` being a number, of an officer. As `open_accounts` tells it."""
    account = {"role": role, "user": user, "password": secrets.token_urlsafe(12), "totp_secret": _new_secret()}
    try:
        administers = None if of.isdecimal() else Administration(of)
        organs.open_account(user, password=account["password"], display_name=name, administers=administers, by=_ME)
        if administers is None:
            organs.link_officer(user, of, by=_ME)
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
    """All of the city but its organs: its site, calendar, laws and directory, and two departments' lists checked."""
    tell_site()
    organs.seed_calendar(by=_ME)
    organs.load_calendar([calendar.notice(clock.today().year + 1)], by=_ME)
    law.load_laws([(file.name, file.read_bytes()) for file in shelf.files()], by=_ME)
    directory.make()
    catalogue.submit_lists(lists.workbooks(), secret_answer="no", by=_ME)  # noqa: S106 - the answer
    worker.run_dry()


def live() -> None:
    """A stocktake in the middle of it: what a newcomer finds on the desks of the city's people."""
    under_review.make()


def tell_site() -> None:
    """What stands at the top and at the foot of every page."""
    revision = organs_seen.site(_EYES).revision
    organs.set_site(
        revision=revision, city="示范市", region="990100", sponsor="示范市人民政府办公室",
        undertaker="示范市政务公开领导小组办公室", record_number="示ICP备00000000号（演示）", site_code="9900000001",
        contact="监督电话 12345；示范市集贤路1号", by=_ME,
    )  # fmt: skip
