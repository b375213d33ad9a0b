"""3,000 items from a workbook into the catalogue, checked against 10,000 articles, beside bare reading and writing."""

from __future__ import annotations

import io
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
ITEMS = 3_000
TARGET = 20.0
_HEAD = (
    "序号", "职权编码", "职权名称", "职权类别", "实施依据", "行使主体", "承办机构", "法定时限", "承诺时限", "申请材料",
    "责任事项", "追责情形", "公开范围",
)  # fmt: skip
_TYPES = ("行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "行政奖励", "其他行政权力")


def workbook() -> bytes:
    """A list as departments have them: names after what articles say, one to three bases an item, quoted."""
    import xlsxwriter
    from laws import files

    from sunlit.law.texts import articles_of, read_law

    held = [(text.title, list(articles_of(text).items())) for text in (read_law(data, name) for name, data in files())]
    dice = random.Random(2008)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("权责清单")
    page.write_row(0, 0, _HEAD)
    for n in range(1, ITEMS + 1):
        cited = [(title, *dice.choice(articles)) for title, articles in dice.choices(held, k=dice.choice((1, 1, 2, 3)))]
        basis = "\n".join(f"【地方政府规章】《{title}》第{at[0]}条 {text}" for title, at, text in cited)
        kind = dice.choice(_TYPES)
        words = cited[0][2][:12].strip("，。")
        page.write_row(n, 0, (
            str(n), f"SF-{n:05}", f"对{words}第{n}种情形的{kind[2:4]}", kind, basis, "示范市集市管理局", "市场准入科",
            "20个工作日", "8个工作日", "申请书；身份证明；场地证明", "1.受理责任\n2.审查责任\n3.决定责任",
            "不履行或者不正确履行职责的", "社会",
        ))  # fmt: skip
    book.close()
    return out.getvalue()


def bare(folder: str, data: bytes) -> float:
    """Seconds in which calamine alone reads the cells and sqlite3 alone writes them twice, as JSON."""
    from python_calamine import CalamineWorkbook

    db = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE p(id INTEGER PRIMARY KEY, c);")
    start = time.perf_counter()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    for _ in range(2):
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO p(c) VALUES (?)", [(json.dumps(row),) for row in rows])
        db.execute("COMMIT")
    return time.perf_counter() - start


def inner() -> None:
    """In a process of its own: stage, take in, stage again, write out as the form and stage that."""
    from laws import files

    from sunlit.site import database

    database.ready()
    from sunlit.catalogue import commands, queries
    from sunlit.catalogue.sheets.form import write_form
    from sunlit.demo.organs import ORGANS_FILE
    from sunlit.demo.organs import workbook as organs_workbook
    from sunlit.kernel.actor import Actor
    from sunlit.law import commands as law
    from sunlit.organs import commands as organs
    from sunlit.organs.values import Viewer

    me, eyes = Actor.system("bench"), Viewer.system("bench")
    organs.load_organs(ORGANS_FILE, organs_workbook(), by=me)
    law.load_laws(files(), by=me)
    data = workbook()
    took = []

    def timed(work: object) -> object:
        start = time.perf_counter()
        done = work()  # type: ignore[operator]
        took.append(time.perf_counter() - start)
        return done

    def stage(name: str, data: bytes) -> object:
        return commands.stage_lists([(name, data)], secret_answer="no", by=me)

    loading = timed(lambda: stage("清单.xlsx", data))
    drafts = timed(lambda: commands.commit_loading(loading, by=me))  # type: ignore[arg-type]
    commands.file_editions(drafts, opinion="准予备案", by=me)  # type: ignore[arg-type]
    timed(lambda: stage("又一份.xlsx", data))
    form = timed(lambda: write_form(queries.form_rows(eyes)))
    again = timed(lambda: stage("填报表.xlsx", form))  # type: ignore[arg-type]
    seen = queries.loading(eyes, again)  # type: ignore[arg-type]
    assert seen is not None
    assert seen.counts["same"] == ITEMS, seen.counts
    sys.stdout.write(json.dumps([*took, bare(os.environ["SUNLIT_HOME"], data)]))


def main() -> list[tuple[str, str, str, bool]]:
    """The rows of the table: what, measured, floor, reached."""
    with tempfile.TemporaryDirectory() as home:
        path = os.pathsep.join(map(str, (ROOT / "src", ROOT, ROOT / "bench")))
        env = os.environ | {"SUNLIT_HOME": home, "PYTHONPATH": path}
        env.pop("SUNLIT_DATABASE_URL", None)
        done = subprocess.run([sys.executable, __file__, "inner"], env=env, capture_output=True, text=True, check=True)
    stage, commit, again, write, form, floor = json.loads(done.stdout)
    whole = stage + commit
    beside = f"{whole:,.1f} s (bare reading and writing × {whole / floor:,.0f})"
    return [
        (f"lists: {ITEMS:,} items checked and taken in", beside, f"≤ {TARGET:.0f} s", whole <= TARGET),
        ("lists: the same list again", f"{again:,.1f} s", f"≤ {TARGET:.0f} s", again <= TARGET),
        ("lists: written out as the form", f"{write:,.1f} s", f"≤ {TARGET:.0f} s", write <= TARGET),
        ("lists: that form loaded again", f"{form:,.1f} s", f"≤ {TARGET:.0f} s", form <= TARGET),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        inner()
    else:
        for row in main():
            print(*row, sep="  ")
