"""The program as a person starts it: a process of its own, over a data folder that is thrown away."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "sunlit.cli")
#: Data folders as a first start leaves them; one is kept, of the source as it is.
_KEPT = ROOT / ".pytest_cache" / "first-start"
#: The databases of a data folder, by their aliases.
FILES = {"default": "sunlit.sqlite3", "noticeboard": "noticeboard.sqlite3"}


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment: ours, without what the tests themselves run under."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUNLIT_", "DJANGO_", "COV_", "PYTEST_"))}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "SUNLIT_HOME": str(home), **more}


def sunlit(home: Path, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        env=surroundings(home, **more), cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def found(home: Path) -> None:
    """Let a data folder be as a first start leaves it. A start of its own would migrate for ten seconds each time."""
    shutil.copytree(first_start(), home, dirs_exist_ok=True)


def found_databases(home: Path, *aliases: str) -> None:
    """The same for its databases, or some of them, alone: what else lies there stays."""
    home.mkdir(parents=True, exist_ok=True)
    for alias in aliases or FILES:
        shutil.copyfile(first_start() / FILES[alias], home / FILES[alias])


@functools.cache
def first_start() -> Path:
    """A data folder as a first start leaves it, to be copied, never written to.

    Made by the first process that asks, and kept until the source is another: what a migration does may depend on any
    of it.
    """
    home = _KEPT / _source()
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.is_dir():
            _clear()
            half = _KEPT / "half"
            ended = sunlit(half, "ledger", "verify")
            assert ended.returncode == 0, ended.stderr
            half.rename(home)
    return home


def _clear() -> None:
    for old in _KEPT.iterdir():
        if old.is_dir():
            shutil.rmtree(old)


def _source() -> str:
    """What the source is, in a few letters, with what it rests on."""
    told = hashlib.sha256()
    for path in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "locks").glob("*.txt")]):
        told.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]
