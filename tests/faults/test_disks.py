"""Data folders on disks that are full or may not be written: one sentence says what to do, and nothing is left half done."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.program import COMMAND, surroundings
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.faults

MOUNT = 'mount -t tmpfs -o size="$0" none "$1" && disk=$1 && shift && { mount -o remount,"$MODE" "$disk"; exec "$@"; }'


def on_a_disk(folder: Path, *words: str, size: str, mode: str = "rw") -> subprocess.CompletedProcess[str]:
    """Run a command whose data folder is a small disk of its own."""
    if not shutil.which("unshare") or subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "none", str(folder)], capture_output=True, check=False
    ).returncode:
        pytest.skip("no right to mount a small disk here")
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", MOUNT, size, str(folder), *COMMAND, *words],
        env=surroundings(folder, MODE=mode), cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("size", ["300k", "500k"])
@pytest.mark.parametrize("words", [("account", "list"), ("laws", "load", "src/sunlit/demo/laws"), ("demo", "--port", "0")], ids=" ".join)
def test_a_full_disk(words: tuple[str, ...], size: str, tmp_path: Path) -> None:
    ended = on_a_disk(tmp_path, *words, size=size)

    assert ended.returncode == 2, ended
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "满" in ended.stderr or "No space left" in ended.stderr


@pytest.mark.parametrize("words", [("account", "list"), ("demo", "--port", "0")], ids=" ".join)
def test_a_disk_that_may_not_be_written(words: tuple[str, ...], tmp_path: Path) -> None:
    ended = on_a_disk(tmp_path, *words, size="8m", mode="ro")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "SUNLIT_HOME" in ended.stderr


def test_reading_lists_needs_no_disk_at_all(tmp_path: Path) -> None:
    from sunlit.demo.lists import workbooks

    for name, data in workbooks():
        (tmp_path.parent / name).write_bytes(data)
        ended = on_a_disk(tmp_path, "powers", "read", str(tmp_path.parent / name), "--csv", size="8m", mode="ro")
        assert ended.stdout.startswith("department_file,sheet,row,")
