"""The command line as a person meets it, whatever the verb."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar

import pytest

from sunlit.cli import frame
from sunlit.cli.bench import print_table
from sunlit.cli.frame import VERBS, main, overview, parser_of
from sunlit.cli.words import width, wrap
from sunlit.kernel.refusal import Refusal
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers that end in something being done."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield parser
    for action in below:
        for child in action.choices.values():
            yield from leaves(child)


class Verb:
    """A verb that does what a test wants."""

    def __init__(self, does: object = 0, **attributes: object) -> None:
        self.does = does
        self.__dict__.update(attributes)

    def add_parser(self, subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        subparsers.add_parser("try", help="试").add_argument("words", nargs="*")

    def run(self, _args: argparse.Namespace) -> int:
        if isinstance(self.does, BaseException):
            raise self.does
        assert isinstance(self.does, int)
        return self.does


@pytest.fixture
def try_verb(monkeypatch: pytest.MonkeyPatch) -> type[Verb]:
    class Placed(Verb):
        def __init__(self, does: object = 0, **attributes: object) -> None:
            super().__init__(does, **attributes)
            monkeypatch.setattr(frame, "VERBS", (frame.Verb(("try",), "trial", "试一试"),))
            monkeypatch.setitem(sys.modules, "sunlit.cli.trial", self)

    return Placed


def in_a_process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "sunlit.cli", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **environment},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_names_every_verb_and_where_to_begin(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0

    said = capsys.readouterr().out
    assert "./sunlit demo" in said
    for verb in VERBS:
        assert f"  {' '.join(verb.words)}" in said
        assert verb.meaning in said
    assert all(width(line) <= 100 for line in overview().splitlines())


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: " ".join(v.words))
def test_every_verb_says_in_chinese_what_it_does_with_an_example(verb: frame.Verb) -> None:
    for parser in leaves(parser_of([verb])):
        said = parser.format_help()
        assert "示例" in said, parser.prog
        assert f"{parser.prog}" in said.split("示例", 1)[1], parser.prog
        assert "usage:" not in said
        for action in parser._actions:
            assert action.help, (parser.prog, action.dest)
            assert any("\u4e00" <= c <= "\u9fff" for c in action.help), (parser.prog, action.dest)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sunlit ")


def test_an_unknown_verb_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["powres"]) == 2
    assert "是不是“powers”" in capsys.readouterr().err
    assert main(["xyzzy"]) == 2
    assert "没有“xyzzy”这个命令？" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["powers"], "缺少参数：动作"),
        (["powers", "check"], "缺少参数：FILE"),
        (["demo", "--port", "many"], "--port 的值 'many' 不对"),
        (["demo", "--port"], "--port 后面要有一个值"),
        (["demo", "cod"], "'cod'"),
        (["doctor", "--jso"], "不认识的参数：--jso"),
        (["doctor", "--json=1"], "--json 不带值"),
    ],
)
def test_wrong_use_is_said_in_chinese_and_ends_with_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "--help" in told
    assert len(told.splitlines()) == 1


def test_what_a_verb_returns_is_the_exit_code(try_verb: type[Verb]) -> None:
    try_verb(1)
    assert main(["try"]) == 1


def test_a_refusal_is_its_own_sentence_and_ends_with_1(
    try_verb: type[Verb], capsys: pytest.CaptureFixture[str]
) -> None:
    class TooLate(Refusal):
        words: ClassVar[str] = "已过{day}，不能再办理。"

    try_verb(TooLate(day="四月三十日"))
    assert main(["try"]) == 1
    assert capsys.readouterr().err == "已过四月三十日，不能再办理。\n"


def test_a_fault_is_one_sentence_and_a_traceback_only_for_who_asks(
    try_verb: type[Verb], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    try_verb(ValueError("so\nwhat"))
    monkeypatch.delenv("SUNLIT_DEBUG", raising=False)

    assert main(["try"]) == 3
    told = capsys.readouterr().err
    assert "ValueError：so what" in told
    assert len(told.splitlines()) == 1

    monkeypatch.setenv("SUNLIT_DEBUG", "1")
    assert main(["try"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(28, "No space left on device"), 2, "磁盘已满"),
        (PermissionError(13, "Permission denied", "/data/x"), 2, "/data/x"),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(2), 2, ""),
        (SystemExit(None), 0, ""),
    ],
)
def test_a_machine_that_is_not_ready_ends_with_2_and_what_to_do(
    error: BaseException, code: int, said: str, try_verb: type[Verb], capsys: pytest.CaptureFixture[str]
) -> None:
    try_verb(error)
    assert main(["try"]) == code
    assert said in capsys.readouterr().err


def test_words_a_verb_does_not_know_are_passed_on_only_where_it_says_so(
    try_verb: type[Verb], capsys: pytest.CaptureFixture[str]
) -> None:
    try_verb(0)
    assert main(["try", "-x"]) == 2
    assert "不认识的参数：-x" in capsys.readouterr().err
    try_verb(0, PASSES_ON=True)
    assert main(["try", "-x"]) == 0


def test_the_database_is_made_ready_for_a_verb_that_needs_it(
    try_verb: type[Verb], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sunlit.site import database

    asked: list[str] = []
    monkeypatch.setattr(database, "ready", lambda: asked.append("ready"))
    try_verb(0)
    main(["try"])
    assert asked == []
    try_verb(0, NEEDS_DATABASE=True)
    main(["try"])
    assert asked == ["ready"]


def test_a_pipe_that_is_closed_ends_it_quietly() -> None:
    command = f"{sys.executable} -P -c 'from sunlit.cli import frame; frame.overview = lambda: 100000 * chr(0x9633); import sys; sys.exit(frame.main([]))'"
    ended = subprocess.run(
        ["bash", "-c", f"{command} | head -c 3; exit ${{PIPESTATUS[0]}}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}, capture_output=True, check=False,
    )  # fmt: skip

    assert (ended.returncode, ended.stdout.decode(), ended.stderr) == (141, "阳", b"")


@pytest.mark.parametrize("words", [["--help"], ["test", "--help"], ["doctor", "--help"], ["powers", "read", "--help"]])
def test_what_needs_no_database_starts_without_django(words: list[str], tmp_path: Path) -> None:
    script = f"import sys; from sunlit.cli.frame import main; main({words!r}); print('django' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "SUNLIT_HOME": str(tmp_path / "none")},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip

    assert ended.stdout.splitlines()[-1] == "False"
    assert not (tmp_path / "none").exists()


def test_an_unknown_setting_is_named() -> None:
    ended = in_a_process("powers", "check", "nothing.xlsx", SUNLIT_HOEM="/x")

    assert ended.returncode == 2
    assert "不认识的设置 SUNLIT_HOEM" in ended.stderr


def test_lines_break_by_the_room_that_characters_take() -> None:
    assert wrap("每个字占两格，逗号不在行首。", 8) == ["每个字占", "两格，逗", "号不在行", "首。"]
    assert wrap("由 Python 3.11 运行", 10) == ["由 Python", "3.11 运行"]
    assert wrap("", 10) == []


def test_columns_stand_under_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("项目", "测得"), [("读取", "1,000"), ("check", "2")])

    assert capsys.readouterr().out == "项目   测得\n─────  ─────\n读取   1,000\ncheck  2\n"
