"""How many planted faults are found in items made from the articles of real laws, each right but for one fault.

Without real laws the invented ones of the tests and of the demonstration city are taken.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from _findings import DAYS, ROOT, percent, shared

if TYPE_CHECKING:
    from sunlit.law.values import HeldLaw

#: How many articles faults are planted on, beside all of laws held in several versions, and how often a right item is
#: typed for each article there is.
PLANTED_ON, TYPED = 120, 3


def laws() -> tuple[HeldLaw, ...]:
    """The real laws, or the invented ones."""
    from tests.support.held import held_laws
    from tests.support.invented import LAWS

    folder = shared("laws")
    return held_laws(folder) if folder else (*held_laws(ROOT / "src" / "sunlit" / "demo" / "laws"), *LAWS)


def main(*, by_variant: bool = False) -> list[tuple[str, str, str, bool]]:
    """Plant and look; each row is what, measured, floor, reached."""
    from tests.support.planted import plant_all
    from tests.support.right import right_item, sources

    from sunlit.catalogue.findings import CODES, check
    from sunlit.law.shelf import Shelf

    dice = random.Random(2008)
    held, on = laws(), DAYS[0]
    shelf = Shelf(held)
    every = sources(held, on)
    right = [right_item(source, dice) for source in every for _ in range(TYPED)]
    wrong = [f for item in right for f in check([item], shelf, as_of=on).findings]
    rows = [("无误的职权", f"{len(right)} 项，误报 {len(wrong)}（{percent(len(wrong), len(right))}）", "0 处错误",
             not any(f.severity == "error" for f in wrong))]  # fmt: skip
    planted, found, extra = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    amended = [source for source in every if len(source.law.versions) > 1]
    for source in [*amended, *dice.sample(every, min(PLANTED_ON, len(every)))]:
        for plant in plant_all(source, every, held, dice, on):
            item = plant.items[plant.at]
            report = check(plant.items, shelf if plant.laws is None else Shelf(plant.laws), as_of=plant.as_of)
            codes = {f.code for f in report.findings if (f.file, f.row) == (item.file, item.row)}
            key = (plant.code, plant.variant if by_variant else "")
            planted[key] += 1
            found[key] += plant.code in codes
            extra[key] += len(codes - {plant.code} - plant.beside)
            if plant.code not in codes and "--missed" in sys.argv:
                print(plant.code, plant.variant, item.name, item.basis[:300], sep="｜", file=sys.stderr)
    for key in sorted(planted, key=lambda k: (list(CODES).index(k[0]), k[1])):
        told = f"{planted[key]} 处，找到 {found[key]}（{percent(found[key], planted[key])}），另报 {extra[key]}"
        rows.append((" ".join(key).strip(), told, "≥ 95 %", found[key] >= 0.95 * planted[key]))
    return rows


if __name__ == "__main__":
    table = main(by_variant="--variants" in sys.argv)
    for line in table:
        print(*(str(cell) for cell in line[:3]), "" if line[3] else "✗", sep="  ")
    sys.exit(not all(line[3] for line in table))
