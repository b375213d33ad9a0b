"""What needs Django is done in a process of its own, over the place it is told: this one may have another one open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from sunlit.site.backup.databases import SETTINGS, engine_of
from sunlit.site.env import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sunlit.site.env import Env


class Failed(Exception):  # noqa: N818 - says what is the case
    """The process could not do it: the last of what it said."""


def run(there: Env, *words: str) -> str:
    """Do `words` over the home and databases of `there`; returns what was printed.

    Raises:
        Failed.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SUNLIT_") or k in ELSEWHERE}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept |= {"SUNLIT_HOME": str(there.home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    for where, setting in ((there.database, SETTINGS["inner"]), (there.noticeboard, SETTINGS["noticeboard"])):
        if engine_of(where) == "postgresql":
            kept[setting] = _url(where)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", "sunlit.site.backup.beside", *words],
        env=kept, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(" ".join(done.stderr.split())[-300:])
    return done.stdout


def _url(where: Mapping[str, object]) -> str:
    user, password, host = (quote(str(where[k] or ""), safe="") for k in ("USER", "PASSWORD", "HOST"))
    login = f"{user}{':' + password if password else ''}@" if user else ""
    port = f":{where['PORT']}" if where["PORT"] else ""
    return f"postgresql://{login}{host}{port}/{quote(str(where['NAME']), safe='')}"


def main(words: Sequence[str]) -> int:
    """`migrate SIDE` makes the tables of one side; `replay` recomputes the ledger and prints what it found as JSON."""
    from sunlit.site import database

    database.set_up()
    if words[0] == "migrate":
        _migrate(words[1])
    else:
        _replay()
    return 0


def _migrate(side: str) -> None:
    from django.core.management import call_command

    alias, only = ("default", ()) if side == "inner" else (side, (side,))
    call_command("migrate", *only, interactive=False, verbosity=0, database=alias)


def _replay() -> None:
    from sunlit.ledger.verifying import verify

    seen = verify()
    faults = [str(fault) for fault in seen.faults]
    if seen.more:
        faults.append(f"另有 {seen.more} 处")
    json.dump({"acts": seen.acts, "entries": seen.entries, "faults": faults}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
