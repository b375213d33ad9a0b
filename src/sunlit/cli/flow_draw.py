"""`sunlit flow draw`: the chart of a flow as SVG or PDF, the citizen's or the whole one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from sunlit.flow.values import FlowDefinition

_DESCRIPTION = """画出流程图：泳道按岗位或机构分，环节按顺序编号，写明岗位和时限。
读入按内容识别（BPMN、流程表、JSON），写出 .svg 或 .pdf。同一流程每次画出来都一样。"""
_EXAMPLE = """示例：
  ./sunlit flow draw 流程.bpmn -o 流程图.svg
  ./sunlit flow draw 流程.xlsx -o 流程图.pdf --citizen      公众版：机关内部的环节收起
  ./sunlit flow draw 流程.json -o 流程图.svg --lanes office 泳道按承办机构

退出码：0 已写出（读入时有丢失的，逐项列在标准错误）；1 不能导入；2 用法错误、没有这个文件或写不了。"""
_KINDS = (".svg", ".pdf")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("draw", help="画出流程图", description=_DESCRIPTION, epilog=_EXAMPLE)
    parser.add_argument("file", metavar="FILE", type=Path, help="流程文件")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="写到哪个文件（.svg 或 .pdf）")
    parser.add_argument("--citizen", action="store_true", help="公众版：只有机关内部看得到的环节收起")
    parser.add_argument("--lanes", choices=("post", "office"), default="post", help="泳道按岗位（默认）还是按机构")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="图上我们自己的用语，默认中文")


def run(args: argparse.Namespace) -> int:
    """Read, draw, and say what was lost on the way in and what could be simpler."""
    from sunlit.cli import flow_files, folders

    if wrong := folders.missing([args.file]) or folders.misdirected(args.file, args.output, _KINDS):
        print(wrong, file=sys.stderr)
        return 2
    if (imported := flow_files.taken_in(args.file)) is None or imported.definition is None:
        return 1
    data = _drawn(imported.definition, args)
    return flow_files.put(data, args.output, imported.steps)


def _drawn(definition: FlowDefinition, args: argparse.Namespace) -> bytes:
    from sunlit.flow.charts import citizens, draw, lint

    for remark in lint(definition):
        print(f"可以更简明：{remark.words}", file=sys.stderr)
    shown = citizens(definition) if args.citizen else definition
    chart = draw(shown, lanes=args.lanes, language=args.language)
    if args.output.suffix.lower() == ".svg":
        return chart.svg.encode()
    from sunlit.kernel import clock
    from sunlit.publication.exports import charts, fonts
    from sunlit.site.env import current

    words = ("As of", "Page 1 of 1") if args.language == "en" else ("截至", "第 1 页，共 1 页")
    return charts.chart_pdf(chart, fonts.find(current().fonts), title=definition.name, as_of=clock.today(), words=words)
