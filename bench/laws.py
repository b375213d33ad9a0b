"""Articles taken into the library a second, from files to the word index, beside bare SQLite writing the same rows."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAWS, ARTICLES = 100, 100
#: Characters of an article, in three paragraphs, as statutes have them.
LENGTH = 150


def files() -> list[tuple[str, bytes]]:
    """Invented laws of the usual length: chapters, articles of one to three paragraphs, some with items."""
    from sunlit.kernel.numerals import write_numeral

    dice = random.Random(2008)
    lengths = dice.choices([2, 2, 3, 4], k=4000)
    words = ["".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(length)) for length in lengths]

    def sentence(length: int) -> str:
        out = ""
        while len(out) < length:
            out += dice.choice(words) + ("，" if dice.random() < 0.2 else "")
        return out.rstrip("，") + "。"

    out = []
    for law in range(LAWS):
        lines = [f"# 示范省第{write_numeral(law)}号{words[law]}管理办法", "2015年3月1日 示范省人民政府令第7号公布"]
        for n in range(1, ARTICLES + 1):
            if n % 12 == 1:
                lines.append(f"## 第{write_numeral(n // 12 + 1)}章 {words[n]}")
            lines.append(f"第{write_numeral(n)}条 {sentence(dice.choice([40, 60, LENGTH]))}")
            if n % 4 == 0:
                lines += [f"（{write_numeral(i)}）{sentence(20)}" for i in range(1, 5)]
            elif n % 3 == 0:
                lines.append(sentence(60))
        out.append((f"{law}.md", "\n\n".join(lines).encode()))
    return out


def bare(folder: str, texts: list[tuple[int, str]]) -> float:
    """Rows a second that sqlite3 alone writes of the same texts, in one transaction."""
    db = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
    db.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE p(id INTEGER PRIMARY KEY, n INT, t TEXT);"
    )
    start = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    db.executemany("INSERT INTO p(n, t) VALUES (?, ?)", texts)
    db.execute("COMMIT")
    return len(texts) / (time.perf_counter() - start)


def inner() -> None:
    """In a process of its own: load, load again, search."""
    from sunlit.site import database

    database.ready()
    from sunlit.kernel.actor import Actor
    from sunlit.law import commands, queries
    from sunlit.law.models import Provision
    from sunlit.organs.values import Viewer

    me, laws = Actor.system("bench"), files()
    start = time.perf_counter()
    done = commands.load_laws(laws, by=me)
    load = done.provisions["条"] / (time.perf_counter() - start)
    start = time.perf_counter()
    commands.load_laws(laws, by=me)
    again = done.provisions["条"] / (time.perf_counter() - start)
    texts = list(Provision.objects.values_list("number", "text"))
    dice, times = random.Random(7), []
    for _ in range(100):
        text = dice.choice(texts)[1]
        at = dice.randrange(max(1, len(text) - 2))
        start = time.perf_counter()
        queries.search(Viewer.system("bench"), text[at : at + 2] or "市")
        times.append(time.perf_counter() - start)
    slowest = sorted(times)[94]
    sys.stdout.write(json.dumps([load, again, slowest, bare(os.environ["SUNLIT_HOME"], texts)]))


def main() -> list[tuple[str, str, str, bool]]:
    """The rows of the table: what, measured, floor, reached."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"SUNLIT_HOME": home, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        env.pop("SUNLIT_DATABASE_URL", None)
        done = subprocess.run([sys.executable, __file__, "inner"], env=env, capture_output=True, text=True, check=True)
    load, again, slowest, floor = json.loads(done.stdout)
    return [
        ("laws: articles taken in", f"{load:,.0f}/s (bare SQLite ÷ {floor / load:,.0f})", "≥ 2,000/s", load >= 2_000),
        ("laws: the same files again", f"{again:,.0f}/s", "≥ 4,000/s", again >= 4_000),
        ("laws: search for two characters, p95", f"{slowest * 1000:,.0f} ms", "≤ 200 ms", slowest <= 0.2),
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        inner()
    else:
        for row in main():
            print(*row, sep="  ")
