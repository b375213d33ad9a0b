"""`sunlit account`: who may sign in, from the operator's own machine."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit account add zhang --name 张法制 --administrator
  ./sunlit account list
  ./sunlit account reset zhang      新口令，并重新绑定动态码（手机丢失时用）
  ./sunlit account close zhang      停用；重置即恢复"""
_ACTIONS = (
    ("add", "开户，打印一次性显示的口令", "./sunlit account add zhang --name 张法制"),
    ("reset", "重置口令和动态码，打印新口令", "./sunlit account reset zhang"),
    ("close", "停用账户", "./sunlit account close zhang"),
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "account", help="账户", description="账户：开户、重置、停用、列出。", epilog=_EXAMPLE
    )
    actions = parser.add_subparsers(metavar="动作", required=True, title="动作", dest="action")
    for name, meaning, example in _ACTIONS:
        action = actions.add_parser(name, help=meaning, description=f"{meaning}。", epilog=f"示例：\n  {example}")
        action.add_argument("username", metavar="USER", help="用户名")
        if name == "add":
            action.add_argument("--name", default="", metavar="NAME", help="显示的姓名")
            action.add_argument("--administrator", action="store_true", help="管理员：可以办理目前的全部事项")
    actions.add_parser("list", help="列出", description="列出全部账户。", epilog="示例：\n  ./sunlit account list")


def run(args: argparse.Namespace) -> int:
    """Do it; a refusal is told by the frame."""
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands, queries
    from sunlit.organs.values import Viewer

    me = Actor.system("cli")
    if args.action == "list":
        for account in queries.accounts(Viewer.system("cli")):
            marks = [m for m, told in (("管理员", account.administrator), ("已停用", not account.active)) if told]
            print("  ".join(filter(None, [account.username, account.display_name, "、".join(marks)])))
        return 0
    if args.action == "close":
        commands.close_account(args.username, by=me)
        print(f"账户 {args.username} 已停用。")
        return 0
    password = secrets.token_urlsafe(12)
    if args.action == "add":
        commands.open_account(
            args.username, password=password, display_name=args.name, administrator=args.administrator, by=me
        )
    else:
        commands.reset_account(args.username, password=password, by=me)
    print(f"用户名 {args.username}  口令 {password}")
    print("口令只显示这一次；首次登录时按提示绑定动态码。")
    return 0
