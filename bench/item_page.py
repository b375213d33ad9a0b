"""One item's page in one process, without HTTP: made, kept while others change, kept while nothing does."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
ITEMS = 300


def _milliseconds(look: Callable[[str], object]) -> float:
    """Of the processor, a page, over all items."""
    begun = time.process_time()
    for n in range(ITEMS):
        look(f"/powers/p{n}/")
    return (time.process_time() - begun) / ITEMS * 1000


def measure() -> None:
    """In a process of its own: fill a noticeboard, look at each item in each of the three ways, print them."""
    import django
    from django.conf import settings

    settings.DATABASE_ROUTERS = ["sunlit.site.router.TwoSides"]  # who looks also writes here
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from portal_speed import names, power

    from sunlit.kernel import clock
    from sunlit.noticeboard.store import writing
    from sunlit.noticeboard.values import PublicSite

    call_command("migrate", "noticeboard", database="noticeboard", verbosity=0)
    dice = random.Random(2008)
    with writing.together():
        for n, name in zip(range(ITEMS), names(dice), strict=False):
            writing.put("power", f"p{n}", power(n, name, dice), place=n, at=clock.now())  # type: ignore[arg-type]

    client = Client(headers={"host": "localhost"})

    def look(path: str) -> None:
        assert client.get(path).status_code == 200

    look("/")
    made = _milliseconds(look)
    writing.put("site", "site", PublicSite(city="示范市", title="示范市"), place=ITEMS, at=clock.now())
    _milliseconds(look)  # the site's name is on every page
    writing.put("site", "other", PublicSite(city="别处", title="别处"), place=ITEMS + 1, at=clock.now())
    others, nothing = _milliseconds(look), _milliseconds(look)
    print(json.dumps([made, others, nothing]))


def main() -> list[tuple[str, str, str, bool]]:
    """Measure, and set what is kept beside what is made."""
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ, "SUNLIT_HOME": home, "SUNLIT_PROCESS": "portal", "PYTHONUTF8": "1",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'bench'}", "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
        }  # fmt: skip
        told = subprocess.run(
            [sys.executable, "-c", "import item_page; item_page.measure()"],
            env=env, capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip
    made, others, nothing = json.loads(told.splitlines()[-1])
    return [
        ("事项页，现做", f"{made:.1f} 毫秒", "", True),
        ("事项页，别的内容变过", f"{others:.1f} 毫秒，是现做的 {others / made:.2f}", "", True),
        ("事项页，什么都没变", f"{nothing:.1f} 毫秒，是现做的 {nothing / made:.2f}", "≤ 0.25", nothing <= made / 4),
    ]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    for row in main():
        print(" · ".join(map(str, row)))
