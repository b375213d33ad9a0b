"""`sunlit withheld form`: 涉密的不公开项目目录登记表, filled in from the register. Stays inside."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit withheld form 登记表.docx                        全部单位，Word
  ./sunlit withheld form 登记表.xlsx --unit 示范市集市管理局  只要这个单位的，Excel
  ./sunlit withheld form 式样.docx --blank                  空白式样：改好版面放进数据目录的 forms，名为 withheld.docx

表里只有登记簿里的编号和事实；概称、密级、定密依据文号一律留空。仅限机关内部，不得公布。

退出码：0 已写出；1 没有不公开项目，或者本市的式样填不进去，什么也没有写；
        2 用法错误、没有这个单位，或者写不了这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "form",
        help="填写涉密的不公开项目目录登记表",
        description="把不公开项目登记簿填进涉密的不公开项目目录登记表（Word 或者 Excel）。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="写到哪里，扩展名 .docx 或者 .xlsx")
    parser.add_argument("--unit", metavar="NAME", help="只写这个单位的：名称、简称、曾用名或代码")
    parser.add_argument("--blank", action="store_true", help="写出空白式样，供改版面")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from sunlit.cli.powers_template import write
    from sunlit.organs import queries as organs
    from sunlit.organs.values import Viewer
    from sunlit.review.exports import MEDIA_TYPES
    from sunlit.review.queries import withheld as register

    me = Viewer.system("cli")
    ending = args.file.suffix.lower().lstrip(".")
    if ending not in MEDIA_TYPES:
        print(f"{args.file.name} 的扩展名须是 .docx 或者 .xlsx。", file=sys.stderr)
        return 2
    if args.blank:
        return write(args.file, register.withheld_blank(me, ending))
    unit = organs.unit_called(me, args.unit) if args.unit else None
    if args.unit and unit is None:
        print(f"没有叫“{args.unit}”的单位，或者不止一个：用 ./sunlit organs list 查看单位的代码。", file=sys.stderr)
        return 2
    key = unit.id if unit is not None else None
    items = register.withheld(me, unit=key)
    if not items:
        print("没有不公开项目，什么也没有写。", file=sys.stderr)
        return 1
    done = write(args.file, register.withheld_form(me, ending, unit=key))
    if not done and args.json:
        counts = {how: sum(one.looking == how for one in items) for how in ("over", "soon", "later", "released")}
        print(json.dumps({"file": str(args.file), "items": len(items), "counts": counts}, ensure_ascii=False))
    elif not done:
        print(f"共 {len(items)} 项。", file=sys.stderr)
    return done
