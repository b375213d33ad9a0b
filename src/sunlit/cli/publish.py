"""`sunlit publish`: units' powers to the noticeboard; the whole portal as a folder of files."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.organs.values import UnitSeen

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit publish 市水务局 市文化和旅游局     公布这些单位已备案、面向社会而尚未公布的职权
  ./sunlit publish --all                     公布所有单位的
  ./sunlit publish --static /srv/zhiquan     把整个门户写成静态文件，放到任何网站的任何路径下都能用
  ./sunlit publish --static site --lang both --base https://www.example.gov.cn/zhiquan/

静态目录先写在旁边，写完才整个换上；同样的内容写出同样的字节。不是空目录、也不是以前发布的，不会覆盖。

退出码：0 已办；1 没有这个单位、不能发布；2 用法错误，或者目录不能用。"""
_LANGUAGES = {"zh": ("zh-hans",), "en": ("en",), "both": ("zh-hans", "en")}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "publish",
        help="公布",
        description="公布单位的职权；或者把已公布的整个目录写成静态网页。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("units", nargs="*", metavar="UNIT", help="单位的名称、简称或代码")
    parser.add_argument("--all", action="store_true", help="所有单位")
    parser.add_argument("--static", metavar="DIR", type=Path, help="把整个门户写成静态文件，放进这个目录")
    parser.add_argument("--base", metavar="URL", default="", help="静态目录将来的网址；给了才写站点地图和固定网址")
    parser.add_argument("--lang", choices=sorted(_LANGUAGES), default="zh", help="静态网页的语言，默认 zh")
    parser.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Publish, one way or the other."""
    if wrong := _misuse(args):
        print(wrong, file=sys.stderr)
        return 2
    return _static(args) if args.static else _units(args)


def _misuse(args: argparse.Namespace) -> str:
    ways = (bool(args.units), args.all, args.static is not None)
    if sum(ways) != 1:
        return "请指定单位、--all 或者 --static DIR 三者之一，如：./sunlit publish --static site"
    if not args.static and (args.base or args.lang != "zh"):
        return "--base 和 --lang 只与 --static 一起用。"
    if args.base and not re.fullmatch(r"https?://[^/\s\"<>]+/(?:[^\s\"<>?#]*/)?", args.base):
        return "--base 须是以 / 结尾的完整网址，如：https://www.example.gov.cn/zhiquan/"
    return ""


def _units(args: argparse.Namespace) -> int:
    from sunlit.catalogue import commands
    from sunlit.kernel.actor import Actor
    from sunlit.ledger import Unchanged
    from sunlit.organs import queries
    from sunlit.organs.values import Viewer

    eyes = Viewer.system("cli")
    if args.all:
        units = list(queries.units(eyes))
    else:
        found = [(name, queries.unit_called(eyes, name)) for name in args.units]
        if missing := [name for name, unit in found if unit is None]:
            which = "、".join(missing)
            print(f"没有这样的单位，或者不止一个：{which}。全部单位见：./sunlit organs list", file=sys.stderr)
            return 1
        units = [unit for _, unit in found if unit is not None]
    told: list[tuple[UnitSeen, int]] = []
    for unit in units:
        done = commands.publish_unit(unit.id, by=Actor.system("cli"))
        told.append((unit, 0 if isinstance(done, Unchanged) else done))
    total = sum(n for _, n in told)
    if args.json:
        rows = [{"unit": str(u.id), "code": u.code, "name": u.name, "published": n} for u, n in told]
        print(json.dumps({"units": rows, "published": total}, ensure_ascii=False))
        return 0
    for unit, n in told:
        if n or not args.all:
            print(f"{unit.name}：{f'公布 {n} 项' if n else '没有等待公布的职权'}")
    print(f"共公布 {total} 项，由后台进程送到公示栏。" if total else "没有等待公布的职权。")
    return 0


def _static(args: argparse.Namespace) -> int:
    from sunlit.catalogue import queries
    from sunlit.organs.values import Viewer
    from sunlit.portal.freezing import Changed, Foreign, Unfrozen, freeze
    from sunlit.publication.reactions import make_all_files

    if waiting := queries.powers(Viewer.system("cli"), state="waiting").total:
        print(f"还有 {waiting} 项决定公布的职权没有送到公示栏（请让后台进程先办完），不在其中。", file=sys.stderr)
    say = _progress()
    make_all_files()
    try:
        done = freeze(args.static, languages=_LANGUAGES[args.lang], base=args.base, progress=say)
    except Foreign as foreign:
        print(foreign, file=sys.stderr)
        return 2
    except (Changed, Unfrozen) as why:
        print(why, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"写不了 {args.static}（{error.strerror}）。请换一个目录，或者给上级目录写的权限。", file=sys.stderr)
        return 2
    for address in done.dead:
        print(f"页面里有链接指向静态目录里没有的页面，已去掉：{address}", file=sys.stderr)
    if args.json:
        print(json.dumps({"folder": str(args.static), **asdict(done)}, ensure_ascii=False))
        return 0
    how = "已写入" if done.changed else "与上次相同"
    print(f"{how}：{args.static}，{done.files} 个文件，{done.size:,} 字节，内容截至 {done.as_of}。")
    return 0


def _progress() -> Callable[[int, int], None]:
    """Tells how far it is, on a terminal in one line, else every tenth."""
    shown = -1
    terminal: Any = sys.stderr.isatty()

    def say(done: int, total: int) -> None:
        nonlocal shown
        share = done * (100 if terminal else 10) // max(total, 1)
        if share != shown:
            shown = share
            end = "" if terminal and done < total else "\n"
            print(f"{chr(13) if terminal else ''}正在生成页面 {done}/{total}", end=end, file=sys.stderr, flush=True)

    return say
