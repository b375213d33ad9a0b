"""`sunlit flow template`: a file to begin from: the empty table, or a category flow."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_DESCRIPTION = """写出一个可以开始填的文件：不写类别，是空白的流程表（附示例和填表说明）；
写了类别，是它的类别流程，或以它为底的项目流程。按扩展名写成 .xlsx、.bpmn、.xml 或 .json。"""
_EXAMPLE = """示例：
  ./sunlit flow template -o 空白流程表.xlsx
  ./sunlit flow template --list
  ./sunlit flow template --category licensing --item 夜市摆摊经营许可流程 -o 夜市.xlsx

退出码：0 已写出；1 没有这个类别；2 用法错误或写不了。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "template", help="下载流程表模板，或类别流程", description=_DESCRIPTION, epilog=_EXAMPLE
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="写到哪个文件")
    parser.add_argument("--category", metavar="KEY", help="类别流程的代号，如 licensing")
    parser.add_argument("--item", metavar="NAME", help="以类别流程为底的项目流程，叫这个名称")
    parser.add_argument("--list", action="store_true", help="列出类别流程")
    parser.add_argument("--json", action="store_true", help="与 --list 同用：标准输出只有一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    """List, or write."""
    from sunlit.cli import flow_files
    from sunlit.flow.tables import blank_table
    from sunlit.flow.templates import category_flows, item_flow

    flows = category_flows()
    if args.list:
        return _list(as_json=args.json)
    if wrong := _misused(args):
        print(wrong, file=sys.stderr)
        return 2
    if args.category and args.category not in flows:
        print(f"没有“{args.category}”这个类别，现有：{'、'.join(flows)}。", file=sys.stderr)
        return 1
    if args.category:
        definition = item_flow(args.category, args.item) if args.item else flows[args.category]
        data = flow_files.saved(definition, args.output)
        assert data is not None, "the kind was looked at before"
    else:
        data = blank_table()
    try:
        args.output.write_bytes(data)
    except OSError as error:
        print(f"写不了 {args.output}（{error.strerror}）：请检查文件夹和权限。", file=sys.stderr)
        return 2
    print(f"已写出 {args.output}。", file=sys.stderr)
    return 0


def _list(*, as_json: bool) -> int:
    from sunlit.flow.templates import category_flows

    told = [{"key": key, "name": one.name, "steps": len(one.numbers)} for key, one in category_flows().items()]
    if as_json:
        print(json.dumps({"templates": told}, ensure_ascii=False, indent=1))
    else:
        for one in told:
            print(f"{one['key']:<20} {one['steps']:>3} 个环节  {one['name']}")
    return 0


def _misused(args: argparse.Namespace) -> str:
    if args.output is None:
        return "请用 -o 写明写到哪个文件，或用 --list 列出类别流程。"
    if args.item is not None and not args.category:
        return "--item 须与 --category 同用：项目流程以哪个类别流程为底。"
    if args.item is not None and not args.item.strip():
        return "--item 没有写名称。"
    kinds = (".xlsx", ".bpmn", ".xml", ".json") if args.category else (".xlsx",)
    if args.output.suffix.lower() not in kinds:
        return f"不知道要写成什么：{args.output} 的扩展名应是 {'、'.join(kinds)}。"
    return ""
