"""`sunlit ledger`: look at the log of acts, and recompute it."""

from __future__ import annotations

import argparse
import json
import sys

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit ledger verify                 重新计算整本台账，逐条核对
  ./sunlit ledger show --last 20         最近入账的二十笔
  ./sunlit ledger show --subject lists:… --json

退出码：0 全部相符；1 有不符之处，或没有这个主体；2 用法错误。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "ledger",
        help="台账：核验、查看系统里发生过的事",
        description="台账记下系统里办过的每一件事，只增不改。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="动作")
    plain = argparse.RawDescriptionHelpFormatter
    verify = deeds.add_parser("verify", help="重新计算，逐条核对", epilog=_EXAMPLE, formatter_class=plain)
    verify.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")
    show = deeds.add_parser("show", help="查看入账的事", epilog=_EXAMPLE, formatter_class=plain)
    show.add_argument("--subject", metavar="S", help="只看一个主体，如 lists:0190…")
    show.add_argument("--last", type=int, default=50, metavar="N", help="最近 N 笔（默认 50）")
    show.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return _verify(as_json=args.json) if args.deed == "verify" else _show(args)


def _verify(*, as_json: bool) -> int:
    from sunlit.ledger.verifying import verify

    seen = verify()
    if as_json:
        faults = list(seen.faults)
        document = {"acts": seen.acts, "entries": seen.entries, "waiting": seen.waiting, "faults": faults}
        print(json.dumps(document, ensure_ascii=False))
    else:
        print(f"台账共 {seen.acts} 笔，已入日志 {seen.entries} 笔，待入 {seen.waiting} 笔。")
        for fault in seen.faults:
            print(f"不符：{fault}")
        print("有不符之处：请保全数据库，查明是谁、何时改动。" if seen.faults else "逐条相符。")
    return 1 if seen.faults else 0


def _show(args: argparse.Namespace) -> int:
    from sunlit.ledger.reading import latest

    rows = latest(args.last, subject=args.subject)
    if args.subject and not rows:
        print(f"台账里没有这个主体：{args.subject}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps({"acts": [row.as_plain() for row in rows]}, ensure_ascii=False))
        return 0
    for row in rows:
        place = "待入" if row.idx is None else str(row.idx)
        print(f"{place:>6}  {row.at[:19]}Z  {row.actor}  {row.kind}  {row.subject}#{row.subject_seq}")
    return 0
