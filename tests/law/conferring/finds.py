"""The finds of the real laws: compared with what a person marked, and those that a person read one by one.

python -m tests.law.conferring.finds marked     where reading and marking differ
python -m tests.law.conferring.finds judged     every find that was judged and is still made, with verdict and text
python -m tests.law.conferring.finds sample     two hundred finds that nobody has judged yet, with their text
python -m tests.law.conferring.finds table      the last round of judging, law by law, as the reference shows it
"""

from __future__ import annotations

import csv
import random
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sunlit.law.conferring import Conferral, conferred
from sunlit.law.texts import articles_of, read_law
from sunlit.law.values import Place
from tests.support.shared import shared_data

HERE = Path(__file__).parent
KINDS = {
    "penalty": "处罚", "licensing": "许可", "coercion": "强制", "inspection": "检查", "certification": "确认", "award": "奖励",
    "benefit": "给付", "levy": "征收", "adjudication": "裁决", "requisition": "征用", "other": "其他",
}  # fmt: skip
SEED, SAMPLED = 20261127, 200


class Find(NamedTuple):
    law: str
    version: str
    article: str
    paragraph: int
    type: str
    power: Conferral

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        return self[:5]


@cache
def finds() -> tuple[Find, ...]:
    """Every find in every version of every law, in the order of the files."""
    out = []
    for path in sorted(shared_data("laws").rglob("*.md")):
        text = read_law(path.read_bytes(), path.name)
        for power in conferred(articles_of(text)):
            article = str(Place(power.place.article, power.place.insert))
            told = (text.title, str(text.version_date), article, power.place.paragraph, power.type.value)
            out.append(Find(*told, power))
    return tuple(out)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def judged() -> dict[tuple[str, ...], dict[str, str]]:
    """What a person said of a find, by law, version, article, paragraph and type."""
    return {
        tuple(row[k] for k in ("law", "version", "article", "paragraph", "type")): row for row in rows("judged.csv")
    }


def sample() -> list[Find]:
    """Finds in laws that are not marked, none of them judged before."""
    marked = {row["law"] for row in rows("marked.csv")}
    fresh = [find for find in finds() if find.law not in marked and tuple(map(str, find.key)) not in judged()]
    return random.Random(SEED).sample(fresh, SAMPLED)


def compared() -> tuple[list[str], list[str], int, int]:
    """What was marked and not found, what was found and not marked; how many were marked, and found."""
    missed, extra, wanted, right = [], [], 0, 0
    for law in dict.fromkeys(row["law"] for row in rows("marked.csv")):
        found = {(find.article, find.type) for find in finds() if find.law == law}
        excused = set()
        for row in (row for row in rows("marked.csv") if row["law"] == law):
            got = {(row["article"], kind) for kind in row["types"].split("|")} & found
            excused |= got
            if row["verdict"] == "yes":
                wanted += 1
                right += len(got)
                missed += [] if got else [f"{law} {row['article']} {row['types']}"]
        extra += [f"{law} {article} {kind}" for article, kind in sorted(found - excused)]
    return missed, extra, wanted, right


def table() -> list[str]:
    """The last round judged, as lines of a table: what was right and what was wrong in each law."""
    last = max(row["round"] for row in rows("judged.csv"))
    told: dict[str, dict[str, list[str]]] = {}
    for row in (row for row in rows("judged.csv") if row["round"] == last):
        kind = KINDS[row["type"]]
        said = kind if row["verdict"] == "right" else f"{kind}：{row['why']}"
        law = told.setdefault(f"{row['law']} {row['version']}", {"right": [], "wrong": []})
        law[row["verdict"]].append(f"{row['article']}（{said}）")
    return [f"| {law} | {'、'.join(of['right'])} | {'、'.join(of['wrong'])} |" for law, of in sorted(told.items())]


def say(*words: str) -> None:
    sys.stdout.write("\n".join(words) + "\n")


def main(what: str) -> None:
    if what == "marked":
        missed, extra, wanted, right = compared()
        say("missed:", *missed, "not marked:", *extra)
        say(f"recall {1 - len(missed) / wanted:.3f} of {wanted}, precision {right / (right + len(extra)):.3f}")
        return
    if what == "table":
        say(*table())
        return
    told = judged()
    shown = sample() if what == "sample" else [find for find in finds() if tuple(map(str, find.key)) in told]
    for number, find in enumerate(shown, 1):
        verdict = told.get(tuple(map(str, find.key)), {}).get("verdict", "")
        said = " ".join(find.power.text.split())
        say(
            f"{number}. {verdict} {find.law} {find.version} {find.power.place} {find.type} [{find.power.body}]",
            f"   {said}",
        )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "marked")
