"""`sunlit flow convert`: a flow from one kind of file into another, without loss."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_DESCRIPTION = """把流程从一种文件转成另一种：BPMN 2.0（.bpmn、.xml）、流程表（.xlsx）、本系统的 JSON（.json）。
读入按内容识别，写出按扩展名。三种写法内容相同，转过去再转回来不变。"""
_EXAMPLE = """示例：
  ./sunlit flow convert 流程.bpmn -o 流程.xlsx
  ./sunlit flow convert 流程.xlsx -o 流程.bpmn

退出码：0 已写出（读入时有丢失的，逐项列在标准错误）；1 不能导入；2 用法错误、没有这个文件或写不了。"""
_KINDS = (".bpmn", ".xml", ".xlsx", ".json")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "convert", help="把流程转成另一种文件", description=_DESCRIPTION, epilog=_EXAMPLE
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", type=Path, help="流程文件")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="写到哪个文件")


def run(args: argparse.Namespace) -> int:
    """Read, write, and say what was lost on the way in."""
    from sunlit.cli import flow_files, folders
    from sunlit.kernel.refusal import Refusal

    if wrong := folders.missing([args.file]) or folders.misdirected(args.file, args.output, _KINDS):
        print(wrong, file=sys.stderr)
        return 2
    if (imported := flow_files.taken_in(args.file)) is None or imported.definition is None:
        return 1
    try:
        data = flow_files.saved(imported.definition, args.output)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    assert data is not None, "the kind was looked at before"
    return flow_files.put(data, args.output, imported.steps)
