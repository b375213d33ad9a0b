"""`sunlit workdays`: load the working calendar, see what is loaded, count working days."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from sunlit.kernel.workdays import Due
    from sunlit.organs.commands import CalendarHeld
    from sunlit.organs.values import CalendarLoading

NEEDS_DATABASE = True

_LOAD = """示例：
  ./sunlit workdays load 2027.json            一份年度放假通知
  ./sunlit workdays load 日历/*.json --json

文件是 JSON：{"year": 2027, "papers": ["通知的网址"],
  "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}
只列与星期不同的日子，isOffDay 为 false 的是调休上班。虚构的日历加上 "invented": true。
退出码：0 已装入或早已装入；1 有文件不合规，全部不装；2 没有这个文件。"""
_SEED = """示例：
  ./sunlit workdays seed

装入程序自带的各年日历，只补没有通知的年份；以后装入通知，以通知为准。"""
_LIST = """示例：
  ./sunlit workdays list
  ./sunlit workdays list --json"""
_ADD = """示例：
  ./sunlit workdays add 2026-09-28 5          从次日起数五个工作日
  ./sunlit workdays add 2026-09-28 5 --json   连同每一天计或不计的理由
  printf '2026-09-28,5\\n2026-02-13,10\\n' | ./sunlit workdays add - --json

从次日起算。落在未装入年份的日子按星期推算，结果注明“暂定”。
退出码：0 算出；1 天数不合规或有一行读不懂；2 日期或用法不对。"""
_OUTCOMES = {
    "new": "新装入",
    "replaced": "代替了原通知",
    "confirmed": "代替了程序自带的日历",
    "held": "早已装入，没有变化",
}


class _Unread(Refusal):
    """A line of standard input that is no `date,n`."""

    code = "unread-line"
    words = "第 {line} 行读不懂：须写作 2026-09-28,5（日期,工作日数）。一行也没有算。"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("workdays", help="工作日历", description="工作日历：装入放假通知，数工作日。")
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="动作", title="动作")
    load = deeds.add_parser("load", help="装入年度放假通知", description="装入年度放假通知，以通知为准。", epilog=_LOAD)
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="通知的 JSON 文件，一年一份")
    seed = deeds.add_parser(
        "seed", help="装入程序自带的日历", description="给没有通知的年份装入程序自带的日历。", epilog=_SEED
    )
    listed = deeds.add_parser("list", help="已装入的年份", description="列出已装入的年份和依据的通知。", epilog=_LIST)
    add = deeds.add_parser("add", help="数工作日", description="从某天的次日起数若干个工作日。", epilog=_ADD)
    add.add_argument("date", metavar="DATE", help="起始日，如 2026-09-28；- 表示从标准输入逐行读“日期,天数”")
    add.add_argument("n", nargs="?", metavar="N", help="工作日数")
    for deed in (load, seed, listed, add):
        deed.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; a refusal is told by the frame."""
    return {"load": _load, "seed": _seed, "list": _list, "add": _add}[args.deed](args)


def _load(args: argparse.Namespace) -> int:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands

    files = []
    for file in args.files:
        if not file.is_file():
            print(f"没有这个文件：{file}。", file=sys.stderr)
            return 2
        files.append((file.name, file.read_bytes()))
    return _say_loaded(commands.load_calendar(files, by=Actor.system("cli")), as_json=args.json)


def _seed(args: argparse.Namespace) -> int:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands

    return _say_loaded(commands.seed_calendar(by=Actor.system("cli")), as_json=args.json)


def _say_loaded(done: CalendarLoading | CalendarHeld, *, as_json: bool) -> int:
    from sunlit.kernel.plain import to_plain
    from sunlit.organs.values import CalendarLoading

    seen = done if isinstance(done, CalendarLoading) else done.seen
    if as_json:
        print(json.dumps(to_plain(seen), ensure_ascii=False))
        return 0
    for year in seen.years:
        mark = "（虚构）" if year.invented else ""
        print(f"{year.year}{mark}  {_OUTCOMES[year.outcome]}：放假 {year.off} 天，调休上班 {year.worked} 天")
        if year.outcome in ("replaced", "confirmed"):
            for change in year.changes:
                print(f"  {change.day}  {change.why_before} → {change.why_after}")
    if not seen.years:
        print("各年都已有通知，没有可补的。")
    return 0


def _list(args: argparse.Namespace) -> int:
    from sunlit.kernel import clock
    from sunlit.kernel.plain import to_plain
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    me = Viewer.system("cli")
    years, missing = queries.calendar_years(me), queries.calendar_missing(me, clock.today())
    if args.json:
        print(json.dumps({"years": to_plain(years), "missing": list(missing)}, ensure_ascii=False))
        return 0
    for year in years:
        source = "通知" if year.source == "notice" else "程序自带"
        mark = "（虚构）" if year.invented else ""
        print(f"{year.year}{mark}  {source}：放假 {year.off} 天，调休上班 {year.worked} 天  {'；'.join(year.notice)}")
    for lacking in missing:
        print(f"缺 {lacking} 年的日历：请用 ./sunlit workdays load 装入放假通知。", file=sys.stderr)
    return 0


def _add(args: argparse.Namespace) -> int:
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    if (args.date == "-") == (args.n is not None):
        print("写作 ./sunlit workdays add 日期 天数，或 ./sunlit workdays add -（从标准输入读）。", file=sys.stderr)
        return 2
    if args.date == "-":
        asked = [_asked(line, number) for number, line in enumerate(sys.stdin, 1) if line.strip()]
    else:
        try:
            asked = [(date.fromisoformat(args.date), int(args.n))]
        except ValueError:
            print(f"日期须写作 2026-09-28，天数须是整数，现为“{args.date} {args.n}”。", file=sys.stderr)
            return 2
    known = queries.calendar(Viewer.system("cli"))
    told = [queries.due_in(known, start, n) for start, n in asked]
    if args.json:
        print(json.dumps([_plain(due) for due in told], ensure_ascii=False))
        return 0
    for due in told:
        mark = "（暂定：有日子落在未装入的年份）" if due.provisional else ""
        print(f"{due.start} 起 {due.n} 个工作日：{due.due}{mark}")
        if args.date != "-":
            for day in due.days:
                print(f"  {day.date}  {'计' if day.counted else '不计'}  {day.why}")
    return 0


def _asked(line: str, number: int) -> tuple[date, int]:
    start, _, n = line.lstrip("\ufeff").strip().partition(",")
    try:
        return date.fromisoformat(start.strip()), int(n)
    except ValueError as error:
        raise _Unread(line=number) from error


def _plain(due: Due) -> dict[str, object]:
    return {
        "start": due.start.isoformat(),
        "n": due.n,
        "due": due.due.isoformat(),
        "provisional": due.provisional,
        "days": [{"date": d.date.isoformat(), "counted": d.counted, "why": d.why} for d in due.days],
    }
