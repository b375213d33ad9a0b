"""A worker that copies to the noticeboard and is killed: `python -m tests.faults.copying` over the databases of one test.

Each of its lives ends a stride of statements later than the one before, counted over both databases, until one lives
through.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunlit.site.settings")

import django

django.setup()

from django.db import connections  # noqa: E402 - after Django is set up

from sunlit.kernel import clock  # noqa: E402
from sunlit.ledger import run_reactions, sequence_once  # noqa: E402
from sunlit.ledger.verifying import verify  # noqa: E402
from sunlit.noticeboard.store import reading, referring  # noqa: E402

BOTH = ("default", "noticeboard")


def live(statements: int, moment: datetime) -> None:
    """Copy what waits, and die before the statement with this number."""
    left = [statements]

    def count(execute: Any, *given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)

    with clock.frozen(moment), connections["default"].execute_wrapper(count), connections["noticeboard"].execute_wrapper(count):
        while sequence_once() + run_reactions():
            pass
    os._exit(0)


def seen() -> dict[str, Any]:
    """What a citizen would find now: how many powers, and what of them leads nowhere."""
    powers = [held.body for held in reading.every("power")]
    there = {kind: set(referring.standing(kind)) for kind in ("unit", "post", "law")}
    lost = [p.name for p in powers if p.unit not in there["unit"]]
    lost += [s.post for p in powers for s in p.steps if s.post and s.post not in there["post"]]
    lost += [b.law for p in powers for b in p.bases if b.law and b.law not in there["law"]]
    return {"powers": len(powers), "lost": lost}


def main(moment: datetime, stride: int) -> dict[str, Any]:
    """Live and die until all is copied."""
    deaths, found = 0, list[dict[str, Any]]()
    while True:
        for alias in BOTH:
            connections[alias].close()
        child = os.fork()
        if not child:
            live(deaths * stride, moment)
        _, status = os.waitpid(child, 0)
        now = seen()
        if now not in found:
            found.append(now)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return {"deaths": deaths, "seen": found, "faults": [str(f) for f in verify().faults]}
        deaths += 1


if __name__ == "__main__":
    json.dump(main(datetime.fromisoformat(sys.argv[1]).replace(tzinfo=UTC), int(sys.argv[2])), sys.stdout, ensure_ascii=False)
