"""Processes that end when we end, however we end."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PATIENCE = 10.0  # seconds a child has to end by itself


@dataclass(slots=True)
class Children:
    """Processes started together. Each has a log of its own, and gets SIGTERM from the kernel if we are killed."""

    environment: Mapping[str, str]
    folder: Path
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], *, keep_open: Iterable[int] = (), **environment: str) -> None:
        """Start `command`, its output in `<folder>/<name>.log`; `environment` adds to what all of them see."""
        libc = ctypes.CDLL(None) if sys.platform == "linux" else None
        parent = os.getpid()

        def die_with_parent() -> None:  # pragma: no cover - between fork and exec, where nothing is counted
            if libc is not None:
                libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
                if os.getppid() != parent:  # it died before we asked
                    os.kill(os.getpid(), signal.SIGTERM)

        with (self.folder / f"{name}.log").open("wb") as log:
            self._running[name] = subprocess.Popen(  # noqa: S603 - our own programs
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={**self.environment, **environment},
                pass_fds=tuple(keep_open),
                start_new_session=True,  # ctrl-C comes to us alone, and we end them in order
                preexec_fn=die_with_parent,  # noqa: PLW1509 - we have one thread
            )

    def ended(self) -> tuple[str, int] | None:
        """The first that has ended by itself, with its exit code; None while all run."""
        return next(((name, code) for name, p in self._running.items() if (code := p.poll()) is not None), None)

    def stop(self) -> None:
        """End all, last started first, and wait for them."""
        for process in reversed(self._running.values()):
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        for process in self._running.values():
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()
