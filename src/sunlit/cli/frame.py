"""The command line: finds the verb, loads only what that verb needs, and turns what went wrong into one sentence.

Exit codes: 0 done; 1 refused, unread or found; 2 wrong use, no such file, or a machine that is not ready; 3 a fault of
the program; 130 interrupted; 141 nobody reads on.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sunlit.cli.words import Parser


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be asked for: its words, the module beside this one that does it, and its meaning in a line."""

    words: tuple[str, ...]
    module: str
    meaning: str


VERBS = (
    Verb(("demo",), "demo", "演示：用虚构的示范市启动网站，打印地址和账户"),
    Verb(("init",), "init", "建站：从空白到就绪；问答、答案文件或浏览器向导"),
    Verb(("laws",), "laws", "法规库：装入、查看、检索法规"),
    Verb(("powers", "read"), "powers_read", "把部门公布的权责清单读成数据（不用数据库）"),
    Verb(("powers", "check"), "powers_check", "对照法规库核查权责清单：依据是否准确、名称是否规范"),
    Verb(("powers", "load"), "powers_load", "把权责清单导入职权目录：预览、导入、备案、公布"),
    Verb(("powers", "undo"), "powers_undo", "撤销一次导入（备案、编辑之前）"),
    Verb(("powers", "gaps"), "powers_gaps", "逐条查阅法规有无遗漏：授予一个单位而目录里没有的职权"),
    Verb(("powers", "template"), "powers_template", "写出空白的权责清单填报表"),
    Verb(("powers", "export"), "powers_export", "把在案的职权写成填报表，改过可以再导入"),
    Verb(("stocktake", "form"), "stocktake_form", "填写行政职权目录登记表：一次清理的、一个单位的、一个处室的"),
    Verb(("withheld", "form"), "withheld_form", "填写涉密的不公开项目目录登记表，仅限机关内部"),
    Verb(("flow", "check"), "flow_check", "检查流程文件能否导入：完全一致、有说明、不能导入"),
    Verb(("flow", "draw"), "flow_draw", "画出流程图：SVG 或 PDF，完整的或公众版"),
    Verb(("flow", "convert"), "flow_convert", "把流程在 BPMN、流程表、JSON 之间转换"),
    Verb(("flow", "template"), "flow_template", "下载流程表模板，或类别流程"),
    Verb(("flow", "diff"), "flow_diff", "比较两个流程，不论各是哪种文件"),
    Verb(("publish",), "publish", "公布单位的职权；把整个目录写成静态网页"),
    Verb(("ledger",), "ledger", "台账：核验、查看系统里发生过的事"),
    Verb(("account",), "account", "账户：开户、重置口令、停用"),
    Verb(("organs",), "organs", "机关：用一本工作簿建立和更新单位、岗位、人员、三定方案"),
    Verb(("workdays",), "workdays", "工作日历：装入放假通知，数工作日"),
    Verb(("worker",), "worker", "后台进程：处理排队的事（正式部署时与网站一起运行）"),
    Verb(("backup",), "backup", "备份：两个数据库和附件，运行中也能备；核验备份"),
    Verb(("restore",), "restore", "恢复：把备份放回空的数据目录"),
    Verb(("spill",), "spill", "泄密处置：安全、审计管理员共同清除不该进入系统的内容"),
    Verb(("doctor",), "doctor", "体检：设置、数据库、磁盘、台账是否都好"),
    Verb(("test",), "test", "运行测试；--all 加上浏览器、故障和 PostgreSQL"),
    Verb(("bench",), "bench", "测速，并与下限对比"),
)
#: What the words say that stand above several verbs.
_GROUPS = {
    "powers": "权责清单：读取、核查、导入",
    "stocktake": "清理：登记表",
    "withheld": "不公开项目：登记表",
    "flow": "流程：模板、检查、画图、转换、比较",
}


class VerbModule(Protocol):
    """What a verb's module offers; one that needs the database also has `NEEDS_DATABASE = True`."""

    def add_parser(self, subparsers: argparse._SubParsersAction[argparse.ArgumentParser], /) -> None:
        """Add the verb's parser."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Do it; returns the exit code."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; returns the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    try:
        code = _do(words)
        sys.stdout.flush()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: the last flush must not fail
        return 141
    except KeyboardInterrupt:
        return 130
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last place where it can become a sentence
        return _say_what_failed(error)
    return code


def _do(words: Sequence[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if words[0] == "--version":
        from sunlit import __version__

        print(f"sunlit {__version__}")
        return 0
    verbs = [verb for verb in VERBS if verb.words[0] == words[0]]
    if not verbs:
        print(_unknown(words[0]), file=sys.stderr)
        return 2
    if len(words) > 1:  # of several verbs under one word, only the one that is meant is loaded
        verbs = [verb for verb in verbs if verb.words[1:] == (words[1],)] or verbs
    parser = parser_of(verbs)
    args, rest = parser.parse_known_args(words)
    args.rest = rest
    module: VerbModule = args.verb
    if rest and not getattr(module, "PASSES_ON", False):
        parser.error(f"不认识的参数：{' '.join(rest)}")
    if getattr(module, "NEEDS_DATABASE", False):
        from sunlit.site import database
        from sunlit.site.env import current
        from sunlit.site.outward import Misconfigured

        if current().portal:
            message = "这个命令要用内网数据库，门户进程不连它：请在内网一侧运行（SUNLIT_PROCESS=inner）。"
            raise Misconfigured(message)
        database.ready()
    return module.run(args)


def parser_of(verbs: Sequence[Verb]) -> Parser:
    """The parser that knows these verbs, the module of the one chosen under `verb`."""
    from sunlit.cli.words import Parser

    root = Parser(prog="./sunlit")
    top: Any = root.add_subparsers(metavar="命令", required=True)
    groups: dict[str, Any] = {}
    for verb in verbs:
        module = cast("VerbModule", importlib.import_module(f"sunlit.cli.{verb.module}"))
        name = verb.words[0]
        where = top
        if len(verb.words) > 1:
            if name not in groups:
                group = top.add_parser(name, help=_GROUPS[name], description=_GROUPS[name])
                groups[name] = group.add_subparsers(metavar="动作", required=True, title="动作")
            where = groups[name]
        module.add_parser(where)
        where.choices[verb.words[-1]].set_defaults(verb=module)
    return root


def overview() -> str:
    """What there is, in a screen."""
    lines = ["阳光职权 Sunlit：依法确权、编制职权目录、公开透明运行。", "", "用法：./sunlit 命令 [参数……]", ""]
    lines += [f"  {' '.join(verb.words):<16}{verb.meaning}" for verb in VERBS]
    lines += [
        "",
        "先试这一个：./sunlit demo",
        "每个命令的说明和例子：./sunlit 命令 --help；文档在 docs/。",
    ]
    return "\n".join(lines)


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, {verb.words[0] for verb in VERBS}, n=1)
    hint = f"，是不是“{near[0]}”" if near else ""
    return f"没有“{word}”这个命令{hint}？全部命令见：./sunlit --help"


def _say_what_failed(error: Exception) -> int:
    """A sentence for what was not foreseen; the traceback only for who asks for it by SUNLIT_DEBUG=1."""
    if os.environ.get("SUNLIT_DEBUG", "") not in ("", "0"):
        import traceback

        traceback.print_exception(error)
        return 3
    from sunlit.site.database import remedy

    if known := remedy(error):
        print(known, file=sys.stderr)
        return 2
    reason = " ".join(str(error).split())
    print(
        f"程序出错，没有办完（{type(error).__name__}{f'：{reason}' if reason else ''}）。"
        "请设 SUNLIT_DEBUG=1 再运行一次，把输出交给维护人员。",
        file=sys.stderr,
    )
    return 3
