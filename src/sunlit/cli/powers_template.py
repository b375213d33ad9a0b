"""`sunlit powers template`: the official form, empty."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_EXAMPLE = """示例：
  ./sunlit powers template 填报表.xlsx      空白填报表：各列有说明和可选项，填好后用 powers load 导入

退出码：0 已写出；2 用法错误或写不了这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "template",
        help="写出空白填报表",
        description="写出空白填报表，供部门填写职权清单；填好后用 powers load 导入，不会丢失内容。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="工作簿（.xlsx）")


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from sunlit.catalogue.sheets.form import write_form

    return write(args.file, write_form())


def write(file: Path, data: bytes) -> int:
    """Write a workbook, and say so."""
    try:
        file.write_bytes(data)
    except OSError as error:
        print(f"写不了 {file}（{error.strerror}）：请检查文件夹和权限。", file=sys.stderr)
        return 2
    print(f"已写出 {file}。", file=sys.stderr)
    return 0
