"""What the findings benches share: where the real data is, and the laws in it as a shelf."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

#: The days for which the real lists are checked: today's law, and that of a day before many of the versions cited.
DAYS = (date(2026, 11, 23), date(2019, 1, 1))


def shared(sub: str) -> Path | None:
    """A folder of the real data; None, said aloud, where there is none."""
    folder = Path(os.environ.get("SUNLIT_SHARED_DATA", ROOT.parent / "shared" / "data")) / sub
    if folder.exists():
        return folder
    print(f"没有真实数据 {folder}：请设 SUNLIT_SHARED_DATA", file=sys.stderr)
    return None


def percent(part: int, whole: int) -> str:
    """A share in words."""
    return f"{100 * part / whole:.1f} %" if whole else "–"
