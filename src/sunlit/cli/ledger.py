"""`sunlit ledger`: look at the log of acts, recompute it, and see how far its readers are."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NEEDS_DATABASE = True

_VERIFY = """示例：
  ./sunlit ledger verify                 逐笔重新计算，列出不符之处
  ./sunlit ledger verify --json          供程序读取

系统可以照常运行。退出码：0 全部相符；1 有不符之处。"""
_SHOW = """示例：
  ./sunlit ledger show                   最近的五十笔
  ./sunlit ledger show --last 20
  ./sunlit ledger show --subject account:0190… --json

退出码：0 有；1 没有这个主体。"""
_READERS = """示例：
  ./sunlit ledger readers                每个后续处理读到哪里、还差多少
  ./sunlit ledger readers --json         供程序读取

退出码：0 都好；1 有失败待重试的。"""
_PLACELESS = "待入"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "ledger",
        help="台账：核验、查看系统里发生过的事",
        description="台账记下系统里办过的每一件事，只增不改。",
    )
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="动作", title="动作")
    verify = deeds.add_parser(
        "verify", help="逐笔重新计算", description="逐笔重新计算摘要、编号、次序，列出不符之处。", epilog=_VERIFY
    )
    show = deeds.add_parser("show", help="查看记录", description="查看最近的记录，最新的在最后。", epilog=_SHOW)
    show.add_argument("--subject", metavar="S", help="只看一个主体，如 law:0190…")
    show.add_argument("--last", type=int, default=50, metavar="N", help="最近 N 笔，默认 50")
    readers = deeds.add_parser(
        "readers", help="后续处理的进度", description="后续处理按台账的次序进行；这里看各自的进度。", epilog=_READERS
    )
    for deed in (verify, show, readers):
        deed.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return {"verify": _verify, "show": _show, "readers": _readers}[args.deed](args)


def _verify(args: argparse.Namespace) -> int:
    from sunlit.ledger.verifying import verify

    seen = verify()
    if args.json:
        _print_json(asdict(seen))
        return 1 if seen.faults else 0
    print(f"共 {seen.acts} 笔，已入日志 {seen.acts - seen.waiting} 笔，待入 {seen.waiting} 笔。")
    for fault in seen.faults:
        print(f"不符：{fault}")
    if seen.more:
        print(f"……另有 {seen.more} 处。")
    print("有不符之处：请停止写入，保全数据库和备份，查明是谁、何时改动。" if seen.faults else "逐笔相符。")
    return 1 if seen.faults else 0


def _show(args: argparse.Namespace) -> int:
    from sunlit.ledger.reading import latest

    acts = latest(args.last, subject=args.subject)
    if args.subject and not acts:
        print(f"台账里没有这个主体：{args.subject}", file=sys.stderr)
        return 1
    if args.json:
        _print_json({"acts": [act.as_plain() for act in acts]})
        return 0
    for act in acts:
        place = _PLACELESS if act.idx is None else f"{act.idx:>4}"
        print(f"{place}  {act.at[:19]}Z  {act.kind}  {act.subject}#{act.subject_seq}  {act.actor}")
    return 0


def _readers(args: argparse.Namespace) -> int:
    from sunlit.ledger.cursors import readers

    seen = readers()
    if args.json:
        _print_json({"readers": [asdict(reader) for reader in seen]})
    else:
        for reader in seen:
            print(f"{reader.name}  读到 {reader.following}，还差 {reader.behind}")
            if reader.not_before:
                print(f"  连续失败 {reader.failures} 次（{reader.failed_with}），{reader.not_before:%H:%M:%S}Z 后再试")
    return 1 if any(reader.failures for reader in seen) else 0


def _print_json(document: dict[str, object]) -> None:
    print(json.dumps(document, ensure_ascii=False, default=str))
