"""Commands on record, acts placed and acts verified a second, each beside the bare thing in the same run."""

from __future__ import annotations

import hashlib
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


def bare_placing(folder: str) -> float:
    """Rows a second that sqlite3 alone moves from one table to another in one commit."""
    db = sqlite3.connect(Path(folder) / "placing.sqlite3", isolation_level=None)
    db.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE o(id INTEGER PRIMARY KEY, a TEXT UNIQUE); CREATE TABLE e(idx INTEGER PRIMARY KEY, a TEXT UNIQUE);"
        "BEGIN;"
    )
    db.executemany("INSERT INTO o(a) VALUES (?)", ([hashlib.md5(str(n).encode()).hexdigest()] for n in range(BATCH)))
    db.execute("COMMIT")
    start = time.perf_counter()
    db.executescript("BEGIN IMMEDIATE; INSERT INTO e SELECT id, a FROM o; DELETE FROM o; COMMIT")
    return BATCH / (time.perf_counter() - start)


def bare_verifying(bodies: list[str]) -> float:
    """Acts a second that are only parsed, written out and hashed."""
    start = time.perf_counter()
    for body in bodies:
        text = json.dumps({"body": json.loads(body), "prev": "0" * 64}, sort_keys=True, separators=(",", ":"))
        hashlib.sha256(text.encode()).hexdigest()
    return len(bodies) / (time.perf_counter() - start)


def inner() -> None:
    """In a process of its own, over a home of its own: print each figure beside its floor."""
    import django

    django.setup()
    from django.core.management import call_command
    from tests.ledger.acts import light

    from sunlit.kernel.actor import Actor
    from sunlit.ledger import sequence_once
    from sunlit.ledger.models import Act
    from sunlit.ledger.verifying import verify

    call_command("migrate", verbosity=0, interactive=False)
    me, home = Actor.system("bench"), os.environ["SUNLIT_HOME"]

    floor = bare(home)
    start = time.perf_counter()
    for n in range(COMMANDS):
        light(f"l{n % 20}", by=me)
    commands = COMMANDS / (time.perf_counter() - start)

    light("many", times=BATCH, by=me)
    moving = bare_placing(home)
    start = time.perf_counter()
    placed = sequence_once(limit=BATCH) / (time.perf_counter() - start)

    hashing = bare_verifying(list(Act.objects.values_list("body", flat=True)))
    start = time.perf_counter()
    verified = verify().acts / (time.perf_counter() - start)
    sys.stdout.write(json.dumps([[commands, floor], [placed, moving], [verified, hashing]]))


#: What is measured, the part of the bare thing that must be reached, and what the bare thing is.
ROWS = (
    ("ledger: commands on record", 10, "bare SQLite"),
    ("ledger: acts placed", 5, "bare SQLite"),
    ("ledger: acts verified", 10, "bare JSON and SHA-256"),
)


def main() -> list[tuple[str, str, str, bool]]:
    """The rows of the table: what, measured, floor, reached."""
    with tempfile.TemporaryDirectory() as home:
        env = {name: value for name, value in os.environ.items() if not name.startswith("SUNLIT_")}
        env |= {
            "SUNLIT_HOME": home, "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, __file__, "inner"], env=env, stdout=subprocess.PIPE, encoding="utf-8", check=True
        )
    return [
        (what, f"{reached:,.0f}/s", f"≥ 1/{part} of {floor} ({bare:,.0f}/s)", reached * part >= bare)
        for (what, part, floor), (reached, bare) in zip(ROWS, json.loads(done.stdout), strict=True)
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        inner()
    else:
        for row in main():
            print(*row, sep="  ")
