"""Making the database ready: on first use, when there is nothing to do, and on a machine that will not let us."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError

from sunlit.site import database
from sunlit.site.env import Env, Misconfigured
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def start(home: Path, *, script: str = "database.ready()", **environment: str) -> subprocess.Popen[str]:
    """A process that makes the database ready and says what it found."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("SUNLIT_", "DJANGO_"))}
    program = f"from sunlit.site import database\n{script}\nfrom sunlit.ledger import triggers\nprint(database.pending(), sorted(triggers.missing()))"
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-c", program],
        env={**variables, "PYTHONPATH": str(ROOT / "src"), "SUNLIT_HOME": str(home), **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def run(home: Path, *, script: str = "database.ready()", **environment: str) -> tuple[str, str]:
    return start(home, script=script, **environment).communicate(timeout=120)


def test_the_first_use_makes_folder_tables_and_triggers_and_the_second_does_nothing(tmp_path: Path) -> None:
    home = tmp_path / "数 据" / "var"

    assert run(home)[0] == "[] []\n"
    again, told = run(home, script="database._migrate = None; database.ready()")
    assert (again, told) == ("[] []\n", "")


def test_two_that_start_at_once_migrate_one_after_the_other(tmp_path: Path) -> None:
    both = [start(tmp_path / "var") for _ in range(3)]

    assert [process.communicate(timeout=120) for process in both] == [("[] []\n", "")] * 3


def test_data_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path)
    with sqlite3.connect(tmp_path / "sunlit.sqlite3") as file:
        file.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('law', '0999_of_tomorrow', '2030-01-01')")
    file.close()

    assert "law.0999_of_tomorrow" in run(tmp_path)[1]


def test_a_home_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "var").touch()

    assert "不是目录" in run(tmp_path / "var")[1]


@pytest.fixture
def on_sqlite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(database, "current", lambda: Env.read({"SUNLIT_HOME": str(tmp_path)}))
    return tmp_path


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "磁盘已满"),
        (OSError(122, "Disk quota exceeded"), "磁盘已满"),
        (OSError(30, "Read-only file system", "/x/y"), "不能访问 /x/y"),
        (PermissionError(13, "Permission denied"), "不能访问 数据目录"),
        (OSError(24, "Too many open files"), "ulimit"),
        (OSError(5, "Input/output error"), ""),
        (sqlite3.OperationalError("database or disk is full"), "磁盘已满"),
        (OperationalError("attempt to write a readonly database"), "不能写入数据目录"),
        (OperationalError("unable to open database file"), "不能写入数据目录"),
        (OperationalError("database is locked"), "占用"),
        (OperationalError("disk I/O error"), "读写"),
        (sqlite3.DatabaseError("file is not a database"), "已损坏"),
        (OperationalError("no such table: x"), ""),
        (Misconfigured("改一改。"), "改一改。"),
        (ValueError("x"), ""),
    ],
)
def test_what_a_machine_does_to_us_has_a_sentence(error: BaseException, said: str, on_sqlite: Path) -> None:
    told = database.remedy(error)

    assert said in told
    assert bool(told) == bool(said)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ('connection to server at "127.0.0.1", port 5432 failed: Connection refused', "没有应答"),
        ('connection failed: FATAL:  password authentication failed for user "x"', "口令"),
        ("connection failed: fe_sendauth: no password supplied", "要求口令"),
        ('connection failed: FATAL:  database "x" does not exist', "没有"),
        ("permission denied for schema public", "权限不足"),
        ("deadlock detected", ""),
    ],
)
def test_what_postgresql_says_has_a_sentence(message: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "current", lambda: Env.read({"SUNLIT_DATABASE_URL": "postgresql://u:p@h/d"}))
    told = database.remedy(OperationalError(message))

    assert said in told
    assert bool(told) == bool(said)


def test_a_postgresql_that_does_not_answer_is_said_in_one_sentence(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "sunlit.cli", "account", "list"],
        env={
            **os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "SUNLIT_HOME": str(tmp_path),
            "SUNLIT_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
        },
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "PostgreSQL 没有应答：请检查数据库服务是否在运行、SUNLIT_DATABASE_URL 的主机和端口。\n"
