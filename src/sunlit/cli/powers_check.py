"""`sunlit powers check`: lists against the law library, without loading them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from sunlit.catalogue.findings import CheckReport
    from sunlit.catalogue.values import ReadLists

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit laws load 法规/                          先把法规装入库
  ./sunlit powers check 市商务局权责清单.xlsx        在屏幕上列出问题
  ./sunlit powers check 清单/ --html 报告.html       一页可打印的报告
  ./sunlit powers check 清单/ --xlsx 退回.xlsx       退回部门的工作簿，问题写在该行旁
  ./sunlit powers check 清单/ --as-of 2024-06-30 --json

退出码：0 没有问题；1 有问题、有未读的行或被拒绝的文件；2 用法错误或没有这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    import argparse

    parser = subparsers.add_parser(
        "check",
        help="对照法规库核查权责清单（不装入）",
        description="对照法规库核查权责清单：依据是否准确、名称是否规范。只读取，不装入。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="工作簿或文件夹")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="以哪一天有效的法规为准（YYYY-MM-DD），默认今天")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")
    parser.add_argument("--xlsx", metavar="OUT", help="写一份工作簿，问题列在各行旁")
    parser.add_argument("--html", metavar="OUT", help="写一页可打印的报告")
    parser.add_argument("--mapping", metavar="FILE", help="沿用已保存的表头对应（见 powers read --save-mapping）")


def run(args: argparse.Namespace) -> int:
    """Check, write what was asked for, and say how many things were found."""
    from sunlit.catalogue.findings import check, render_html, render_json, write_workbook
    from sunlit.catalogue.sheets import NoMapping, UnknownMeaning, read_files
    from sunlit.kernel import clock
    from sunlit.law import queries as laws
    from sunlit.organs.values import Viewer

    paths = [Path(name) for name in args.files]
    outs = [Path(out) for out in (args.html, args.xlsx) if out]
    if wrong := _misused(paths, outs):
        print(wrong, file=sys.stderr)
        return 2
    me = Viewer.system("cli")
    try:
        lists = read_files(paths, mapping=args.mapping)
    except (NoMapping, UnknownMeaning) as error:
        print(error, file=sys.stderr)
        return 2
    if not laws.count(me):
        print("法规库是空的，只能核查不需对照法规的项目；请先运行：./sunlit laws load 法规文件夹", file=sys.stderr)
    report = check(lists, laws.shelf(me), as_of=args.as_of or clock.today(), progress=_progress())
    if args.html:
        Path(args.html).write_text(render_html(report, lists), encoding="utf-8")
        print(f"报告已写入 {args.html}", file=sys.stderr)
    if args.xlsx:
        with Path(args.xlsx).open("wb") as out:
            write_workbook(report, lists, out)
        print(f"工作簿已写入 {args.xlsx}", file=sys.stderr)
    if args.json:
        print(render_json(report))
    elif not (args.html or args.xlsx):
        _print(report)
    _say_unread(lists)
    return 1 if report.findings or lists.unread else 0


def _misused(paths: Sequence[Path], outs: Sequence[Path]) -> str:
    """What is wrong with the paths given, in one sentence; empty if nothing is."""
    for path in paths:
        if not path.exists():
            return f"没有这个文件：{path}"
    for out in outs:
        if not out.absolute().parent.is_dir():
            return f"没有这个文件夹：{out.absolute().parent}，请先建立。"
        if out.is_dir():
            return f"{out} 是文件夹，请写明要生成的文件名。"
        if any(path.is_file() and out.exists() and out.samefile(path) for path in paths):
            return f"报告不能写到要核查的文件上：{out}"
    return ""


def _print(report: CheckReport) -> None:
    from sunlit.catalogue.findings import CODES

    words = {"error": "错误", "warning": "警告", "advice": "建议"}
    place = ("", "", 0)
    for found in report.findings:
        if (found.file, found.sheet, found.row) != place:
            place = (found.file, found.sheet, found.row)
            print(f"\n{found.file} · {found.sheet} · 第 {found.row} 行 · {found.name}")
        print(f"  [{words[found.severity]}] {CODES[found.code].title}{f'：{found.cited}' if found.cited else ''}")
        print(f"      {found.why}")
        print(f"      → {found.mend}")
    by_severity = {name: sum(f.severity == name for f in report.findings) for name in words}
    counted = "，".join(f"{words[s]} {n}" for s, n in by_severity.items())
    print(f"\n以 {report.as_of} 有效的法规为准，核查 {report.items} 项：{counted}。")


def _say_unread(lists: ReadLists) -> None:
    for row in lists.unread:
        places = (row.file, row.sheet, f"第 {row.row} 行" if row.row else "")
        print(f"未读：{' · '.join(filter(None, places))}：{row.reason}", file=sys.stderr)


def _progress() -> Callable[[int, int], object] | None:
    """A line on a terminal that follows the work; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def say(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r核查 {done}/{total}", end=end, file=sys.stderr, flush=True)

    return say


def _day(text: str) -> date:
    return date.fromisoformat(text)
