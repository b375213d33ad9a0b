"""Checking a city's lists: 3,000 items against a library of 70,000 articles, seconds and memory of one process."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from _findings import ROOT

ITEMS, ARTICLES, PER_LAW = 3_000, 70_000, 70
#: Seconds and megabytes (MiB) that the check may take.
SECONDS, MEGABYTES = 20, 500
_ENDS = ("的", "者", "单位", "行为", "设施", "场所", "活动", "人员")


def _clause(dice: random.Random, words: list[str], length: int) -> str:
    out = ""
    while len(out) < length:
        out += dice.choice(words)
    return out + dice.choice(_ENDS)


def _article(dice: random.Random, words: list[str]) -> str:
    """A penalty, a duty or a list, of the length statutes have."""
    conduct = _clause(dice, words, dice.randint(8, 24))
    body = "由县级以上地方人民政府" + dice.choice(words) + "主管部门"
    fine = f"{dice.randint(1, 9)}万元以上{dice.randint(10, 50)}万元以下的罚款"
    way = dice.random()
    if way < 0.4:
        graver = f"情节严重的，{_clause(dice, words, 14)}"
        return f"违反本法规定，{conduct}的，{body}责令改正，给予警告，可以并处{fine}；{graver}。"
    if way < 0.6:
        lines = [f"{conduct}有下列情形之一的，{body}责令限期改正；逾期不改正的，处{fine}："]
        lines += [f"（{n}）{_clause(dice, words, dice.randint(10, 30))}的；" for n in "一二三四五六"]
        return "\n".join(lines)
    return "\n".join(
        f"{_clause(dice, words, 10)}应当{_clause(dice, words, dice.randint(10, 30))}，{_clause(dice, words, 16)}。"
        for _ in range(dice.randint(1, 4))
    )


def library(dice: random.Random) -> tuple[Any, ...]:
    """Laws of every rank; one in ten in two versions."""
    from sunlit.law.rules import Kind
    from sunlit.law.values import HeldLaw, HeldVersion

    words = [
        "".join(chr(dice.randrange(0x4E00, 0x7A00)) for _ in range(dice.choice([2, 2, 2, 3]))) for _ in range(4000)
    ]
    ranks = (
        (Kind.STATUTE, "全国人民代表大会常务委员会", "中华人民共和国{}法"),
        (Kind.REGULATION, "国务院", "{}管理条例"),
        (Kind.DEPARTMENT_RULE, "商务部", "{}管理办法"),
        (Kind.LOCAL_REGULATION, "示范省人民代表大会常务委员会", "示范省{}条例"),
    )
    laws, count = [], 0
    while count < ARTICLES:
        kind, issuer, title = ranks[len(laws) % 4]
        articles = {(n, 0): _article(dice, words) for n in range(1, PER_LAW + 1)}
        made = date(2012, 3, 1)
        versions = [
            HeldVersion(f"{len(laws)}a", made, made, effective_assumed=False, until=None, whole=True, articles=articles)
        ]
        if len(laws) % 10 == 0:
            new = date(2022, 5, 1)
            changed = {
                place: _article(dice, words) if dice.random() < 0.3 else text for place, text in articles.items()
            }
            versions = [
                HeldVersion(
                    f"{len(laws)}a", made, made, effective_assumed=False, until=new, whole=True, articles=articles
                ),
                HeldVersion(
                    f"{len(laws)}b", new, new, effective_assumed=False, until=None, whole=True, articles=changed
                ),
            ]
        name = title.format(dice.choice(words) + dice.choice(words) + dice.choice(words))
        laws.append(HeldLaw(f"law{len(laws)}", name, (), kind, issuer, "", tuple(versions), promulgated=made))
        count += PER_LAW * len(versions)
    return tuple(laws)


def lists(dice: random.Random, laws: tuple[Any, ...]) -> list[Any]:
    """Items of one to five bases; one quotation in seven is not what the law says, one law in twelve is not held."""
    from sunlit.catalogue.values import ListedItem
    from sunlit.kernel.numerals import write_numeral
    from sunlit.law.citations import read_basis

    out = []
    for row in range(3, ITEMS + 3):
        lines, name = [], ""
        for _ in range(dice.choice([1, 1, 2, 2, 3, 5])):
            law = dice.choice(laws)
            version = law.versions[0 if dice.random() < 0.3 else -1]
            number = dice.randint(1, PER_LAW)
            text = version.articles[(number, 0)]
            name = name or text[7:25].split("，")[0]
            if dice.random() < 0.1:
                at = dice.randrange(len(text))
                text = text[:at] + dice.choice(["不", "十", "应当", "和"]) + text[at + 1 :]
            elif dice.random() < 0.05:
                text = law.versions[-1].articles[(dice.randint(1, PER_LAW), 0)]
            title = law.title if dice.random() > 1 / 12 else law.title.replace("管理", "监督") + "细则"
            lines.append(
                f"【法律】《{title}》（2012年3月1日公布，自公布之日起施行）\n    第{write_numeral(number)}条：{text}"
            )
        basis = "\n".join(lines)
        unit = f"示范市第{row % 40}局"
        out.append(
            ListedItem(
                file=f"{unit}权责清单.xlsx", sheet="职权", row=row, rows=(row, row), name=f"对{name}的处罚",
                type="行政处罚", basis=basis, citations=read_basis(basis), body=unit, office="法规科",
                further={"level": "市级"},
            )
        )  # fmt: skip
    return out


def measure() -> dict[str, float]:
    """In this process: generate, check, report."""
    import resource

    from sunlit.catalogue.findings import check, render_html, render_json, write_workbook
    from sunlit.law.shelf import Shelf

    dice = random.Random(2008)
    laws = library(dice)
    items = lists(dice, laws)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shelf = Shelf(laws)
    start, worked = time.perf_counter(), time.process_time()
    report = check(items, shelf, as_of=date(2026, 11, 23))
    checked, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    page, _ = render_html(report, items), render_json(report)
    with Path("/dev/null").open("wb") as out:
        write_workbook(report, items, out)
    reported = time.perf_counter() - start
    return {
        "seconds": checked, "worked": worked, "before": before, "peak": peak, "findings": len(report.findings),
        "reports": reported, "page": len(page.encode()) / 1e6,
    }  # fmt: skip


def main() -> list[tuple[str, str, str, bool]]:
    """Measure in a process of its own; each row is what, measured, floor, reached."""
    run = subprocess.run(
        [sys.executable, __file__, "--measure"], cwd=ROOT, check=True, capture_output=True, text=True
    )  # fmt: skip
    got = json.loads(run.stdout)
    what = f"核查 {ITEMS:,} 项 / {ARTICLES:,} 条"
    told = f"{got['worked']:.1f} 处理器秒（历时 {got['seconds']:.1f} 秒，{got['findings']:.0f} 处）"
    memory = f"{got['peak']:.0f} MB（核查前 {got['before']:.0f}）"
    reports = f"{got['reports']:.1f} 秒（网页 {got['page']:.1f} MB）"
    return [
        (what, told, f"≤ {SECONDS} 秒", got["worked"] <= SECONDS),
        (f"{what}，内存峰值", memory, f"≤ {MEGABYTES} MB", got["peak"] <= MEGABYTES),
        ("三种报告", reports, f"≤ {SECONDS} 秒", got["reports"] <= SECONDS),
    ]


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
    else:
        for line in main():
            print(*(str(cell) for cell in line[:3]), "" if line[3] else "✗", sep="  ")
