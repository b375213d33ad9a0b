"""How many findings on real lists are false: every one was read by a person, and the judgement kept as facts.

`tests/catalogue/judged/*.csv` holds for each finding the day of the check, the first digits of the list's SHA-256,
sheet, row, code, what is cited, `true` or `false`, and a reason. A finding without a judgement fails the run: read it,
judge it, add it (`--unjudged` prints the lines to fill in).
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))
from _findings import DAYS, ROOT, percent, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = ROOT / "tests" / "catalogue" / "judged"
FIELDS = ("as_of", "list", "sheet", "row", "code", "cited", "judgement", "reason")
#: What may be false, in per cent: of the errors, and of all others.
OF_ERRORS, OF_OTHERS = 5, 10

Key = tuple[str, str, str, str, str, str]


def judgements() -> dict[Key, str]:
    """Every judgement by what it judges."""
    out: dict[Key, str] = {}
    for path in sorted(JUDGED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                out[row["as_of"], row["list"], row["sheet"], row["row"], row["code"], row["cited"]] = row["judgement"]
    return out


def findings() -> Iterator[tuple[Key, Any]]:
    """Every finding on the real lists, with its key."""
    from tests.support.held import held_laws

    from sunlit.catalogue.findings import check
    from sunlit.catalogue.sheets import read_files
    from sunlit.law.shelf import Shelf

    laws, lists = shared("laws"), shared("power-lists")
    if laws is None or lists is None:
        return
    shelf = Shelf(held_laws(laws))
    folders = [lists / "karamay", lists / "guangan"]
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:8] for f in folders for p in f.iterdir()}
    read = read_files(folders)
    for day in DAYS:
        for found in check(read, shelf, as_of=day).findings:
            key = (day.isoformat(), digests[found.file], found.sheet, str(found.row), found.code, found.cited)
            yield key, found


def main() -> list[tuple[str, str, str, bool]]:
    """Judge; each row is what, measured, floor, reached."""
    known = judgements()
    of = {"error": Counter[str](), "rest": Counter[str]()}
    by_code: dict[str, Counter[str]] = {}
    for key, found in findings():
        judged = known.get(key, "unjudged")
        of["error" if found.severity == "error" else "rest"][judged] += 1
        by_code.setdefault(f"{key[0]} {found.code}", Counter())[judged] += 1
    rows = []
    for code, n in by_code.items():
        rows.append((code, _told(n), "", not n["unjudged"]))
    for name, most in (("error", OF_ERRORS), ("rest", OF_OTHERS)):
        n = of[name]
        if n.total():
            good = not n["unjudged"] and 100 * n["false"] <= most * n.total()
            rows.append((f"误报（{'错误' if name == 'error' else '其余'}）", _told(n), f"< {most} %", good))
    return rows


def _told(n: Counter[str]) -> str:
    return f"{n.total()} 处，已判 {n.total() - n['unjudged']}，误报 {n['false']}（{percent(n['false'], n.total())}）"


def unjudged() -> None:
    """Print the lines that are missing, to be filled in."""
    known = judgements()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(FIELDS)
    for key, found in findings():
        if key not in known:
            out.writerow((*key, "", ""))
            print(f"# {found.name}｜{found.why}", file=sys.stderr)


if __name__ == "__main__":
    if "--unjudged" in sys.argv:
        unjudged()
    else:
        table = main()
        for line in table:
            print(*(str(cell) for cell in line[:3]), "" if line[3] else "✗", sep="  ")
        sys.exit(not all(line[3] for line in table))
