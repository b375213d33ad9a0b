"""`sunlit powers undo`: a loading taken back whole."""

from __future__ import annotations

import argparse
import sys
from uuid import UUID

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit powers undo 01932c1e-…      撤销这次导入，编号由 powers load 打印

退出码：0 已撤销；1 其中有草稿已经编辑、备案或者公布，不能撤销；2 用法错误。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "undo",
        help="撤销一次导入",
        description="撤销一次导入：它建立的草稿整批删除，目录回到导入之前。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("loading", metavar="LOADING", type=UUID, help="导入的编号")


def run(args: argparse.Namespace) -> int:
    """Take it back."""
    from sunlit.catalogue import commands
    from sunlit.kernel.actor import Actor

    commands.undo_loading(args.loading, by=Actor.system("cli"))
    print("已撤销，目录回到导入之前。", file=sys.stderr)
    return 0
