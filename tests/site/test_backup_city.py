"""A whole city, its directory and what citizens handed in come back from a backup as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections

from sunlit.demo import city as invented
from sunlit.ledger import worker
from sunlit.noticeboard.store import handing
from sunlit.site.backup import restore, take, verify
from sunlit.site.env import Env
from tests.support.program import sunlit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.ledger import CommittedTo

pytestmark = pytest.mark.faults


def rows(home: Path, name: str) -> dict[str, list[Any]]:
    """Every row of a database, table by table."""
    with closing(sqlite3.connect(home / name)) as database:
        tables = database.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
        return {t: database.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for (t,) in tables}


def test_a_city_with_its_directory_and_its_inbox_comes_back_as_it_was(committing_db: CommittedTo, settings: Any, tmp_path_factory: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads the files of SQLite; on PostgreSQL every row is compared in test_backup_postgresql")
    settings.FILES_ROOT = committing_db.home / "files"
    invented.open_accounts([])
    invented.seed()
    for words in ("摆摊证", "灯会"):
        handing.hand_in("missing-words", {"words": words})
    worker.run_dry()
    handing.hand_in("outside-list", {"what": "清单之外收费", "unit": "示范市夜间集市管理局"})  # still on its way
    for alias in connections:
        connections[alias].close()
    backup, home = tmp_path_factory.mktemp("backup") / "city", tmp_path_factory.mktemp("restored") / "home"
    assert sunlit(committing_db.home, "workdays", "list").returncode == 0  # the key of the site is made at its first start

    take(Env.read({"SUNLIT_HOME": str(committing_db.home)}), backup)
    assert verify(Env.read({"SUNLIT_HOME": str(committing_db.home)}), backup)
    restore(Env.read({"SUNLIT_HOME": str(home)}), backup)

    for name, told in (("sunlit.sqlite3", "catalogue_power"), ("noticeboard.sqlite3", "noticeboard_record")):
        kept = rows(committing_db.home, name)
        assert len(kept[told]) > 90
        assert rows(home, name) == kept
    assert rows(home, "noticeboard.sqlite3")["noticeboard_handedin"]
    assert {p.name: p.read_bytes() for p in (home / "files").rglob("*") if p.is_file()} == {
        p.name: p.read_bytes() for p in (committing_db.home / "files").rglob("*") if p.is_file()
    }
    assert sunlit(home, "ledger", "verify").returncode == 0
