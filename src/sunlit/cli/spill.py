"""`sunlit spill`: take out for good what should never have come in, by two administrators together."""

from __future__ import annotations

import getpass
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from sunlit.kernel.actor import Actor
    from sunlit.publication.commands import Purged

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit spill purge power:0190…          一项职权连同子项：只留下没有文字的占位记录
  ./sunlit spill purge lists:0190…          一次送检：文件、读出的内容、问题
  ./sunlit spill purge loading:0190…        一次导入：文件和每一行
  ./sunlit spill purge law:0190…            一部法规的全部版本
  ./sunlit spill purge report:0190…         市民反映的一件事；missing-words: 是市民搜过的一个说法
  ./sunlit spill purge file:9f86d0…         一个文件（SHA-256），无论在哪里交来

编号见工作台该页的网址，或 ./sunlit ledger show。须安全管理员和审计管理员同时在场，依次输入用户名、口令和动态码；
不在终端上时从标准输入读取六行。口令和动态码不写在命令行上。中途停下可以再运行一次。
退出码：0 已清除（或早已清除）；1 拒绝，或磁盘上还没有清干净；2 用法不对。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "spill", help="泄密处置", description="泄密处置：不该进入本系统的内容，从各处清除。", epilog=_EXAMPLE
    )
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="动作", title="动作")
    purge = deeds.add_parser(
        "purge",
        help="清除",
        description="从数据库、附件、索引、公示栏和导出文件中清除一项内容，指出哪些备份还有它；台账只记一笔，不含内容。",
        epilog=_EXAMPLE,
    )
    named = "power:、lists:、loading:、law:、report:、missing-words: 加编号，或 file: 加 SHA-256"
    purge.add_argument("spill", metavar="SUBJECT", help=named)
    purge.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Ask for both, purge, clean the disk, tell."""
    from sunlit.desk.accounts import end_sessions
    from sunlit.publication.commands import PurgedBefore, purge, scrub
    from sunlit.publication.rules.spills import spill_named

    spill_named(args.spill)
    security = _who("安全管理员")
    audit = _who("审计管理员") if security else None
    if security is None or audit is None:
        print("用户名、口令或者动态码不对，没有清除任何内容。", file=sys.stderr)
        return 1
    done = purge(args.spill, witness=audit, by=security)
    purged = done.purged if isinstance(done, PurgedBefore) else done
    end_sessions()
    whole = scrub().whole
    _tell(_told(purged) | {"scrubbed": whole}, as_json=args.json)
    if not whole:
        print("还有进程在读旧的内容，磁盘上没有清干净：后台会再清；或者停下其他进程，再运行一次。", file=sys.stderr)
    return 0 if whole else 1


def _who(role: str) -> Actor | None:
    """Who is there, proved by password and one-time code; None where anything of it is wrong."""
    from sunlit.desk.accounts import proved
    from sunlit.kernel.actor import Actor

    if sys.stdin.isatty():
        print(f"{role}用户名：", end="", file=sys.stderr, flush=True)
        name = sys.stdin.readline()
        password, code = getpass.getpass(f"{role}口令："), getpass.getpass(f"{role}动态码：")
    else:
        name, password, code = (sys.stdin.readline().rstrip("\n") for _ in range(3))
    account = proved(name, password, code)
    return Actor.account(account) if account else None


def _told(purged: Purged) -> dict[str, Any]:
    from sunlit.kernel import clock
    from sunlit.site.backup import register
    from sunlit.site.env import current

    backups = register.since(current(), purged.since) if purged.since else ()
    return {
        "spill": purged.spill, "rows": purged.rows, "files": purged.files, "records": purged.records,
        "since": purged.since.astimezone(clock.BEIJING).isoformat(timespec="seconds") if purged.since else None,
        "backups": [
            {
                "folder": str(one.folder), "taken_at": one.taken_at.astimezone(clock.BEIJING).isoformat(),
                "there": one.there,
            }
            for one in backups
        ],
        "beside": list(purged.beside),
    }  # fmt: skip


def _tell(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    if not (told["rows"] or told["files"] or told["records"]):
        print(f"{told['spill']} 早已清除，没有留下什么；磁盘又清了一遍。")
    else:
        print(
            f"已清除 {told['spill']}：数据库 {told['rows']} 行，附件 {told['files']} 个，"
            f"公示栏记录 {told['records']} 条。"
            "所有人已退出登录；供下载的文件由后台重新制作。"
        )
    for one in told["backups"]:
        there = "" if one["there"] else "（已不在原处，请追查去向）"
        print(f"备份还有它：{one['folder']}，{one['taken_at']}{there}")
    if told["backups"]:
        print("请销毁这些备份，另做一份新的。")
    for name in told["beside"]:
        print(f"请核对是否也含有它：{name}")
    print("另请核查：静态网站、已下载的文件、数据库的日志归档和副本。")
