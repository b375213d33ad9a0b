"""The same on PostgreSQL, where one answers: copied by COPY at one moment, put back by our own migrations."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from sunlit.site.backup import restore, take, verify
from sunlit.site.backup.databases import columns_of
from sunlit.site.backup.refusals import DatabaseNotEmpty, NothingThere, OtherEngine
from sunlit.site.env import Env
from tests.support.program import sunlit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

URL = os.environ.get("SUNLIT_TEST_DATABASE_URL", "")
pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(not URL, reason="SUNLIT_TEST_DATABASE_URL names no PostgreSQL")]
Urls = dict[str, str]


@pytest.fixture
def server() -> Iterator[Callable[[], Urls]]:
    """Makes pairs of empty databases, and drops them afterwards."""
    base, made = URL.rsplit("/", 1)[0], []

    def pair() -> Urls:
        names = [f"sunlit_backup_{secrets.token_hex(5)}" for _ in range(2)]
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            for name in names:
                connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")  # type: ignore[arg-type]
        made.extend(names)
        return {"SUNLIT_DATABASE_URL": f"{base}/{names[0]}", "SUNLIT_NOTICEBOARD_URL": f"{base}/{names[1]}"}

    yield pair
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def rows(urls: Urls) -> dict[str, list[Any]]:
    """Every row of both databases."""
    out = {}
    for side, url in urls.items():
        with psycopg.connect(url) as connection:
            for table, columns in columns_of(connection).items():
                query: Any = f'SELECT * FROM "{table}" ORDER BY "{columns[0]}"'
                out[f"{side} {table}"] = connection.execute(query).fetchall()
    return out


def test_what_is_restored_equals_what_was_there_and_goes_on(server: Callable[[], Urls], tmp_path: Path) -> None:
    here, there = server(), server()
    home, new, folder = tmp_path / "home", tmp_path / "new", tmp_path / "backup"
    assert sunlit(home, "workdays", "seed", **here).returncode == 0
    assert sunlit(home, "account", "add", "zhang", "--name", "张\\法\t制", **here).returncode == 0

    take(Env.read({"SUNLIT_HOME": str(home), **here}), folder)
    seen = verify(Env.read({"SUNLIT_HOME": str(home), **here}), folder)
    assert seen.wrong == ()
    assert seen.acts == 24

    restore(Env.read({"SUNLIT_HOME": str(new), **there}), folder)
    assert rows(there) == rows(here)
    assert (new / "secret.key").read_bytes() == (home / "secret.key").read_bytes()
    assert sunlit(new, "account", "add", "li", **there).returncode == 0
    assert sunlit(new, "workdays", "load", *_notice(tmp_path), **there).returncode == 0
    assert sunlit(new, "ledger", "verify", **there).returncode == 0


def _notice(tmp_path: Path) -> list[Path]:
    file = tmp_path / "2027.json"
    file.write_text('{"year": 2027, "papers": [], "days": [{"name": "灯节", "date": "2027-03-03", "isOffDay": true}]}')
    return [file]


def test_a_database_that_holds_anything_is_left_alone(server: Callable[[], Urls], tmp_path: Path) -> None:
    here = server()
    with pytest.raises(NothingThere):
        take(Env.read({"SUNLIT_HOME": str(tmp_path / "home"), **here}), tmp_path / "none")
    assert sunlit(tmp_path / "home", "workdays", "seed", **here).returncode == 0
    take(Env.read({"SUNLIT_HOME": str(tmp_path / "home"), **here}), tmp_path / "backup")
    before = rows(here)

    with pytest.raises(DatabaseNotEmpty):
        restore(Env.read({"SUNLIT_HOME": str(tmp_path / "new"), **here}), tmp_path / "backup")
    with pytest.raises(OtherEngine):
        restore(Env.read({"SUNLIT_HOME": str(tmp_path / "new")}), tmp_path / "backup")
    assert not (tmp_path / "new").exists()
    assert rows(here) == before
