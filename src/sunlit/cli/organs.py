"""`sunlit organs`: the workbook that sets regions, units, offices, posts, people and duties up."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sunlit.organs.values import OrgansLoading

NEEDS_DATABASE = True

_TEMPLATE = """示例：
  ./sunlit organs template 机关.xlsx        空白工作簿：八张表，每列有说明和可选项"""
_LOAD = """示例：
  ./sunlit organs load 机关.xlsx --dry-run  只看会改动什么、有什么不对
  ./sunlit organs load 机关.xlsx

整本载入，有一处不对就全部不载入，并逐处说明工作表、行、列、原因。再载入新的一本时只改不同之处：
表里没有的行保持不变，撤销、离任、终止都填日期；改名时写新名称并填“名称启用日期”。"""
_DIVISIONS = """示例：
  ./sunlit organs divisions 省.csv 市.csv 区县.csv 街道.csv --dry-run
  ./sunlit organs divisions 区划.csv

每个文件是有表头的 CSV，至少有 code,name（或 区划代码,名称）两列。
上级由代码得出；另有 parent（或 上级区划代码）列时，以它为准。
代码可写全，也可只写到本级（62、6201、620102、620102001）。全部载入或全部不载入；文件里没有的区划保持不变。"""
_EXPORT = """示例：
  ./sunlit organs export 现状.xlsx          写出现有的全部机关；原样载入不会改变什么"""
_LIST = """示例：
  ./sunlit organs list
  ./sunlit organs list --json"""
_WHAT = {"new": "新增", "changed": "改动"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "organs", help="机关", description="机关：用一本工作簿建立和更新区划、单位、处室、岗位、人员、任职、三定方案。"
    )
    actions = parser.add_subparsers(metavar="动作", required=True, title="动作", dest="action")
    template = actions.add_parser("template", help="写出空白工作簿", description="写出空白工作簿。", epilog=_TEMPLATE)
    load = actions.add_parser("load", help="载入工作簿", description="载入机关工作簿。", epilog=_LOAD)
    export = actions.add_parser("export", help="写出现有机关", description="把现有机关写成工作簿。", epilog=_EXPORT)
    listed = actions.add_parser("list", help="列出单位", description="列出单位。", epilog=_LIST)
    divisions = actions.add_parser(
        "divisions", help="载入区划", description="从公布的区划表（CSV）载入区划。", epilog=_DIVISIONS
    )
    for action in (template, load, export):
        action.add_argument("file", metavar="FILE", type=Path, help="工作簿（.xlsx）")
    divisions.add_argument("files", metavar="FILE", type=Path, nargs="+", help="区划表（.csv），一级一份或合在一起")
    for action in (load, divisions):
        action.add_argument("--dry-run", action="store_true", help="只看，不写入")
    for action in (load, divisions, listed):
        action.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    deeds = {"template": _template, "load": _load, "divisions": _divisions, "export": _export, "list": _list}
    return deeds[args.action](args)


def _template(args: argparse.Namespace) -> int:
    from sunlit.organs.workbook import write_book

    return _write(args.file, write_book())


def _export(args: argparse.Namespace) -> int:
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    return _write(args.file, queries.organs_workbook(Viewer.system("cli")))


def _write(file: Path, data: bytes) -> int:
    try:
        file.write_bytes(data)
    except OSError as error:
        print(f"写不了 {file}（{error.strerror}）。", file=sys.stderr)
        return 2
    print(f"已写出 {file}。", file=sys.stderr)
    return 0


def _load(args: argparse.Namespace) -> int:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands, queries
    from sunlit.organs.values import Viewer

    files = _read([args.file])
    if files is None:
        return 2
    seen = queries.preview_organs(Viewer.system("cli"), *files[0])
    return _finish(args, seen, lambda: commands.load_organs(*files[0], by=Actor.system("cli")))


def _divisions(args: argparse.Namespace) -> int:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands, queries
    from sunlit.organs.values import Viewer

    files = _read(args.files)
    if files is None:
        return 2
    seen = queries.preview_divisions(Viewer.system("cli"), files)
    return _finish(args, seen, lambda: commands.load_divisions(files, by=Actor.system("cli")))


def _read(files: list[Path]) -> list[tuple[str, bytes]] | None:
    out = []
    for file in files:
        try:
            out.append((file.name, file.read_bytes()))
        except OSError as error:
            print(f"读不了 {file}（{error.strerror}）。", file=sys.stderr)
            return None
    return out


def _finish(args: argparse.Namespace, seen: OrgansLoading, load: Callable[[], object]) -> int:
    """Load what was previewed, unless something is wrong or it was only to be looked at; tell what became of it."""
    from sunlit.ledger import Unchanged

    loaded = not args.dry_run and not seen.faults and not isinstance(load(), Unchanged)
    if args.json:
        print(json.dumps({**asdict(seen), "loaded": loaded}, ensure_ascii=False))
    else:
        _tell(seen, loaded=loaded)
    return 1 if seen.faults else 0


def _tell(seen: OrgansLoading, *, loaded: bool) -> None:
    for fault in seen.faults:
        where = "" if fault.sheet.endswith(".csv") else "表"
        print(f"“{fault.sheet}”{where}第 {fault.row} 行“{fault.column}”：{fault.reason}")
    if seen.faults:
        print(f"共 {len(seen.faults)} 处不对，什么也没有载入。")
        return
    for change in (*seen.of("new"), *seen.of("changed")):
        print(f"{_WHAT[change.what]}  {change.sheet}  {change.key}  {change.name}".rstrip())
        for header, before, after in change.headers:
            print(f"    {header}：{before or '（空）'} → {after or '（空）'}")
    counts = f"新增 {len(seen.of('new'))} 行、改动 {len(seen.of('changed'))} 行，共读 {seen.rows} 行"
    if absent := Counter(change.sheet for change in seen.of("absent")):
        told = "、".join(f"{sheet} {n} 行" for sheet, n in absent.items())
        print(f"现有而表中没有，保持不变：{told}。")
    print(f"{'已载入：' if loaded else '没有写入：'}{counts}。")


def _list(args: argparse.Namespace) -> int:
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    units = queries.units(Viewer.system("cli"))
    if args.json:
        told = [
            {
                "code": u.code, "name": u.name, "short": u.short, "former": list(u.former), "kind": u.kind.value,
                "nature": u.nature.value, "region": u.region.code, "superior": u.superior_name or None,
                "since": u.since and u.since.isoformat(), "until": u.until and u.until.isoformat(), "living": u.living,
            }
            for u in units
        ]  # fmt: skip
        print(json.dumps({"units": told}, ensure_ascii=False))
        return 0
    for unit in units:
        ended = "" if unit.living else "（已撤销）"
        print(f"{unit.code}  {unit.name}{ended}  {unit.kind.words}  {unit.region.name}")
    if not units:
        print("还没有单位：先用 ./sunlit organs template 机关.xlsx 写出空表，填好后 load。", file=sys.stderr)
    return 0
