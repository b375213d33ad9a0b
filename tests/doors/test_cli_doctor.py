"""The doctor: each setting with its source, what is wrong, and what to do about it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from sunlit.cli import doctor, machine
from sunlit.site.env import SETTINGS
from tests.support.program import sunlit

if TYPE_CHECKING:
    from pathlib import Path


def looked_at(home: Path, **more: str) -> tuple[int, dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    ended = sunlit(home, "doctor", "--json", **more)
    assert ended.stderr == ""
    told = json.loads(ended.stdout)
    assert told["wrong"] == sum(c["state"] == "wrong" for c in told["checks"])
    return ended.returncode, {s["name"]: s for s in told["settings"]}, {c["name"]: c for c in told["checks"]}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made")
    sunlit(home, "account", "add", "zhang")
    return home


@pytest.fixture
def lived_in(made: Path, tmp_path: Path) -> Path:
    """A data folder with a database in which one account was opened."""
    return shutil.copytree(made, tmp_path / "home")


def test_a_fresh_machine_is_well_and_has_no_database_yet(tmp_path: Path) -> None:
    code, settings, checks = looked_at(tmp_path)

    assert code == 0
    assert settings.keys() == {s.name for s in SETTINGS}
    assert settings["SUNLIT_HOME"]["source"] == "环境变量"
    assert settings["SUNLIT_CITY"]["source"] == "默认"
    assert checks["数据库"]["state"] == "absent"
    assert not (tmp_path / "sunlit.sqlite3").exists()


def test_a_database_in_use_is_looked_through(lived_in: Path) -> None:
    code, _, checks = looked_at(lived_in)

    assert code == 0
    assert "WAL" in checks["数据库"]["detail"]
    assert checks["数据库结构"]["state"] == checks["台账触发器"]["state"] == "good"
    assert "共 1 笔" in checks["台账"]["detail"]


def test_triggers_that_were_taken_away_are_named(lived_in: Path) -> None:
    with sqlite3.connect(lived_in / "sunlit.sqlite3") as file:
        file.execute("DROP TRIGGER ledger_act_no_update")
    file.close()

    code, _, checks = looked_at(lived_in)

    assert code == 1
    assert "ledger_act_no_update" in checks["台账触发器"]["detail"]


def test_triggers_of_the_noticeboard_that_were_taken_away_are_named(lived_in: Path) -> None:
    assert looked_at(lived_in)[2]["公示栏触发器"]["state"] == "good"
    with sqlite3.connect(lived_in / "noticeboard.sqlite3") as file:
        file.execute("DROP TRIGGER noticeboard_record_no_delete")
    file.close()

    code, _, checks = looked_at(lived_in)

    assert code == 1
    assert "noticeboard_record_no_delete" in checks["公示栏触发器"]["detail"]


def test_a_follower_that_stumbles_is_named(lived_in: Path) -> None:
    with sqlite3.connect(lived_in / "sunlit.sqlite3") as file:
        file.execute(
            "INSERT INTO ledger_cursor (name, following, failures, failed_with) VALUES ('a.follower', 0, 3, 'OSError')"
        )
    file.close()

    code, _, checks = looked_at(lived_in)

    assert code == 1
    assert checks["后续处理"]["detail"].startswith("a.follower 连续失败 3 次（OSError）")


def test_a_migration_that_is_missing_is_named(lived_in: Path) -> None:
    with sqlite3.connect(lived_in / "sunlit.sqlite3") as file:
        file.execute("DELETE FROM django_migrations WHERE app = 'ledger'")
    file.close()

    assert "ledger." in looked_at(lived_in)[2]["数据库结构"]["detail"]


def test_a_damaged_database_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "sunlit.sqlite3").write_bytes(b"not a database at all" * 100)

    code, _, checks = looked_at(tmp_path)

    assert code == 1
    assert "已损坏" in checks["数据库"]["detail"]


def test_what_is_secret_is_not_shown(tmp_path: Path) -> None:
    key = "k" * 60
    ended = sunlit(
        tmp_path, "doctor", SUNLIT_SECRET_KEY=key, SUNLIT_DATABASE_URL="postgresql://u:hush-hush@127.0.0.1:9/d"
    )

    assert ended.returncode == 1
    assert key not in ended.stdout
    assert "hush-hush" not in ended.stdout
    assert "没有应答" in ended.stdout
    assert ended.stdout.rstrip().endswith("处不对。")


def test_a_setting_that_cannot_work_is_told_and_the_machine_is_looked_at_all_the_same(tmp_path: Path) -> None:
    code, settings, checks = looked_at(tmp_path, SUNLIT_MODE="prod")

    assert code == 1
    assert settings == {}
    assert "SUNLIT_MODE" in checks["设置"]["detail"]
    assert "Python" in checks


def test_a_server_left_open_is_told(lived_in: Path) -> None:
    settings = {"SUNLIT_MODE": "production", "SUNLIT_SECRET_KEY": "x" * 60, "SUNLIT_ALLOWED_HOSTS": "a.example", "SUNLIT_HTTPS": "0"}
    ended = sunlit(lived_in, "doctor", **settings)

    assert ended.returncode == 1
    assert "security.W" in ended.stdout


def test_a_key_that_others_can_read_is_told(lived_in: Path) -> None:
    (lived_in / "secret.key").chmod(0o644)
    (lived_in / "noticeboard.key").write_bytes(b"x")
    (lived_in / "noticeboard.key").chmod(0o640)
    checks = looked_at(lived_in)[2]

    assert "chmod 600" in checks["签名密钥"]["detail"]
    assert "noticeboard.key" in checks["来件密钥"]["detail"]


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert looked_at(tmp_path / "file")[2]["数据目录"]["state"] == "wrong"


def test_requirements_that_differ_from_the_lock_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        name, version = "Django", "1.0"

    monkeypatch.setattr(doctor.metadata, "distributions", lambda: [Other()])
    told = doctor._requirements()

    assert told.state == "wrong"
    assert "asgiref 没有" in told.detail


def test_an_sqlite_too_old_or_without_word_search_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_search(_: str) -> sqlite3.Connection:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(doctor.sqlite3, "connect", no_search)
    assert "FTS5" in doctor._sqlite().detail
    monkeypatch.setattr(doctor.sqlite3, "sqlite_version_info", (3, 20, 0))
    assert "太旧" in doctor._sqlite().detail


def test_what_a_machine_lacks_for_tests_is_told_and_not_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "find_chromium", lambda: "")
    monkeypatch.setattr(machine, "has_chinese_font", lambda: False)
    told = {t.name: t.state for t in doctor._machine()}

    assert told["Chromium"] == told["中文字体"] == "absent"


def test_a_chinese_font_is_known_by_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "_FONT_FOLDERS", (str(tmp_path),))
    (tmp_path / "DejaVuSans.ttf").touch()
    assert not machine.has_chinese_font()
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()
    assert machine.has_chinese_font()


def test_disk_space_that_runs_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sunlit.site.env import Env

    monkeypatch.setattr(doctor, "_ROOM", 2**62)
    told = {t.name: t for t in doctor._home(Env.read({"SUNLIT_HOME": str(tmp_path)}))}

    assert told["磁盘"].state == "wrong"
