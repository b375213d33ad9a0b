"""The verbs for those who work on the house: running the suite, measuring."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Self

import psycopg
import pytest

from sunlit.cli import bench, machine
from sunlit.cli import test as suite
from sunlit.cli.frame import main

if TYPE_CHECKING:
    from pathlib import Path


class Called:
    """What would have been run, and with what success."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.databases: list[str | None] = []
        self.codes: list[int] = []

    def __call__(self, command: list[str], *, env: dict[str, str] | None = None, **_: object) -> int:
        self.commands.append(list(map(str, command)))
        self.databases.append((env or {}).get("SUNLIT_TEST_DATABASE_URL"))
        return self.codes.pop(0) if self.codes else 0


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Called:
    stand_in = Called()
    (tmp_path / "tests").mkdir()
    monkeypatch.setattr(suite, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(subprocess, "call", stand_in)
    monkeypatch.setattr(suite, "find_postgresql", lambda: "")
    monkeypatch.setattr(machine, "find_chromium", lambda: "")
    monkeypatch.setenv("SUNLIT_SHARED_DATA", str(tmp_path / "none"))
    return stand_in


def test_every_day_runs_all_but_the_long_ones(called: Called) -> None:
    assert main(["test"]) == 0
    assert "not sweep and not faults and not tools and not long" in called.commands[0]


def test_all_tries_every_example_once(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_postgresql", lambda: "postgresql:///postgres")

    assert main(["test"]) == main(["test", "--all"]) == main(["test", "tests/law"]) == 0
    few = ["--hypothesis-profile=few" in command for command in called.commands]
    assert few == [True, False, False, True, True, False, False]  # every day; all: SQLite, PostgreSQL, floors; a part


@pytest.mark.parametrize(("cores", "spread"), [(1, []), (2, ["-n", "2", "--dist", "worksteal"])])
def test_two_processes_share_the_tests_where_there_are_two_cores(
    called: Called, monkeypatch: pytest.MonkeyPatch, cores: int, spread: list[str]
) -> None:
    monkeypatch.setattr(suite.os, "cpu_count", lambda: cores)

    assert main(["test"]) == 0
    words = called.commands[0]
    assert words[words.index("-m", 2) + 2 :] == spread


def test_what_is_for_pytest_goes_to_pytest(called: Called) -> None:
    called.codes = [1]

    assert main(["test", "-k", "citation", "tests/law", "-x"]) == 1
    assert called.commands[0][-4:] == ["-k", "citation", "tests/law", "-x"]
    assert "-n" not in called.commands[0]


def test_all_says_at_the_end_what_the_machine_lacks(called: Called, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--all"]) == 0

    lacking = [line for line in capsys.readouterr().out.splitlines() if line.startswith("缺：")]
    assert [words[2:8] for words in lacking[:1]] == ["没有 Chr"[:6]]
    assert any("PostgreSQL" in words for words in lacking)
    assert any("真实数据" in words for words in lacking)
    assert len(called.commands) == 3  # the suite traced, what is not traced, the floors
    traced, untraced = (command[command.index("-m", 2) + 1] for command in called.commands[:2])
    assert traced == " and ".join(f"not {mark}" for mark in untraced.split(" or "))
    assert ("--cov" in called.commands[0], "--cov" in called.commands[1]) == (True, False)


def test_all_runs_again_on_a_postgresql_that_answers(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_postgresql", lambda: "postgresql:///postgres")

    assert main(["test", "--all"]) == 0
    assert called.databases == [None, None, "postgresql:///postgres", "postgresql:///postgres", None]
    traced, rest = called.commands[2:4]
    assert "--cov-append" in traced
    named = {word for word in traced if word.startswith("tests/")}
    assert named == {word.removeprefix("--ignore=") for word in rest if word.startswith("--ignore=")}


def test_one_failure_of_the_several_runs_fails_all(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_postgresql", lambda: "postgresql:///postgres")
    called.codes = [0, 1, 0]

    assert main(["test", "--all"]) == 1


def test_a_floor_that_is_missed_counts_only_where_nothing_was_lacking(
    called: Called, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called.codes = [0, 0, 1]
    assert main(["test", "--all"]) == 0
    assert "不作数" in capsys.readouterr().out

    monkeypatch.setattr(suite, "find_postgresql", lambda: "postgresql:///postgres")
    monkeypatch.setattr(machine, "find_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setenv("SUNLIT_SHARED_DATA", str(tmp_path))
    called.codes = [0, 0, 0, 0, 1]
    assert main(["test", "--all"]) == 1


def test_a_part_of_all_measures_no_coverage(called: Called) -> None:
    assert main(["test", "--all", "-k", "citation"]) == 0
    assert not any("--cov" in word for command in called.commands for word in command)


def test_without_tests_there_is_nothing_to_run(
    called: Called, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tests").rmdir()

    assert main(["test"]) == 2
    assert "没有测试" in capsys.readouterr().err


def test_a_postgresql_is_used_only_if_databases_may_be_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Connection:
        def __init__(self, may: bool) -> None:
            self.may = may

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def execute(self, _: str) -> Connection:
            return self

        def fetchone(self) -> tuple[bool]:
            return (self.may,)

    def connect(url: str, **_: object) -> Connection:
        if "refuse" in url:
            message = "refused"
            raise psycopg.OperationalError(message)
        return Connection("may" in url)

    monkeypatch.setattr(psycopg, "connect", connect)
    for given, found in (("postgresql://may", "postgresql://may"), ("postgresql://no", ""), ("postgresql://refuse", "")):
        monkeypatch.setenv("SUNLIT_TEST_DATABASE_URL", given)
        assert suite.find_postgresql() == found
    assert "没有应答" in capsys.readouterr().err
    monkeypatch.delenv("SUNLIT_TEST_DATABASE_URL")
    assert suite.find_postgresql() == ""


@pytest.fixture
def measures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(bench, "PROJECT_ROOT", tmp_path)
    folder = tmp_path / "bench"
    folder.mkdir()
    (folder / "_shared.py").write_text("raise ValueError")
    (folder / "fast.py").write_text("def main():\n    return [('装入', '3,000 条/秒', '2,000 条/秒', True)]\n")
    return folder


def test_what_is_measured_stands_beside_its_floor(measures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench"]) == 0
    assert "装入  3,000 条/秒  2,000 条/秒  达到" in capsys.readouterr().out

    (measures / "slow.py").write_text("def main():\n    return [('核查', '30 秒', '20 秒', False)]\n")
    assert main(["bench", "slow"]) == 1
    told = capsys.readouterr().out
    assert "没达到" in told
    assert "装入" not in told


def test_what_cannot_be_measured_is_told_with_what_can(measures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "flight"]) == 2
    assert "有：fast" in capsys.readouterr().err
