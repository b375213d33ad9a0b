"""Commands on record a second, and acts placed a second, beside bare SQLite doing the same writes in the same run."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS, BATCH = 400, 10_000


def bare(folder: str) -> float:
    """Commits a second of the three rows a command writes, with sqlite3 alone."""
    db = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
    db.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE s(id INTEGER PRIMARY KEY, n INT);"
        "CREATE TABLE a(id TEXT PRIMARY KEY, s TEXT, q INT, body TEXT, digest TEXT, UNIQUE(s, q));"
        "CREATE TABLE o(id INTEGER PRIMARY KEY, a TEXT UNIQUE);"
    )
    start = time.perf_counter()
    for n in range(COMMANDS):
        db.execute("BEGIN IMMEDIATE")
        db.execute("SELECT max(q) FROM a WHERE s = ?", [f"l{n % 20}"]).fetchone()
        db.execute("INSERT INTO a VALUES (?, ?, ?, ?, ?)", [str(n), f"l{n % 20}", n, "{}" * 100, "0" * 64])
        db.execute("INSERT INTO o(a) VALUES (?)", [str(n)])
        db.execute("COMMIT")
    return COMMANDS / (time.perf_counter() - start)


def inner() -> None:
    """In a process of its own: commands, then one large batch sequenced."""
    import django

    django.setup()
    from django.core.management import call_command

    from sunlit.kernel.actor import Actor
    from sunlit.ledger import sequence_once
    from tests.ledger.acts import light

    call_command("migrate", verbosity=0, interactive=False)
    me = Actor.system("bench")
    floor = bare(os.environ["SUNLIT_HOME"])
    start = time.perf_counter()
    for n in range(COMMANDS):
        light(f"l{n % 20}", by=me)
    commands = COMMANDS / (time.perf_counter() - start)
    light("many", times=BATCH, by=me)
    start = time.perf_counter()
    placed = sequence_once(limit=BATCH)
    sys.stdout.write(json.dumps([floor, commands, placed / (time.perf_counter() - start)]))


def main() -> list[tuple[str, str, str, bool]]:
    """The rows of the table: what, measured, floor, reached."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {
            "SUNLIT_HOME": home, "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }  # fmt: skip
        done = subprocess.run([sys.executable, __file__, "inner"], env=env, capture_output=True, text=True, check=True)
    floor, commands, placed = json.loads(done.stdout)
    return [
        ("ledger: commands on record", f"{commands:,.0f}/s", f"≥ 1/10 of bare SQLite ({floor:,.0f}/s)", commands * 10 >= floor),
        ("ledger: acts placed", f"{placed:,.0f}/s", "≥ 10,000/s", placed >= 10_000),
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        inner()
    else:
        for row in main():
            print(*row, sep="  ")
