"""Law text read for the powers it confers, megabytes a second, beside reading the same files as laws."""

from __future__ import annotations

import random
import time

#: Articles of the length and the make-up statutes have; the words are invented.
ARTICLES, PER_LAW = 6_000, 60
#: Megabytes of UTF-8 a second, and as a share of what reading the files themselves does in the same run.
MEGABYTES, SHARE = 0.5, 0.1


def articles() -> dict[tuple[int, int], str]:
    """Penalties with items, licences with terms, inspections, and duties that confer nothing."""
    dice = random.Random(2008)
    words = ["".join(chr(dice.randrange(0x4E00, 0x7A00)) for _ in range(2)) for _ in range(2000)]

    def some(count: int) -> str:
        return "".join(dice.choice(words) for _ in range(count))

    def one(n: int) -> str:
        body = f"县级以上地方人民政府{some(2)}主管部门"
        if n % 4 == 0:
            items = "\n".join(f"（{i}）{some(8)}的；" for i in "一二三四五")
            fine = "处二万元以上二十万元以下的罚款；情节严重的，吊销许可证"
            return f"违反本法规定，有下列行为之一的，由{body}责令改正，{fine}：\n{items}"
        if n % 4 == 1:
            asks = f"从事{some(6)}的，应当向{body}申请领取许可证。"
            return f"{asks}{body}应当自受理申请之日起二十日内作出决定。\n{some(20)}。"
        if n % 4 == 2:
            return f"{body}应当对{some(8)}的情况进行监督检查，{some(10)}。\n{some(24)}，{some(12)}。"
        return f"{some(9)}应当{some(14)}，{some(16)}；{some(12)}。\n{some(30)}。"

    return {(n, 0): one(n) for n in range(1, ARTICLES + 1)}


def main() -> list[tuple[str, str, str, bool]]:
    from sunlit.kernel.numerals import write_numeral
    from sunlit.law.conferring import conferred
    from sunlit.law.texts import read_law

    law = articles()
    size = sum(len(text.encode()) for text in law.values()) / 1e6
    files = []
    for first in range(1, ARTICLES, PER_LAW):
        lines = [f"# 示范省第{first}号办法", "2015年3月1日 示范省人民政府令第7号公布"]
        lines += [f"第{write_numeral(n)}条 {law[first + n - 1, 0]}" for n in range(1, PER_LAW + 1)]
        files.append("\n\n".join(lines).encode())
    start = time.perf_counter()
    for file in files:
        read_law(file, "1.md")
    reading = size / (time.perf_counter() - start)
    start = time.perf_counter()
    found = len(conferred(law))
    confer = size / (time.perf_counter() - start)
    return [
        ("设定职权的条款", f"{confer:.2f} MB/秒（{found} 处）", f"≥ {MEGABYTES} MB/秒", confer >= MEGABYTES),
        ("设定职权的条款，与读入法规文件之比", f"{confer / reading:.2f}", f"≥ {SHARE}", confer >= SHARE * reading),
    ]
