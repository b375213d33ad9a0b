"""The least share of branches that tests must take: all of them where the law is worked out, nine in ten elsewhere.

Run by `./sunlit test --all` after the suite; prints what falls short and ends with 1 if anything does.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import coverage

#: Rooms where every branch is taken: what they decide is law, or the record of it.
WHOLE = re.compile(
    r"src/sunlit/(?:kernel/|ledger/|\w+/(?:rules|policies)(?:/|\.py)|law/(?:texts|citations|shelf|intake|conferring)(?:/|\.py)"
    r"|catalogue/(?:sheets|findings)(?:/|\.py)|flow/engine(?:/|\.py)"
    r"|review/routes(?:/|\.py))"
)
#: What no test can take: the installer runs before anything is installed, in the launcher's own tests.
ELSEWHERE_TESTED = {"src/sunlit/cli/install.py"}
FLOOR = 90.0


def main() -> int:
    """Compare; 1 if a floor was missed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured = coverage.Coverage()
        measured.load()
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    short = []
    apps: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, told in sorted(files.items()):
        if name in ELSEWHERE_TESTED:
            continue
        summary = told["summary"]
        taken = summary["covered_lines"] + summary.get("covered_branches", 0)
        there = summary["num_statements"] + summary.get("num_branches", 0)
        app = name.removeprefix("src/sunlit/").split("/")[0]
        apps[app][0] += taken
        apps[app][1] += there
        if WHOLE.match(name) and taken < there:
            lines = ", ".join(map(str, told["missing_lines"][:8]))
            branches = ", ".join(f"{a}→{b}" for a, b in told.get("missing_branches", [])[:8])
            short.append(f"{name}: {there - taken} of {there} not taken (lines {lines or '–'}; branches {branches or '–'})")
    for app, (taken, there) in sorted(apps.items()):
        share = 100 * taken / there if there else 100.0
        sys.stdout.write(f"  {app:<10} {share:6.2f} %\n")
        if share < FLOOR:
            short.append(f"{app}: {share:.2f} %, below {FLOOR:.0f} %")
    sys.stdout.writelines(f"  short: {words}\n" for words in short)
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
