"""`sunlit flow diff`: whether two files hold the same flow, and if not, in what they differ."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from sunlit.flow.values import Difference

_DESCRIPTION = """比较两个流程文件，不论各是哪种格式。环节的编号不算：编号不同而其余都相同，就是同一个流程。"""
_EXAMPLE = """示例：
  ./sunlit flow diff 旧流程.bpmn 新流程.xlsx
  ./sunlit flow diff 甲.json 乙.json --json

退出码：0 相同；1 不同或有文件不能导入；2 用法错误或没有这个文件。"""

_FIELDS = {
    "name": "名称", "kind": "种类", "category": "类别", "term": "时限", "stops": "不计入时限的情形",
    "specials": "特别程序", "withdrawal": "撤回", "facts": "判断所依据的事实", "node": "环节", "edge": "去向",
    "order": "次序", "post": "岗位", "office": "承办机构", "performer": "办理人", "warrant": "法定或工作程序",
    "bases": "依据", "rule": "办理制度", "duty": "职责要求", "control": "监督制约环节", "rights": "相对人权利",
    "complaint": "投诉举报途径", "silence": "逾期后果", "outcome": "结果", "outside_term": "不计入时限",
    "ends_all": "一并结束其他", "inner": "内部环节", "realises": "对应的类别环节", "optional": "视情形",
    "note": "备注",
}  # fmt: skip
#: Fields whose values are JSON.
_IN_JSON = frozenset(
    ("term", "stops", "specials", "facts", "bases", "outside_term", "ends_all", "inner", "optional")
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("diff", help="比较两个流程", description=_DESCRIPTION, epilog=_EXAMPLE)
    parser.add_argument("before", metavar="A", type=Path, help="流程文件")
    parser.add_argument("after", metavar="B", type=Path, help="流程文件")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Open both, and tell."""
    from sunlit.cli import flow_files, folders
    from sunlit.flow.values import differences

    if wrong := folders.missing([args.before, args.after]):
        print(wrong, file=sys.stderr)
        return 2
    flows = []
    for path in (args.before, args.after):
        try:
            imported = flow_files.opened(path)
        except flow_files.NotReadable as error:
            print(f"{path}：{error}", file=sys.stderr)
            return 1
        if imported.definition is None:
            print("\n".join(f"{path}：不能导入：{one.why}" for one in imported.refused), file=sys.stderr)
            return 1
        flows.append(imported.definition)
    found = differences(*flows)
    if args.json:
        told = [{"where": d.where, "field": d.field, "before": d.before, "after": d.after} for d in found]
        print(json.dumps({"same": not found, "differences": told}, ensure_ascii=False))
    else:
        print("\n".join(map(_told, found)) if found else "两个流程相同（环节编号不算）。")
    return 1 if found else 0


def _told(difference: Difference) -> str:
    where = f"“{difference.where}”的" if difference.where and difference.field not in ("node", "edge") else ""
    field = _FIELDS.get(difference.field, difference.field)
    if difference.field in ("node", "edge"):
        return f"{'少了' if difference.before else '多了'}{field}：{difference.before or difference.after}"
    before, after = (_value(difference.field, value) or "（空）" for value in (difference.before, difference.after))
    return f"{where}{field}：{before} → {after}"


def _value(field: str, value: str) -> str:
    """A value as a person says it: terms, provisions, facts, marks and codes are compared as JSON."""
    from sunlit.flow.values import FlowKind, NodeKind, Warrant

    codes = {"kind": (FlowKind, NodeKind), "warrant": (Warrant,)}.get(field, ())
    if words := next((one.words for kind in codes for one in kind if one.value == value), ""):
        return words
    if field not in _IN_JSON:
        return value
    return _plain(json.loads(value))


def _plain(value: Any) -> str:
    from sunlit.flow.charts.words import term_words
    from sunlit.flow.values import StepTerm, TermUnit

    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(_plain, value))
    if isinstance(value, dict) and "unit" in value:
        words = term_words(StepTerm(amount=value["amount"], unit=TermUnit(value["unit"])))
        return f"{words}（{value['source']}）" if value["source"] else words
    if isinstance(value, dict) and "title" in value:
        return f"《{value['title'].strip('《》')}》{value['article']}"
    if isinstance(value, dict):
        choices = "、".join(value["choices"])
        return f"{value['words']}（{choices}）" if choices else str(value["words"])
    return "" if value is None else str(value)
