"""What keeps the house: imports point down, rooms stay small, names are the field's, nothing of one machine is left in."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.shared import ROOT

SOURCES = ROOT / "src" / "sunlit"
MODULES = sorted(p for p in SOURCES.rglob("*.py") if "migrations" not in p.parts)
APPS = sorted(p.parent for p in SOURCES.glob("*/__init__.py"))
#: Names that say nothing. Django's own way of calling things is not ours to change.
EMPTY_WORDS = re.compile(r"(?i)(^|_|(?<=[a-z]))(services?|managers?|helpers?|utils?|infos?)(_|$|(?=[A-Z]))")
DJANGOS_WORDS = {"AccountManager"}
#: What a text must not hold: folders of one machine, unfinished work, numbers of a tracker.
LEFT_OVER = re.compile(
    r"(?:^|[^\w.$}])/(?:work|root|home)/\w|\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError(?!.*pragma)|coming soon|暂未实现|敬请期待"
)


def tracked() -> list[Path]:
    """The files of the project, by git where there is one, else all that are no product."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    made = {".venv", "var", ".git", "__pycache__"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not made & set(p.relative_to(ROOT).parts)]


def test_imports_point_down() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout


@pytest.mark.tools
def test_ruff_has_nothing_to_say() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--no-cache", "src", "tests", "bench"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout


@pytest.mark.tools
def test_mypy_has_nothing_to_say(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout


def test_no_room_outgrows_four_hundred_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


@pytest.mark.parametrize("app", [a for a in APPS if a.name not in ("kernel", "site", "cli")], ids=lambda p: p.name)
def test_every_app_says_on_one_screen_what_it_is(app: Path) -> None:
    readme = (app / "README.md").read_text(encoding="utf-8")

    assert readme.startswith("# ")
    assert len(readme.splitlines()) <= 60
    assert "Not here" in readme or "*not*" in readme, "say what it is not"


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCES)))
def test_names_are_words_of_the_field(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {n.name for n in ast.walk(tree) if isinstance(n, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)}
    named |= {*module.relative_to(SOURCES).with_suffix("").parts}

    assert {name for name in named - DJANGOS_WORDS if EMPTY_WORDS.search(name)} == set()


def test_nothing_of_one_machine_and_nothing_unfinished_is_left_in() -> None:
    left = {}
    for file in tracked():
        if file == Path(__file__) or file.suffix in (".xlsx", ".png", ".mo", ".docx", ".xls"):
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if found := [line.strip() for line in text.splitlines() if LEFT_OVER.search(line)]:
            left[str(file.relative_to(ROOT))] = found

    assert left == {}


def test_pages_ask_no_foreign_host_for_anything() -> None:
    foreign = re.compile(r"(?:src|href|action|url\(|@import|from)\s*=?\s*[\"'(]?\s*(?:https?:)?//(?!127\.0\.0\.1)")
    asking = {}
    for file in SOURCES.rglob("*"):
        if file.suffix in (".html", ".css", ".js", ".svg") and "demo" not in file.parts:
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if foreign.search(line)]
            if lines:
                asking[str(file.relative_to(ROOT))] = lines

    assert asking == {}
