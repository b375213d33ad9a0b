"""Processes that end with the one that started them."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sunlit.cli import children
from sunlit.cli.children import Children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Children]:
    started = Children(environment=os.environ, folder=tmp_path)
    yield started
    started.stop()


def python(words: str) -> list[str]:
    return [sys.executable, "-c", words]


def wait_until(true: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_each_has_a_log_of_its_own_and_its_end_is_noticed(family: Children, tmp_path: Path) -> None:
    family.start("long", python("import time; time.sleep(600)"))
    assert family.ended() is None
    family.start("short", python("import sys; print('seen'); sys.exit(7)"))

    wait_until(family.ended)

    assert family.ended() == ("short", 7)
    assert (tmp_path / "short.log").read_text() == "seen\n"


def test_one_that_does_not_listen_is_killed(
    family: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_PATIENCE", 0.2)
    family.start("deaf", python("import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"))
    wait_until((tmp_path / "deaf.log").read_text)
    process = family._running["deaf"]

    family.stop()

    assert process.returncode == -9
    assert family.ended() is None


def test_what_is_handed_down_stays_open(family: Children, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    family.start("writer", python(f"import os; os.write({writing}, b'heard')"), keep_open=[writing])
    os.close(writing)

    assert os.read(reading, 10) == b"heard"
    os.close(reading)
