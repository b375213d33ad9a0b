"""`sunlit powers gaps`: what the laws confer on a unit, and what of it no power rests on."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.catalogue.queries import GapsSeen, ProvidedSeen

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit powers gaps --unit 示范市集市管理局
  ./sunlit powers gaps --unit 市集市局 --type penalty --json

逐条查阅库内现行法规，列出授予这个单位、而职权目录（草稿、在案）里没有一项以它为依据、也没有写明理由的条文。
补登为草稿、写明不登记的理由，都在工作台的“查阅遗漏”页上办理。

退出码：0 没有遗漏；1 有遗漏；2 用法错误或没有这个单位。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    from sunlit.law.rules import PowerType

    kinds = tuple(kind.value for kind in PowerType)
    parser = subparsers.add_parser(
        "gaps",
        help="逐条查阅法规，列出一个单位没有登记的职权",
        description="逐条查阅法规有无遗漏：法规授予一个单位、目录里却没有的职权。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--unit", required=True, metavar="NAME", help="单位：名称、简称、曾用名或代码")
    parser.add_argument("--type", choices=kinds, metavar="TYPE", help=f"只列这一类：{'、'.join(kinds)}")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="以哪一天为准（YYYY-MM-DD），默认今天")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """List them."""
    from sunlit.catalogue import queries
    from sunlit.organs import queries as organs
    from sunlit.organs.values import Viewer

    me = Viewer.system("cli")
    unit = organs.unit_called(me, args.unit, on=args.on)
    if unit is None:
        print(f"没有叫“{args.unit}”的单位，或者不止一个：用 ./sunlit organs list 查看单位的代码。", file=sys.stderr)
        return 2
    seen = queries.gaps(me, unit.id, on=args.on)
    gaps = [one for one in seen.gaps if args.type in (None, one.power.type.value)]
    print(json.dumps(_as_json(seen, gaps), ensure_ascii=False) if args.json else _printed(seen, gaps))
    return 1 if gaps else 0


def _printed(seen: GapsSeen, gaps: list[ProvidedSeen]) -> str:
    lines = []
    for one in gaps:
        lines.append(
            f"《{one.law.title}》{one.power.place}　{one.power.type.words}　{one.power.body or '（条文未写明机关）'}"
        )
        lines.append(f"    {' '.join(one.power.text.split())[:120]}")
        if one.answer is not None:
            lines.append(f"    以前的文本答复过：{one.answer.reason}")
    counts = seen.counts
    return "\n".join(
        [
            *lines,
            *([""] if lines else []),
            f"{seen.unit.name}：法规授予 {len(seen.provisions)} 处，已登记 {counts.get('covered', 0)}，"
            f"已答复 {counts.get('answered', 0)}，遗漏 {counts.get('gap', 0)}"
            + (f"，列出 {len(gaps)}" if len(gaps) != counts.get("gap", 0) else "")
            + "。",
        ]
    )


def _as_json(seen: GapsSeen, gaps: list[ProvidedSeen]) -> dict[str, object]:
    return {
        "unit": seen.unit.name, "as_of": seen.on.isoformat(),
        "counts": {
            "conferred": len(seen.provisions), "covered": seen.counts.get("covered", 0),
            "answered": seen.counts.get("answered", 0), "gaps": seen.counts.get("gap", 0),
        },
        "gaps": [_gap(one) for one in gaps],
    }  # fmt: skip


def _gap(one: ProvidedSeen) -> dict[str, object]:
    from dataclasses import replace

    power = one.power
    return {
        "law": one.law.title, "version": one.version.dated.isoformat() if one.version.dated else None,
        "article": str(replace(power.place, paragraph=0)), "paragraph": power.place.paragraph,
        "type": power.type.value, "body": power.body or None, "deed": power.deed, "consequence": power.consequence,
        "text": power.text, "answered_before": one.answer.reason if one.answer else None,
    }  # fmt: skip
