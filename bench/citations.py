"""The grammar of citations on dense basis text and on hostile cells, and the shelf's index on 70,000 articles."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 70_000
NUMERALS = "一二三四五六七八九"


def sentence(dice: random.Random, length: int) -> str:
    """Clauses of invented words, of statutes' length."""
    out = []
    while length > 0:
        part = min(length, dice.randint(6, 18))
        out.append("".join(chr(dice.randrange(0x4E00, 0x7A00)) for _ in range(part)))
        length -= part
    return "，".join(out) + "。"


def cells(dice: random.Random, count: int) -> list[str]:
    """Basis cells of one to six laws, each of one to four articles."""
    out = []
    for _ in range(count):
        lines = []
        for _ in range(dice.randint(1, 6)):
            name = "".join(chr(dice.randrange(0x4E00, 0x7A00)) for _ in range(8))
            tag = dice.choice(("法律", "法规", "规章", "规范性文件"))
            lines.append(
                f"【{tag}】《示范省{name}条例》（2007年9月28日通过，根据2019年5月1日《关于修改〈{name}条例〉的决定》修正）"
            )
            lines += [
                f"    第{dice.choice(NUMERALS)}十{dice.choice(NUMERALS)}条：{sentence(dice, dice.randint(40, 220))}"
                f"违反本条例第{dice.choice(NUMERALS)}条、第二十条第二款规定的，依照《示范法》第三十条的规定处罚。"
                for _ in range(dice.randint(1, 4))
            ]
        out.append("\n".join(lines))
    return out


def seconds(work) -> float:
    """Seconds of the best of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> list[tuple[str, str, str, bool]]:
    """Measure; each row is what, measured, floor, reached."""
    sys.path.insert(0, str(ROOT / "src"))
    from sunlit.law.citations import read_basis

    dice = random.Random(2008)
    many = cells(dice, 1500)
    size = sum(len(cell.encode()) for cell in many) / 1e6
    speed = size / seconds(lambda: [read_basis(cell) for cell in many])
    worst = max(
        (_growth(read_basis, piece), piece)
        for piece in ("《", "《示范法》（", "第一条、", "\n第", "第 一 ", "同法第一条", "。法", "（")
    )
    return [
        ("读依据文字", f"{speed:.1f} MB/秒（{size:.1f} MB）", "≥ 1 MB/秒", speed >= 1),
        (f"恶意单元格加长 4 倍（最差的是 {worst[1]!r}）", f"用时 {worst[0]:.1f} 倍", "≤ 8 倍", worst[0] <= 8),
        *_shelf(dice),
    ]


def _growth(read, piece: str) -> float:
    return seconds(lambda: read(piece * (200_000 // len(piece)))) / seconds(
        lambda: read(piece * (50_000 // len(piece)))
    )


def _shelf(dice: random.Random) -> list[tuple[str, str, str, bool]]:
    from sunlit.law.rules import Kind
    from sunlit.law.shelf import Shelf
    from sunlit.law.values import HeldLaw, HeldVersion

    laws = []
    for n in range(ARTICLES // 70):
        articles = {(k, 0): sentence(dice, dice.randint(30, 240)) for k in range(1, 71)}
        version = HeldVersion(str(n), None, None, effective_assumed=False, until=None, whole=True, articles=articles)
        laws.append(
            HeldLaw(str(n), f"示范省{sentence(dice, 6)[:6]}条例", (), Kind.LOCAL_REGULATION, "", "示范省", (version,))
        )
    shelf = Shelf(laws)
    start = time.perf_counter()
    shelf.find_text(sentence(dice, 60))
    index = time.perf_counter() - start
    asked = [dice.choice(laws).versions[0].articles[dice.randint(1, 70), 0][:150] for _ in range(1000)]
    start = time.perf_counter()
    found = sum(bool(shelf.find_text(quoted)) for quoted in asked)
    each = (time.perf_counter() - start) / len(asked) * 1000
    start = time.perf_counter()
    for n in range(1000):
        shelf.nearest(f"示范省{sentence(dice, 6)[:6]}{n}条例")
    near = (time.perf_counter() - start) / 1000 * 1000
    return [
        (f"{ARTICLES:,} 条文字索引", f"{index:.1f} 秒", "≤ 5 秒", index <= 5),
        ("引文出处，每处", f"{each:.2f} 毫秒（{found} / {len(asked)} 找到）", "≤ 5 毫秒", each <= 5),
        (f"相近名称（{len(laws):,} 部），每个", f"{near:.2f} 毫秒", "≤ 5 毫秒", near <= 5),
    ]


if __name__ == "__main__":
    for line in main():
        print(*line, sep="  ")
