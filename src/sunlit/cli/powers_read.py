"""`sunlit powers read`: published spreadsheets into items. No database, no Django."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from sunlit.catalogue.sheets import HeaderMapping
    from sunlit.catalogue.values import ListedItem, ReadLists

_EXAMPLE = """示例：
  ./sunlit powers read 市商务局权责清单.xlsx             在屏幕上列出读到了什么、什么没有读
  ./sunlit powers read 清单/ --csv > 事项.csv            一行一项（UTF-8，无 BOM）
  ./sunlit powers read 清单/ --json > 事项.json
  ./sunlit powers read 清单/ --report 未读.xlsx          标题行、未读的行及原因，写成工作簿
  ./sunlit powers read 清单.xlsx --map '办事名录=事项名称' --save-mapping 表头.json
  ./sunlit powers read 清单.xlsx --mapping 表头.json

文件按内容识别，不看扩展名：.xlsx、.xls、.et、CSV。文件夹里的文件（含下级文件夹）按名称的码位排序。
存为 {default} 的表头对应，以后不写 --mapping 也会沿用。

退出码：0 全部读完；1 有未读的行或被拒绝的文件；2 用法错误或没有这个文件。"""
#: More lines than that on a screen are not read by anybody.
_MOST_LINES = 60


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    import argparse

    from sunlit.catalogue.sheets.mapping import default_file

    parser = subparsers.add_parser(
        "read",
        help="把部门公布的权责清单读成数据（不用数据库）",
        description="把部门公布的权责清单（工作簿）读成一项一项的数据。按表头的意思读，不按列的位置；不装入数据库。",
        epilog=_EXAMPLE.format(default=default_file()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="工作簿或文件夹")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="在标准输出打印 CSV，一行一项")
    form.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")
    parser.add_argument("--report", metavar="FILE", help="写一份工作簿：未读的行及原因、标题行、说明")
    parser.add_argument("--with-personal", action="store_true", help="连同个人姓名、手机号码的列一起输出（默认略去）")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="表头=含义",
        help="指明一个表头的含义，可多次使用；含义写“事项名称”或 name，further 表示原样保留",
    )
    parser.add_argument("--mapping", metavar="FILE", help="沿用已保存的表头对应")
    parser.add_argument("--save-mapping", metavar="FILE", help="把本次用到的表头对应存为文件")


def run(args: argparse.Namespace) -> int:
    """Read, write what was asked for, and say what was not read."""
    from sunlit.catalogue.sheets import NoMapping, UnknownMeaning, read_files, render_csv, render_json
    from sunlit.catalogue.sheets.writing import told_remarks, told_unread

    paths = [Path(name) for name in args.files]
    if missing := [path for path in paths if not path.exists()]:
        return _misused(f"没有这个文件：{'、'.join(map(str, missing))}")
    if args.report and any(path.is_file() and _same(path, Path(args.report)) for path in paths):
        return _misused(f"--report 不能写到要读的文件上：{args.report}")
    try:
        mapping = _mapping(args.map, args.mapping)
        if args.save_mapping:
            _save(mapping, Path(args.save_mapping))
    except (NoMapping, UnknownMeaning, _Wrong) as wrong:
        return _misused(str(wrong))
    lists = read_files(paths, mapping=mapping, with_personal=args.with_personal, progress=_progress())
    if args.csv:
        _write(render_csv(lists))
    elif args.json:
        _write(render_json(lists) + "\n")
    else:
        _print(lists)
    if args.report and not _report(lists, Path(args.report)):
        return 2
    _say(list(told_remarks(lists)))
    _say(list(told_unread(lists)))
    return 1 if lists.unread else 0


class _Wrong(Exception):  # noqa: N818 - a sentence for a person
    """What was asked for cannot be done, in one sentence."""


def _misused(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _mapping(pairs: Sequence[str], file: str | None) -> HeaderMapping:
    from sunlit.catalogue.sheets import HeaderMapping

    kept = HeaderMapping.load(Path(file)) if file else HeaderMapping.kept()
    said = []
    for pair in pairs:
        header, mark, meaning = pair.rpartition("=")
        if not mark or not header.strip() or not meaning.strip():
            raise _Wrong(f"--map 要写成“表头=含义”，不是“{pair}”。")
        said.append((header, meaning))
    return kept.with_(HeaderMapping.of(said))


def _save(mapping: HeaderMapping, file: Path) -> None:
    from sunlit.catalogue.sheets import HeaderMapping

    if file.exists():
        HeaderMapping.load(file)  # what is no mapping is not written over
    try:
        mapping.save(file)
    except OSError as error:
        raise _Wrong(f"表头对应存不到 {file}（{error.strerror}）。") from error
    print(f"表头对应已存为 {file}", file=sys.stderr)


def _report(lists: ReadLists, file: Path) -> bool:
    from sunlit.catalogue.sheets import write_report

    try:
        with file.open("wb") as out:
            write_report(lists, out)
    except OSError as error:
        print(f"报告写不到 {file}（{error.strerror}）。", file=sys.stderr)
        return False
    print(f"未读的行和标题行已写入 {file}", file=sys.stderr)
    return True


def _write(text: str) -> None:
    """UTF-8 and nothing else, whatever the terminal or the locale think."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _say(lines: list[str]) -> None:
    for line in lines[:_MOST_LINES]:
        print(line, file=sys.stderr)
    if len(lines) > _MOST_LINES:
        print(f"……还有 {len(lines) - _MOST_LINES} 条，全部见 --report 的工作簿。", file=sys.stderr)


def _print(lists: ReadLists) -> None:
    """What was read, sheet by sheet, files in the order they were read."""
    sheets: dict[str, dict[str, list[ListedItem]]] = {}
    for item in lists.items:
        sheets.setdefault(item.file, {}).setdefault(item.sheet, []).append(item)
    others = [(h.file, h.sheet) for h in lists.headings] + [(u.file, u.sheet) for u in lists.unread]
    for file, sheet in others:
        sheets.setdefault(file, {}).setdefault(sheet, [])
    unread = Counter((entry.file, entry.sheet) for entry in lists.unread)
    for file, held in sheets.items():
        print(file)
        for sheet, items in held.items():
            print(f"  {sheet}{'：' if sheet else ''}{_told(items, unread[file, sheet])}")
    print(f"共 {len(sheets)} 个文件，{len(lists.items)} 项，未读 {len(lists.unread)} 处。")


def _told(items: list[ListedItem], unread: int) -> str:
    words = ["没有事项"]
    if items:
        types = "、".join(f"{kind or '类型空白'} {n}" for kind, n in Counter(item.type for item in items).most_common())
        words = [f"{len(items)} 项（{types}），引用依据 {sum(len(item.citations) for item in items)} 处"]
    return "；".join(words + ([f"未读 {unread} 处"] if unread else []))


def _progress() -> Callable[[int, int], None] | None:
    """A line on a terminal that follows the work; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def say(done: int, total: int) -> None:
        print(f"\r读取 {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return say
