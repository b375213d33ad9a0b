"""What the operator may set: read once, checked, completed; production fails closed."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from typing import TYPE_CHECKING

import pytest

from sunlit.site.env import PROJECT_ROOT, SETTINGS, Env, Misconfigured

if TYPE_CHECKING:
    from pathlib import Path

KEY = "k" * 50
PRODUCTION = {"SUNLIT_MODE": "production", "SUNLIT_SECRET_KEY": KEY, "SUNLIT_ALLOWED_HOSTS": "a.example, b.example"}


def test_with_nothing_set_everything_has_a_value() -> None:
    env = Env.read({})

    assert env.home == PROJECT_ROOT / "var"
    assert env.database == {"ENGINE": "django.db.backends.sqlite3", "NAME": str(env.home / "sunlit.sqlite3")}
    assert (env.production, env.https, env.synchronous, env.city, env.proxies) == (False, False, "FULL", "示范市", 0)
    assert env.allowed_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert set(env.sources) == {s.name for s in SETTINGS}
    assert set(env.sources.values()) == {"默认"}


def test_what_is_set_is_taken_and_its_source_told(tmp_path: Path) -> None:
    env = Env.read({"SUNLIT_HOME": str(tmp_path), "SUNLIT_CITY": " 某某市 ", "SUNLIT_SYNCHRONOUS": "normal", "PATH": "/bin"})

    assert (env.home, env.city, env.synchronous) == (tmp_path, "某某市", "NORMAL")
    assert env.sources["SUNLIT_CITY"] == "环境变量"
    assert env.sources["SUNLIT_MODE"] == "默认"


def test_production_has_https_unless_it_is_said_otherwise() -> None:
    assert Env.read(PRODUCTION).https
    assert not Env.read(PRODUCTION | {"SUNLIT_HTTPS": "0"}).https
    assert Env.read(PRODUCTION).allowed_hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SUNLIT_MODE": "production", "SUNLIT_SECRET_KEY": KEY}, "SUNLIT_ALLOWED_HOSTS"),
        ({"SUNLIT_MODE": "production", "SUNLIT_ALLOWED_HOSTS": "a"}, "SUNLIT_SECRET_KEY"),
        ({"SUNLIT_SECRET_KEY": "short"}, "SUNLIT_SECRET_KEY 太短"),
        ({"SUNLIT_MODE": "prod"}, "embedded 或 production"),
        ({"SUNLIT_HTTPS": "yes"}, "SUNLIT_HTTPS"),
        ({"SUNLIT_PROXIES": "one"}, "SUNLIT_PROXIES"),
        ({"SUNLIT_SYNCHRONOUS": "OFF"}, "SUNLIT_SYNCHRONOUS"),
        ({"SUNLIT_DATABASE_URL": "mysql://h/d"}, "postgresql://"),
        ({"SUNLIT_DATABASE_URL": "postgresql://h"}, "postgresql://"),
        ({"SUNLIT_DATABASE_URL": "postgresql://h:port/d"}, "端口"),
        ({"SUNLIT_HOEM": "/x"}, "SUNLIT_HOEM"),
    ],
)
def test_what_cannot_work_is_named(variables: dict[str, str], said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        Env.read(variables)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgresql://u:p%40ss@h:5433/d", ("d", "u", "p@ss", "h", "5433")),
        ("postgres://u@/d", ("d", "u", "", "", "")),
        ("postgresql:///d", ("d", "", "", "", "")),
    ],
)
def test_a_postgresql_address_is_taken_apart(url: str, parts: tuple[str, ...]) -> None:
    database = Env.read({"SUNLIT_DATABASE_URL": url}).database

    assert tuple(database[k] for k in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == parts


def test_a_database_may_be_a_file_somewhere_else() -> None:
    database = Env.read({"SUNLIT_NOTICEBOARD_URL": "sqlite:///srv/public/notice%20board.sqlite3"}).noticeboard

    assert database == {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/public/notice board.sqlite3"}
    for wrong in ("sqlite://", "sqlite:///", "sqlite://srv/x"):
        with pytest.raises(Misconfigured, match="sqlite:///绝对路径"):
            Env.read({"SUNLIT_NOTICEBOARD_URL": wrong})


def test_the_portal_has_a_key_of_its_own_and_no_inner_database(tmp_path: Path) -> None:
    inner, portal = (Env.read({"SUNLIT_HOME": str(tmp_path), "SUNLIT_PROCESS": p}) for p in ("inner", "portal"))

    assert inner.signing_key() != portal.signing_key()
    assert {p.name for p in tmp_path.iterdir()} == {"secret.key", "portal.key"}
    assert (portal.database, portal.noticeboard) == ({}, inner.noticeboard)
    with pytest.raises(Misconfigured, match="SUNLIT_DATABASE_URL"):
        Env.read({"SUNLIT_PROCESS": "portal", "SUNLIT_DATABASE_URL": "postgresql:///d"})


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    env = Env.read({"SUNLIT_HOME": str(tmp_path / "var")})

    with ThreadPoolExecutor(4) as together:
        keys = set(together.map(lambda _: env.signing_key(), range(8)))

    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    file = tmp_path / "var" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in file.parent.iterdir()] == ["secret.key"]
    assert Env.read({"SUNLIT_SECRET_KEY": KEY}).signing_key() == KEY


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").touch()

    with pytest.raises(Misconfigured, match="SUNLIT_HOME"):
        Env.read({"SUNLIT_HOME": str(tmp_path / "var" / "below")}).signing_key()


MAIL = {"SUNLIT_MAIL_URL": "smtp+starttls://u:p%40ss@mail.example.cn", "SUNLIT_MAIL_FROM": "sunlit@example.cn"}
SMS = {"SUNLIT_SMS_URL": "https://sms.example.cn/v1", "SUNLIT_SMS_TOKEN": "t0ken"}


def test_nothing_leaves_the_house_by_itself() -> None:
    env = Env.read({})

    assert (env.mail, env.mail_from, env.sms_url, env.sms_token) == ({}, "", "", "")
    assert env.quiet == (time(21), time(8))


def test_ways_out_of_the_house_are_taken_apart() -> None:
    env = Env.read(PRODUCTION | MAIL | SMS | {"SUNLIT_QUIET_HOURS": "22:30-07:15"})

    assert env.mail == {
        "EMAIL_HOST": "mail.example.cn", "EMAIL_PORT": 587, "EMAIL_HOST_USER": "u", "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False,
    }  # fmt: skip
    assert (env.sms_url, env.quiet) == ("https://sms.example.cn/v1", (time(22, 30), time(7, 15)))
    assert Env.read({"SUNLIT_QUIET_HOURS": "none"}).quiet == (time(0), time(0))
    assert Env.read(MAIL | {"SUNLIT_MAIL_URL": "smtps://h:466"}).mail["EMAIL_PORT"] == 466
    assert Env.read(MAIL | {"SUNLIT_MAIL_URL": "smtp://h"}).mail["EMAIL_PORT"] == 25
    assert Env.read(PRODUCTION | MAIL | {"SUNLIT_MAIL_URL": "smtp://127.0.0.1"}).mail
    assert Env.read(SMS | {"SUNLIT_SMS_URL": "http://127.0.0.1:9/"}).sms_url


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (MAIL | {"SUNLIT_MAIL_FROM": ""}, "SUNLIT_MAIL_FROM"),
        (MAIL | {"SUNLIT_MAIL_FROM": "阳光职权"}, "SUNLIT_MAIL_FROM"),
        (MAIL | {"SUNLIT_MAIL_URL": "mail.example.cn:587"}, "SUNLIT_MAIL_URL"),
        (MAIL | {"SUNLIT_MAIL_URL": "smtp://h:port"}, "端口"),
        (PRODUCTION | MAIL | {"SUNLIT_MAIL_URL": "smtp://u:p@mail.example.cn"}, "加密"),
        (SMS | {"SUNLIT_SMS_TOKEN": ""}, "SUNLIT_SMS_TOKEN"),
        (SMS | {"SUNLIT_SMS_TOKEN": "令牌"}, "SUNLIT_SMS_TOKEN"),
        (SMS | {"SUNLIT_SMS_URL": "http://sms.example.cn/"}, "https"),
        (SMS | {"SUNLIT_SMS_URL": "https://u:p@sms.example.cn/"}, "https"),
        (PRODUCTION | SMS | {"SUNLIT_SMS_URL": "http://127.0.0.1/"}, "https"),
        ({"SUNLIT_QUIET_HOURS": "21-8"}, "SUNLIT_QUIET_HOURS"),
        ({"SUNLIT_QUIET_HOURS": "24:00-08:00"}, "SUNLIT_QUIET_HOURS"),
        ({"SUNLIT_PROCESS": "portal"} | MAIL, "SUNLIT_MAIL_URL"),
        ({"SUNLIT_PROCESS": "portal"} | SMS, "SUNLIT_SMS_URL"),
    ],
)
def test_a_way_out_that_cannot_work_or_is_not_safe_is_named(variables: dict[str, str], said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        Env.read(variables)
