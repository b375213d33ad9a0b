"""`sunlit flow check`: what comes of each file, exactly, with notes, or not at all."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from sunlit.flow.values import FlowDefinition, Imported

#: Branches open beside each other, at most, for which every course is looked at: each doubles what there is to see.
_WIDEST = 12
_DESCRIPTION = """检查流程文件能否导入：BPMN 2.0 流程图、流程表（.xlsx）或本系统的 JSON，按内容识别，不看扩展名。
每个文件的答复是三种之一：完全一致、导入但有说明（逐项列出丢失或改动了什么）、不能导入（原因）。
文件里的程序、脚本、外部引用一概不执行、不读取。文件夹连同其下各级一并检查。"""
_EXAMPLE = """示例：
  ./sunlit flow check 行政许可流程.bpmn
  ./sunlit flow check 流程/ --json

退出码：0 都能导入；1 有文件不能导入或无法读取；2 用法错误或没有这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("check", help="检查流程文件能否导入", description=_DESCRIPTION, epilog=_EXAMPLE)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="流程文件或文件夹")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Open each, and tell."""
    from sunlit.cli import flow_files, folders
    from sunlit.flow.values import Imported, Refused

    if wrong := folders.missing(args.files):
        print(wrong, file=sys.stderr)
        return 2
    answers = []
    for path in folders.files_of(args.files, flow_files.FLOWLIKE, "流程"):
        try:
            imported = flow_files.opened(path)
        except flow_files.NotReadable as error:
            imported = Imported(definition=None, refused=(Refused("", "", str(error)),))
        answers.append((folders.shown(path), imported))
        if not args.json:
            print(_told(*answers[-1]))
    if args.json:
        print(json.dumps({"files": [_as_json(*answer) for answer in answers]}, ensure_ascii=False))
    return 0 if all(imported.definition for _, imported in answers) else 1


def _as_json(name: str, imported: Imported) -> dict[str, Any]:
    return {
        "file": name,
        "imported": imported.definition is not None,
        "exact": imported.exact,
        "notes": [{"element": note.element, "what": note.what} for note in imported.notes],
        "refused": [{"element": one.element, "id": one.id, "why": one.why} for one in imported.refused],
        "steps": imported.steps,
    }


def _told(name: str, imported: Imported) -> str:
    definition = imported.definition
    if definition is None:
        reasons = [f"  {_where(one.element, one.id)}{one.why}" for one in imported.refused]
        return "\n".join([f"{name}：不能导入", *reasons])
    what = "完全一致" if imported.exact else f"导入，有 {len(imported.notes)} 项说明"
    lines = [f"{name}：{what}，{imported.steps} 个环节"]
    lines += [f"  {note.what}{f'〔{note.element}〕' if note.element else ''}" for note in imported.notes]
    if problems := _problems(definition):
        lines += ["  发布前还须：", *(f"    {words}" for words in problems)]
    return "\n".join(lines)


def _problems(definition: FlowDefinition) -> list[str]:
    """What has still to be mended. A flow so wide that looking at every course takes minutes is not looked at here."""
    from sunlit.flow.checks import sound
    from sunlit.flow.values import NodeKind

    splits = [definition.leaving[node.id] for node in definition.nodes if node.kind is NodeKind.PARALLEL]
    if sum(len(ways) - 1 for ways in splits if ways) > _WIDEST:
        return ["并行过多，没有逐一查看各种办理次序：请减少并行，发布时再查。"]
    return [problem.words for problem in sound(definition)]


def _where(element: str, key: str) -> str:
    return f"{' '.join(filter(None, (element, key)))}：" if element or key else ""
