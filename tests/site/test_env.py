"""What the operator may set: read once, checked, completed; production fails closed."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
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
