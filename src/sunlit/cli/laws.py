"""`sunlit laws`: take laws into the library, show one, find words in them, list the powers they confer."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel.actor import Actor
from sunlit.law.rules import PowerType
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sunlit.law.intake import LoadingSeen
    from sunlit.law.queries import Meant

NEEDS_DATABASE = True

#: What laws come in. In a folder other files are left alone and named.
_LAWLIKE = frozenset({".md", ".markdown", ".txt", ".text", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf"})
_TYPES = tuple(kind.value for kind in PowerType)
_VIEWER, _ACTOR = Viewer.system("cli"), Actor.system("cli")

_LOAD = """按内容读取 Markdown、纯文本和 Word（.docx）的法律、法规、规章、规范性文件。
文件夹连同其下各级一并读取，按名称的码位顺序；其中不是文书的文件（表格、图片等）不读，会列出来。
每个文件要么完整入库，要么拒绝并说明原因和办法，不影响其他文件。再装一次不会有任何变化。
同一版本的另一份文件：文字相同则不变；各有一部分条文则合为一体；文字不同则拒绝，核实后可加 --replace。"""
_EXAMPLES = {
    "load": """示例：
  ./sunlit laws load 法规/                装入一个文件夹
  ./sunlit laws load 夜市条例.docx --json
  ./sunlit laws load 夜市条例.md --replace  以此文件的文字为准

退出码：0 都已在库；1 有文件被拒绝；2 用法错误或没有这个文件。""",
    "show": """示例：
  ./sunlit laws show 行政许可法              全文
  ./sunlit laws show 《行政许可法》 第十二条第一项
  ./sunlit laws show 行政许可法 12 --on 2010-01-01

退出码：0 找到；1 库内没有这部法规、这一条，或标题不止一部。""",
    "search": """示例：
  ./sunlit laws search 听证
  ./sunlit laws search 行政许可法 听证      同时含有各词；法规名称也算

退出码：0 找到；1 没有找到。""",
    "powers": """示例：
  ./sunlit laws powers                       库内全部现行有效的法规
  ./sunlit laws powers 水污染防治法 消防法
  ./sunlit laws powers 行政许可法 --type licensing --json --numbers

退出码：0 已列出；1 库内没有所列法规，或标题不止一部。""",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("laws", help="法规库：装入、查看、检索", description="装入、查看、检索法规。")
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True, title="动作")

    load = actions.add_parser("load", help="装入法规文件", description=_LOAD, epilog=_EXAMPLES["load"])
    load.add_argument("paths", nargs="+", metavar="PATH", help="法规文件或文件夹")
    load.add_argument("--replace", action="store_true", help="与库内同一版本文字不同时，以本次文件为准")
    load.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")

    show = actions.add_parser(
        "show",
        help="查看一部法规或其中一条",
        description="查看一部法规或其中一条：所用版本、当日是否有效、库内全部版本。",
        epilog=_EXAMPLES["show"],
    )
    show.add_argument("title", metavar="TITLE", help="全称或简称，书名号可有可无")
    show.add_argument("article", metavar="ARTICLE", nargs="?", help="条号：63、第六十三条、第12条之一，可带款、项、目")
    show.add_argument("--on", type=_day, metavar="DATE", help="以哪一天为准（YYYY-MM-DD），默认今天")
    show.add_argument("--issuer", metavar="NAME", default="", help="同名法规有几部时，制定机关名称所含的字")
    show.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")

    search = actions.add_parser(
        "search",
        help="检索法规名称和条文",
        description="检索法规名称和条文：含有各词的全部列出，名称在前，现行有效的在前。",
        epilog=_EXAMPLES["search"],
    )
    search.add_argument("words", nargs="+", metavar="WORD", help="要找的词，几个词须同时具备")
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="最多列出几部法规，默认 10")
    search.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")

    powers = actions.add_parser(
        "powers",
        help="列出设定职权的条款",
        description="逐条列出设定职权的条款：哪一条、什么职权、由谁行使、对什么行为或事项、可以怎样处理。",
        epilog=_EXAMPLES["powers"],
    )
    powers.add_argument("titles", nargs="*", metavar="TITLE", help="全称或简称；不写则是全部现行有效的法规")
    powers.add_argument("--type", choices=_TYPES, metavar="TYPE", help=f"只列这一类：{'、'.join(_TYPES)}")
    powers.add_argument("--on", type=_day, metavar="DATE", help="以哪一天为准（YYYY-MM-DD），默认今天")
    powers.add_argument("--issuer", metavar="NAME", default="", help="同名法规有几部时，制定机关名称所含的字")
    powers.add_argument("--json", action="store_true", help="在标准输出打印一份 JSON")
    powers.add_argument("--numbers", action="store_true", help="JSON 里加上款次和金额、倍数、期限、听证标准及其位置")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    return {"load": _load, "show": _show, "search": _search, "powers": _powers}[args.action](args)


# --- load ----------------------------------------------------------------------------------------------------------


def _load(args: argparse.Namespace) -> int:
    from sunlit.cli import folders, laws_printed
    from sunlit.law.commands import load_laws

    files: list[tuple[str, bytes]] = []
    unread: list[tuple[str, str]] = []
    if wrong := folders.missing(args.paths):
        print(wrong, file=sys.stderr)
        return 2
    for path in folders.files_of(args.paths, _LAWLIKE, "文书"):
        try:
            files.append((folders.shown(path), path.read_bytes()))
        except OSError as error:
            unread.append((folders.shown(path), f"无法读取（{error.strerror}）：请检查文件权限。"))
    seen = load_laws(files, replacing=args.replace, by=_ACTOR, progress=_progress())
    print(json.dumps(_as_json(seen, len(unread)), ensure_ascii=False) if args.json else laws_printed.loading(seen))
    for name, reason in [*unread, *((f.name, f.reason) for f in seen.refused)]:
        print(f"没有装入：{name}：{reason}", file=sys.stderr)
    return 1 if unread or seen.refused else 0


def _as_json(seen: LoadingSeen, unread: int) -> dict[str, object]:
    return {
        "files": len(seen.files) + unread,
        "instruments": seen.instruments,
        "versions": seen.versions,
        "provisions": dict(seen.provisions),
        "added": {"instruments": seen.added_instruments, "versions": seen.added_versions},
        "warnings": [{"file": f.name, "kind": w.kind, "detail": w.detail} for f in seen.files for w in f.warnings],
    }


def _progress() -> Callable[[int, int], None] | None:
    """A line on a terminal that follows the work; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def say(done: int, total: int) -> None:
        end = "，入库……\n" if done == total else ""
        print(f"\r读取 {done}/{total}", end=end, file=sys.stderr, flush=True)

    return say


# --- show ----------------------------------------------------------------------------------------------------------


def _show(args: argparse.Namespace) -> int:
    from sunlit.cli import laws_printed
    from sunlit.kernel import clock
    from sunlit.law import queries
    from sunlit.law.texts import text_at

    on = args.on or clock.today()
    meant = queries.meant_by(_VIEWER, args.title, issuer=args.issuer, on=on)
    if len(meant.laws) != 1:
        print(_which(args.title, meant), file=sys.stderr)
        return 1
    read = queries.law_text(_VIEWER, meant.laws[0].id, on=on)
    assert read, "the law was just found"
    if args.article is None:
        print(json.dumps(laws_printed.whole_as_json(read, on), ensure_ascii=False) if args.json
              else laws_printed.whole(read, on))  # fmt: skip
        return 0
    place = queries.place_of(args.article)
    if place is None:
        print(f"看不懂条号“{args.article}”：请写作 63、第六十三条或第六十三条第一款第（二）项。", file=sys.stderr)
        return 1
    articles = queries.articles_of(_VIEWER, read.version.id)
    whole = articles.get(place.of_article)
    text = text_at(whole, place) if whole is not None else None
    if text is None:
        print(laws_printed.missing(read, place, whole=whole), file=sys.stderr)
        return 1
    print(json.dumps(laws_printed.article_as_json(read, place, text, on), ensure_ascii=False) if args.json
          else laws_printed.article(read, place, text, on))  # fmt: skip
    return 0


def _which(title: str, meant: Meant) -> str:
    if meant.laws:
        lines = [f"  《{law.title}》　{law.issuer or '制定机关不明'}" for law in meant.laws]
        return "\n".join([f"“{title}”不止一部，请写全称，或用 --issuer 指明制定机关：", *lines])
    if meant.nearest:
        return "\n".join([f"库内没有“{title}”，相近的有：", *(f"  《{name}》" for name in meant.nearest)])
    return f"库内没有“{title}”。装入法规用：./sunlit laws load 文件夹"


# --- search --------------------------------------------------------------------------------------------------------


def _search(args: argparse.Namespace) -> int:
    from sunlit.cli import laws_printed
    from sunlit.law import queries

    found = queries.search(_VIEWER, " ".join(args.words), per_page=args.limit)
    print(json.dumps(laws_printed.found_as_json(found), ensure_ascii=False) if args.json
          else laws_printed.found(found, colour=sys.stdout.isatty()))  # fmt: skip
    return 0 if found.laws else 1


# --- powers --------------------------------------------------------------------------------------------------------


def _powers(args: argparse.Namespace) -> int:
    from sunlit.cli import laws_conferring
    from sunlit.kernel import clock
    from sunlit.law import queries

    on = args.on or clock.today()
    found = []
    for title in args.titles:
        meant = queries.meant_by(_VIEWER, title, issuer=args.issuer, on=on)
        if len(meant.laws) != 1:
            print(_which(title, meant), file=sys.stderr)
            return 1
        found.append(meant.laws[0].id)
    read = laws_conferring.only(queries.conferring(_VIEWER, found if args.titles else None, on=on), args.type)
    print(json.dumps(laws_conferring.as_json(read, numbers=args.numbers), ensure_ascii=False) if args.json
          else laws_conferring.printed(read))  # fmt: skip
    return 0


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ValueError(text)
    return int(text)
