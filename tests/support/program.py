"""The program as a person starts it: a process of its own, over a data folder that is thrown away."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.shared import ROOT

COMMAND = (sys.executable, "-P", "-m", "sunlit.cli")


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
    """Let a data folder be as a first start leaves it. A start of its own would migrate for two seconds each time."""
    shutil.copytree(_first(), home, dirs_exist_ok=True)


@functools.cache
def _first() -> Path:
    home = Path(tempfile.mkdtemp(prefix="sunlit-first-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    assert sunlit(home, "ledger", "verify").returncode == 0
    return home
