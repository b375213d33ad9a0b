"""`sunlit stocktake form`: 行政职权目录登记表 of a stocktake, a unit or an office."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sunlit.organs.values import Viewer

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit stocktake form 登记表.docx                                     最近一次清理的全部单位，Word
  ./sunlit stocktake form 登记表.xlsx --unit 示范市集市管理局               一个单位，Excel
  ./sunlit stocktake form 登记表.docx --unit 示范市集市管理局 --office 摊位科 --signed
  ./sunlit stocktake form 式样.docx --blank                               空白式样：改好版面放进数据目录的 forms，
                                                                        名为 registration.docx

默认照登记现状填写；--signed 照处室负责人签认时冻结的清单填写。不公开项目不在表里。

退出码：0 已写出；1 没有登记的职权，或者本市的式样填不进去，什么也没有写；
        2 用法错误、没有这次清理、这个单位或者处室，或者写不了这个文件。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "form",
        help="填写行政职权目录登记表",
        description="把一次清理里登记的职权填进行政职权目录登记表（Word 或者 Excel）。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="写到哪里，扩展名 .docx 或者 .xlsx")
    parser.add_argument("--stocktake", metavar="NAME", help="哪一次清理的名称，默认最近一次")
    parser.add_argument("--unit", metavar="NAME", help="只写这个单位的：名称、简称、曾用名或代码")
    parser.add_argument("--office", metavar="NAME", help="只写这个处室的，与 --unit 一起用")
    parser.add_argument("--signed", action="store_true", help="照签认时的清单，不照现状")
    parser.add_argument("--blank", action="store_true", help="写出空白式样，供改版面")
    parser.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from sunlit.cli.powers_template import write
    from sunlit.organs.values import Viewer
    from sunlit.review.exports import BLANK, MEDIA_TYPES
    from sunlit.stocktake import exports, queries

    ending = args.file.suffix.lower().lstrip(".")
    if ending not in MEDIA_TYPES or (args.office and not args.unit):
        ours = ending in MEDIA_TYPES
        wrong = "--office 须与 --unit 一起用" if ours else f"{args.file.name} 的扩展名须是 .docx 或者 .xlsx"
        print(f"{wrong}。", file=sys.stderr)
        return 2
    if args.blank:
        return write(args.file, BLANK[ending](exports.FORM_ONE))
    me = Viewer.system("cli")
    of, lacking = _of(me, args)
    if lacking:
        print(lacking, file=sys.stderr)
        return 2
    seen = queries.form_one(me, signed=args.signed, **of)
    if not seen.rows:
        print("没有签认的职权，什么也没有写。" if args.signed else "没有登记的职权，什么也没有写。", file=sys.stderr)
        return 1
    done = write(args.file, queries.printed_form_one(seen, ending))
    if not done and args.json:
        told = {"file": str(args.file), "stocktake": seen.heads["专项工作"], "unit": seen.heads["单位"],
                "office": seen.heads["科室"] or None, "signed": args.signed, "items": len(seen.rows)}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
    elif not done:
        print(f"共 {len(seen.rows)} 项。", file=sys.stderr)
    return done


def _of(me: Viewer, args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """Of what the form is made, or which of what was named there is not."""
    from sunlit.organs import queries as organs
    from sunlit.stocktake import queries

    held = queries.stocktakes(me)
    row = next((one for one in held if args.stocktake in (None, one.name)), None)
    if row is None:
        return {}, f"没有叫“{args.stocktake}”的清理。" if args.stocktake else "还没有开展过清理。"
    if not args.unit:
        return {"stocktake": row.id}, ""
    unit = organs.unit_called(me, args.unit)
    lists = queries.lists_of(me, row.id, unit.id) if unit is not None else None
    if lists is None:
        return {}, f"没有叫“{args.unit}”的单位参加这次清理，或者不止一个：用 ./sunlit organs list 查看单位的代码。"
    whole, offices = lists
    if not args.office:
        return {"unit_list": whole}, ""
    key = offices.get(args.office)
    return ({"office_list": key}, "") if key else ({}, f"没有叫“{args.office}”的处室，可以是：{'、'.join(offices)}。")
