"""The demonstration as a process of its own, from start to stop."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.support.program import COMMAND, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: Seconds. A first start seeds a city, and a test machine may have other things to do.
PATIENCE = 600.0
#: What opens them, in a process of its own over the demonstration's data.
_ADMIT = """
import json, sys
from sunlit.site import database
database.ready()
from sunlit.demo import city
print(json.dumps([city.open_one("officer", *one) for one in json.loads(sys.argv[1])]))
"""


class Demo:
    """A running demonstration."""

    def __init__(self, home: Path, *words: str, **more: str) -> None:
        self.file = home / "demo" / "demo.json"
        self.file.unlink(missing_ok=True)
        self.log = (home.parent / "said.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen([*COMMAND, "demo", *words], env=surroundings(home, **more), stdout=self.log, stderr=self.log)
        wait_until(lambda: self.process.poll() is not None or self.file.exists())
        assert self.process.poll() is None, self.said()
        self.told: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read()

    @property
    def port(self) -> int:
        return int(re.search(r":(\d+)/$", self.told["desk"])[1])  # type: ignore[index]

    @property
    def public_port(self) -> int:
        return int(re.search(r":(\d+)/$", self.told["portal"])[1])  # type: ignore[index]

    def children(self) -> list[int]:
        found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, encoding="ascii", check=True).stdout
        parents = dict(tuple(map(int, line.split())) for line in found.splitlines())
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return sorted(family - {self.process.pid})

    def admit(self, people: Iterable[tuple[str, str, str]]) -> None:
        """Open accounts for more of the city's officers: name of the account, of the person, number."""
        told = subprocess.run(
            [sys.executable, "-P", "-c", _ADMIT, json.dumps(list(people))], env=surroundings(self.file.parent),
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        self.told["accounts"] += json.loads(told.stdout)

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
