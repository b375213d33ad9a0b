"""The wall: the portal is a process that could not open the inner side if it wanted to."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from sunlit.site.router import PublicSide, ReadOnly
from tests.support.program import found, sunlit, surroundings
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.ledger import CommittedTo

#: What of the house the portal may load: see the contract in pyproject.toml.
ALLOWED = {"sunlit.kernel", "sunlit.look", "sunlit.noticeboard", "sunlit.portal", "sunlit.site"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose inner side was used, and whose noticeboard shows the invented city."""
    home = tmp_path_factory.mktemp("wall")
    found(home)
    fill = (
        "from sunlit.site import database; database.ready(); from tests.support import public_city; public_city.fill()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", fill], env=around(home), cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    return home


def around(home: Path, **more: str) -> dict[str, str]:
    seen = surroundings(home, **more)
    return seen | {"PYTHONPATH": f"{seen['PYTHONPATH']}{os.pathsep}{ROOT}"}


def portal(home: Path, *paths: str) -> Any:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.site.portal_process", *paths],
        env=around(home, SUNLIT_PROCESS="portal"), cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_the_portal_serves_citizens_and_has_loaded_and_opened_nothing_of_the_inner_side(home: Path) -> None:
    seen = portal(home, "/", "/powers/pw-open/", "/powers/pw-withdrawn/", "/nowhere/", "/static/look/public.css", "/account/login/", "/search/?q=集市")

    told = {path: page["status"] for path, page in seen["pages"].items()}
    assert told == {
        "/": 200, "/powers/pw-open/": 200, "/powers/pw-withdrawn/": 410, "/nowhere/": 404, "/static/look/public.css": 200,
        "/account/login/": 404, "/search/?q=集市": 200,
    }  # fmt: skip
    assert "夜间集市开办许可" in seen["pages"]["/powers/pw-open/"]["text"]
    assert 'class="flow-chart"' in seen["pages"]["/powers/pw-open/"]["text"], "drawn on the inner side"
    assert "夜间集市开办许可" in seen["pages"]["/search/?q=集市"]["text"].replace("<mark>", "").replace("</mark>", "")
    assert set(seen["apps"]) <= ALLOWED
    assert seen["django"] == ["django.contrib.staticfiles"]
    assert seen["connected"] == ["noticeboard"]
    assert "noticeboard.sqlite3" in seen["opened"]
    assert [name for name in seen["opened"] if name.startswith("sunlit.sqlite3")] == []
    assert seen["posted"] == 403, "what has no token of ours is not taken in"


def test_pages_of_the_portal_carry_the_same_protection_and_no_cookie(home: Path) -> None:
    headers = portal(home, "/powers/pw-open/")["pages"]["/powers/pw-open/"]["headers"]

    assert "script-src 'self'" in headers["content-security-policy"]
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers


def test_each_side_has_a_key_of_its_own_and_the_portal_works_without_the_inner_side(home: Path, tmp_path: Path) -> None:
    inner = {p.name for p in home.iterdir()}
    (tmp_path / "noticeboard.sqlite3").write_bytes((home / "noticeboard.sqlite3").read_bytes())

    assert portal(tmp_path, "/")["pages"]["/"]["status"] == 200

    assert "secret.key" in inner
    assert {p.name for p in tmp_path.iterdir()} >= {"noticeboard.sqlite3", "portal.key"}
    assert not {"sunlit.sqlite3", "secret.key"} & {p.name for p in tmp_path.iterdir()}


def test_the_portal_brings_its_own_database_up_to_date_and_no_other(tmp_path: Path) -> None:
    ready = "from sunlit.site import database; database.ready(); assert database.pending() == []; database.ready()"
    ended = subprocess.run(
        [sys.executable, "-c", ready],
        env=around(tmp_path, SUNLIT_PROCESS="portal"), cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "noticeboard.sqlite3").exists()
    assert not (tmp_path / "sunlit.sqlite3").exists()
    code, told = doctor(tmp_path)
    assert (code, told["公示栏数据库"]["state"], told["公示栏触发器"]["state"]) == (0, "good", "good")
    assert "台账" not in told


def doctor(home: Path, **more: str) -> tuple[int, dict[str, dict[str, str]]]:
    ended = sunlit(home, "doctor", "--json", SUNLIT_PROCESS="portal", **more)
    return ended.returncode, {check["name"]: check for check in json.loads(ended.stdout)["checks"]}


def test_the_portal_must_not_be_told_where_the_inner_database_is(tmp_path: Path) -> None:
    code, told = doctor(tmp_path, SUNLIT_DATABASE_URL="postgresql://u@127.0.0.1/inner")

    assert code == 1
    assert "SUNLIT_DATABASE_URL" in told["设置"]["detail"]


def test_what_needs_the_inner_side_says_so_in_one_sentence(tmp_path: Path) -> None:
    ended = sunlit(tmp_path, "account", "list", SUNLIT_PROCESS="portal")

    assert ended.returncode == 2
    assert "门户进程不连它" in ended.stderr
    assert not (tmp_path / "sunlit.sqlite3").exists()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("tests/portal/test_pages.py", id="pages"),
        pytest.param("tests/portal", id="all of them", marks=pytest.mark.faults),
    ],
)
def test_the_tests_of_the_portal_pass_with_no_inner_database_at_all(path: str) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUNLIT_", "DJANGO_", "PYTEST_", "COV_"))}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "--ds", "tests.support.portal_settings", "-n0", "-q", "-p", "no:cacheprovider", path],
        env=kept | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout[-3000:]


def test_the_portal_writes_what_is_handed_in_and_nothing_else() -> None:
    from sunlit.noticeboard.models import Export, HandedIn, Record, Shown

    side = PublicSide()
    assert side.db_for_write(HandedIn) == "noticeboard"
    for model in (Record, Shown, Export):
        assert side.db_for_read(model) == "noticeboard"
        with pytest.raises(ReadOnly, match=model.__name__):
            side.db_for_write(model)


@pytest.fixture
def portal_role(committing_db: CommittedTo) -> Iterator[Any]:
    """A role that has of the noticeboard what the documents give the portal's, and no more."""
    from django.db import connections

    from tests.support import public_city

    public_city.fill()
    page = (ROOT / "docs" / "howto" / "deploy.md").read_text(encoding="utf-8")
    [rights] = re.findall(r"<<'SQL'\n(.*?)^SQL", page, re.MULTILINE | re.DOTALL)
    name = f"sunlit_{secrets.token_hex(4)}"
    with connections["noticeboard"].cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
        cursor.execute(rights.replace("sunlit_portal", name))
        cursor.execute(f"SET ROLE {name}")
        yield cursor
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL only")
def test_the_documented_rights_of_the_portal_are_enough_to_serve_and_to_hand_in_and_no_more(portal_role: Any) -> None:
    from django.db import DatabaseError
    from django.test import Client, override_settings

    from sunlit.kernel import clock
    from sunlit.noticeboard.models import HandedIn

    with override_settings(ROOT_URLCONF="sunlit.portal.root", MIDDLEWARE=["sunlit.look.language.ChosenLanguage"]):
        for page in ("/", "/units/", "/powers/pw-open/", "/search/?q=集市", "/laws/", "/downloads/"):
            assert Client().get(page).status_code == 200, page
    HandedIn.objects.create(kind="missing-words", at=clock.now(), sealed=b"sealed")
    assert HandedIn.objects.count() == 1
    for deed in (
        "SELECT sealed FROM noticeboard_handedin", "DELETE FROM noticeboard_handedin", "UPDATE noticeboard_handedin SET kind = ''",
        "UPDATE noticeboard_record SET body = NULL", "DELETE FROM noticeboard_record", "TRUNCATE noticeboard_record CASCADE",
        "INSERT INTO noticeboard_export SELECT * FROM noticeboard_export", "UPDATE noticeboard_shown SET name = ''",
        "ALTER TABLE noticeboard_record DISABLE TRIGGER ALL", "DROP TRIGGER noticeboard_record_no_delete ON noticeboard_record",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            portal_role.execute(deed)
