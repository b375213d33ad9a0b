"""`sunlit powers export`: the list on record as a workbook that loads again without change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit powers export 全市.xlsx                        在案的全部职权
  ./sunlit powers export 市集管局.xlsx --unit 示范市集市管理局

写出的是填报表：含内部栏目，不要对外发送；原样导入不会改变什么，改过再导入只改那几处。
尚未备案的草稿、已取消或废止的职权、涉密事项不在其中。

退出码：0 已写出；1 没有在案的职权，什么也没有写；2 用法错误、没有这个单位，或者写不了这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "export",
        help="把在案的职权写成填报表",
        description="把在案的职权写成填报表，改过可以再导入。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="工作簿（.xlsx）")
    parser.add_argument("--unit", metavar="NAME", help="只写这个单位的：名称、简称、曾用名或代码")


def run(args: argparse.Namespace) -> int:
    """Write the list on record."""
    from sunlit.catalogue import queries
    from sunlit.catalogue.sheets.form import write_form
    from sunlit.cli.powers_template import write
    from sunlit.organs import queries as organs
    from sunlit.organs.values import Viewer

    me = Viewer.system("cli")
    unit = organs.unit_called(me, args.unit) if args.unit else None
    if args.unit and unit is None:
        print(f"没有叫“{args.unit}”的单位，或者不止一个：用 ./sunlit organs list 查看单位的代码。", file=sys.stderr)
        return 2
    rows = queries.form_rows(me, unit=unit.id if unit is not None else None)
    if not rows:
        print("没有在案的职权，什么也没有写。", file=sys.stderr)
        return 1
    done = write(args.file, write_form(rows))
    if not done:
        print(f"共 {len(rows)} 项职权。", file=sys.stderr)
    return done
