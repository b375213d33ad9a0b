"""`sunlit powers load`: lists into the catalogue, previewed, all or nothing."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from sunlit.catalogue.queries import LoadingSeen, StagedSeen
    from sunlit.stocktake.values import RowGroup

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit powers load 市商务局.xlsx --not-secret --dry-run        只看会新增、改动什么
  ./sunlit powers load 市商务局.xlsx --not-secret                  导入为草稿
  ./sunlit powers load 清单/ --unit 市商务局 --not-secret           整个文件夹，都是这个单位的
  ./sunlit powers load 清单/ --not-secret --errors 退回.xlsx        不能导入的行写成工作簿退回
  ./sunlit powers load 清单/ --not-secret --file 准予备案 --publish  导入、备案并公布
  ./sunlit powers load 清单/ --not-secret --gone cancel --gone-reason 依据已经废止 --file 准予备案
                                                                清单中没有的一并取消
  ./sunlit powers load 市商务局.xlsx --unit 市商务局 --not-secret --register
                                                                登记到正在进行的清理的名册，由本人签认

退出码：0 已导入（或预览没有问题）；1 有被拒绝、未读的行，或者什么也没有导入；2 用法错误或没有这个文件。"""
_ENDINGS = {"cancel": "取消", "abolish": "废止"}
_MARKS = {"new": "＋", "changed": "～", "same": "＝", "gone": "－", "error": "✗"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "load",
        help="把权责清单导入职权目录",
        description="把权责清单导入职权目录：先预览，再整批导入为草稿。任何一行不能导入，就一行也不导入。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="工作簿或文件夹")
    parser.add_argument("--not-secret", action="store_true", help="已经审查：这些文件不涉密，也没有拿不准的内容")
    parser.add_argument("--unit", metavar="NAME", help="单位名称、简称、曾用名或代码；不写则按各行的行使主体")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="依据以哪一天有效的为准，默认今天")
    parser.add_argument(
        "--scope", choices=("society", "party", "internal"),
        help="清单没有写公开范围的：society 社会、party 当事人、internal 机关内部；不写则留空，留空的不公布",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="只预览，不导入")
    parser.add_argument("--skip-unread", action="store_true", help="略过未读的行（确属注释的）")
    parser.add_argument("--file", metavar="OPINION", help="导入后以这个意见备案，必须改正的除外")
    parser.add_argument("--publish", action="store_true", help="备案后公布其中面向社会的")
    parser.add_argument(
        "--gone", choices=("keep", "cancel", "abolish"),
        help="在案而清单中没有的：keep 保留（默认）、cancel 取消、abolish 废止；备案时办理",
    )  # fmt: skip
    parser.add_argument("--gone-reason", metavar="REASON", default="", help="取消、废止的理由，随清理结果公布")
    parser.add_argument(
        "--gone-from", type=date.fromisoformat, metavar="DATE", help="取消、废止从哪一天起，默认备案当天"
    )
    parser.add_argument(
        "--register", action="store_true",
        help="不作一般导入，按清单写的填报人、科室和岗位登记到正在进行的清理的名册；须用 --unit 指明单位",
    )  # fmt: skip
    parser.add_argument(
        "--register-to", metavar="LINE", default="", help="清单没有写清楚的，登记到名册上的这一行：科室 岗位 姓名"
    )
    parser.add_argument("--errors", type=Path, metavar="OUT", help="把有问题的行写成工作簿")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Preview, and unless only that was asked for, take it in."""
    from sunlit.catalogue import commands, queries
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer

    me, by = Viewer.system("cli"), Actor.system("cli")
    if wrong := _misused(args):
        print(wrong, file=sys.stderr)
        return 2
    unit = _unit(args.unit) if args.unit else None
    if args.unit and unit is None:
        print(f"没有叫“{args.unit}”的单位，或者不止一个：用 ./sunlit organs list 查看单位的代码。", file=sys.stderr)
        return 2
    if not (args.not_secret or _asked_not_secret()):
        print("没有读取，也没有保存任何内容。涉密或者拿不准的，请走本单位的涉密渠道；", file=sys.stderr)
        print("经审查不涉密的，加上 --not-secret 再运行。", file=sys.stderr)
        return 1
    files = [(file.name, file.read_bytes()) for path in args.files for file in _files(path)]
    loading = commands.stage_lists(
        files,
        unit=unit,
        as_of=args.as_of,
        secret_answer="no",  # noqa: S106 - the answer
        scope=args.scope or "",
        progress=_progress(),
        by=by,
    )
    seen = queries.loading(me, loading)
    assert seen is not None
    ending = _decided(loading, args) if args.gone and seen.counts["gone"] else 0
    rows = queries.staged(me, loading, per_page=0).rows
    if args.errors:
        _write_errors(args.errors, rows, seen)
    refused = seen.counts["error"] or (seen.counts["unread"] and not args.skip_unread)
    done: dict[str, Any] = {
        "committed": False,
        "ending": ending,
        "filed": 0,
        "published": 0,
        "ended": 0,
        "not_open": 0,
        "left": [],
    }
    if not args.dry_run and not refused and (seen.counts["new"] or seen.counts["changed"] or ending):
        if wrong := _taken_in(loading, args):
            print(wrong, file=sys.stderr)
            return 1
        done["committed"] = True
        if args.file:
            done |= _filed(loading, args)
    if args.json:
        print(json.dumps(_told(seen, rows) | done, ensure_ascii=False))
    else:
        _print(seen, rows, done)
        if done["not_open"] and args.publish:
            print(f"有 {done['not_open']} 项的公开范围不是社会，没有公布。", end="")
            print("清单没有写公开范围的，导入时可以用 --scope society 指明。")
    return 1 if refused else 0


def _misused(args: argparse.Namespace) -> str:
    for path in args.files:
        if not path.exists():
            return f"没有这个文件：{path}"
    if args.publish and not args.file:
        return "--publish 公布的是备案的职权，请同时用 --file 写明备案意见。"
    if args.register and (not args.unit or args.file):
        return "--register 登记到一个单位的名册，请用 --unit 指明单位；登记的逐级送审，不能同时用 --file 备案。"
    if args.gone in ("cancel", "abolish") and not args.gone_reason.strip():
        return "取消、废止清单中没有的，请同时用 --gone-reason 写明理由。"
    if args.errors and (args.errors.is_dir() or not args.errors.absolute().parent.is_dir()):
        return f"--errors 须写到一个文件：{args.errors}"
    return ""


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith((".", "~$")))


def _unit(name: str) -> UUID | None:
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    seen = queries.unit_called(Viewer.system("cli"), name)
    return seen.id if seen is not None else None


def _asked_not_secret() -> bool:
    """先审后录: the first question, to whoever sits at the terminal."""
    if not sys.stdin.isatty():
        return False
    print("这些文件里有涉密，或者拿不准是否涉密的内容吗？输入“不涉密”继续，其他回答都不读取：", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "不涉密"


def _taken_in(loading: UUID, args: argparse.Namespace) -> str:
    """Make drafts of the rows, or register them; why that cannot be, where it cannot: then nothing was taken in."""
    from sunlit.catalogue import commands
    from sunlit.kernel.actor import Actor

    if args.register:
        return _registered(loading, args)
    commands.commit_loading(loading, skip_unread=args.skip_unread, by=Actor.system("cli"))
    return ""


def _registered(loading: UUID, args: argparse.Namespace) -> str:
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer
    from sunlit.stocktake import commands, queries

    taking = next(iter(queries.taking_in(Viewer.system("cli"), loading)), None)
    if taking is None:
        return f"“{args.unit}”没有正在进行、还可以登记的清理，没有导入。"
    rest = next((key for key, name in taking.lines if name == args.register_to), None)
    unclear = [group for group in taking.groups if (group.line or rest) is None]
    if unclear:
        said = "；".join(_unclear(group) for group in unclear)
        lines = "\n  ".join(name for _key, name in taking.lines)
        return f"不清楚登记到谁的岗位，没有导入：{said}。用 --register-to 指明名册上的一行：\n  {lines}"
    chosen = {row: line for group in taking.groups for row in group.rows if (line := group.line or rest) is not None}
    commands.register_loading(loading, chosen, skip_unread=args.skip_unread, by=Actor.system("cli"))
    return ""


def _unclear(group: RowGroup) -> str:
    """Whose rows of a list are unclear: where they stand, and why, if it is for who filled them in."""
    named = f"{group.office} {group.post}".strip()
    if group.doubt is None:
        return named or "没有写科室和岗位"
    places = "、".join(f"“{sheet}”第 {row} 行" for sheet, row in group.places)
    return f"{group.doubt.words}：{group.filled_by}（{places}）"


def _filed(loading: UUID, args: argparse.Namespace) -> dict[str, Any]:
    from sunlit.catalogue import commands
    from sunlit.catalogue.rules.staging import NothingFileable
    from sunlit.kernel.actor import Actor

    try:
        done = commands.file_loading(loading, opinion=args.file, and_publish=args.publish, by=Actor.system("cli"))
    except NothingFileable as refusal:
        print(refusal, file=sys.stderr)
        return {}
    left = [{"name": name, "why": why} for name, why in done.left.values()]
    return {
        "filed": len(done.filed),
        "published": done.published,
        "ended": len(done.ended),
        "not_open": done.not_open,
        "left": left,
    }


def _decided(loading: UUID, args: argparse.Namespace) -> int:
    """Decide of all powers on record that the list lacks; how many are to end."""
    from sunlit.catalogue import commands, queries
    from sunlit.catalogue.rules.staging import NothingGone
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer

    try:
        commands.decide_gone(
            loading, args.gone, reason=args.gone_reason, effective=args.gone_from, by=Actor.system("cli")
        )
    except NothingGone:
        return 0
    return queries.loading_now(Viewer.system("cli"), loading).waiting


def _told(seen: LoadingSeen, rows: Sequence[StagedSeen]) -> dict[str, Any]:
    return {
        "loading": str(seen.id), "as_of": seen.as_of.isoformat(), "counts": dict(seen.counts),
        "rows": [
            {
                "file": row.file or None, "sheet": row.sheet or None, "row": row.row or None,
                "unit": row.unit_name or None, "code": row.code or None, "name": row.name,
                "outcome": row.outcome.value, "reasons": list(row.reasons), "changes": list(row.changes),
                "findings": list(row.findings), "decision": row.decision or None, "why": row.why or None,
            }
            for row in rows
        ],
        "unread": [{key: one[key] or None for key in ("file", "sheet", "row", "reason")} for one in seen.unread],
    }  # fmt: skip


def _print(seen: LoadingSeen, rows: Sequence[StagedSeen], done: dict[str, Any]) -> None:
    file = ""
    for row in rows:
        if row.file and row.file != file:
            file = row.file
            print(f"{file}：")
        if row.outcome.value != "same" or row.findings:
            _print_row(row)
    for one in seen.unread:
        print(f"未读：{one['file']} · {one['sheet']} · 第 {one['row']} 行：{one['reason']}", file=sys.stderr)
    counts = seen.counts
    print(
        f"\n新增 {counts['new']}，有变化 {counts['changed']}，无变化 {counts['same']}，清单中没有 {counts['gone']}，"
        f"不能导入 {counts['error']}，未读 {counts['unread']} 行；依据问题 {counts['findings']} 处。"
    )
    if done["committed"]:
        _print_done(seen, done)
    elif counts["error"] or counts["unread"]:
        print("没有导入。改正工作簿后再运行一次；未读的行确属注释的，加 --skip-unread。")
    elif not counts["new"] and not counts["changed"] and not done["ending"]:
        print("与在案的没有差别，没有可导入的。")
    else:
        print("只是预览，没有导入。")


def _print_done(seen: LoadingSeen, done: dict[str, Any]) -> None:
    print(f"已导入为草稿。撤销：./sunlit powers undo {seen.id}")
    for one in done["left"]:
        print(f"没有备案：{one['name']}：{one['why']}")
    if done["ended"]:
        print(f"清单中没有的，已取消或者废止 {done['ended']} 项。")
    elif done["ending"]:
        print(f"清单中没有的，已定取消或者废止 {done['ending']} 项，备案时办理。")
    if done["filed"] or done["left"]:
        print(f"已备案 {done['filed']} 项，公布 {done['published']} 项，须改正后再备案 {len(done['left'])} 项。")


def _print_row(row: StagedSeen) -> None:
    place = f"“{row.sheet}”第 {row.row} 行  " if row.row else ""
    print(f"{_MARKS[row.outcome.value]} {row.outcome.words}  {place}{row.name}")
    if row.decision:
        print(f"      {_ENDINGS[row.decision]}：{row.why}")
    for reason in row.reasons:
        print(f"      {reason}")
    for change in row.changes:
        told = f"{change['field']}：{change['before'] or '（空）'} → {change['after'] or '（空）'}"
        print("      " + told.replace("\n", "；"))
    for found in row.findings:
        print(f"      [{found['code']}] {found['why']}")


def _write_errors(out: Path, rows: Sequence[StagedSeen], seen: LoadingSeen) -> None:
    from sunlit.catalogue.findings.reports.returned import returned_workbook

    out.write_bytes(returned_workbook(rows, seen.unread))
    print(f"工作簿已写入 {out}", file=sys.stderr)


def _progress() -> Callable[[str, int, int], None] | None:
    """A line on a terminal that follows the work; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None
    words = {"reading": "读取", "checking": "核查", "comparing": "对照在案"}

    def say(stage: str, done: int, total: int) -> None:
        print(f"\r{words[stage]} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return say
