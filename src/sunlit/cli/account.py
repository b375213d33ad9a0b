"""`sunlit account`: who may sign in, from the operator's own machine."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit account add zhang --name 张法制
  ./sunlit account link zhang 1011  关联人员编号，按其岗位办事
  ./sunlit account add root --administers system
  ./sunlit account list
  ./sunlit account reset zhang      新口令，并重新绑定动态码（手机丢失时用）
  ./sunlit account close zhang      停用；重置即恢复"""
_ACTIONS = (
    ("add", "开户，打印一次性显示的口令", "./sunlit account add zhang --name 张法制"),
    ("link", "关联责任人：此后按其岗位办事", "./sunlit account link zhang 1011"),
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
            action.add_argument(
                "--administers",
                choices=["system", "security", "audit"],
                help="管理员：system 系统、security 安全、audit 审计，三员分立，不办理业务",
            )
        if name == "link":
            action.add_argument("number", metavar="NUMBER", help="人员编号，见机关工作簿")
    actions.add_parser("list", help="列出", description="列出全部账户。", epilog="示例：\n  ./sunlit account list")


def run(args: argparse.Namespace) -> int:
    """Do it; a refusal is told by the frame."""
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands, queries
    from sunlit.organs.rules import Administration
    from sunlit.organs.values import Viewer

    me = Actor.system("cli")
    if args.action == "list":
        for account in queries.accounts(Viewer.system("cli")):
            marks = [account.administers.words] if account.administers else []
            marks += [] if account.active else ["已停用"]
            print("  ".join(filter(None, [account.username, account.display_name, "、".join(marks)])))
        return 0
    if args.action == "close":
        commands.close_account(args.username, by=me)
        print(f"账户 {args.username} 已停用。")
        return 0
    if args.action == "link":
        commands.link_officer(args.username, args.number, by=me)
        print(f"账户 {args.username} 已关联人员 {args.number}，按其岗位办事。")
        return 0
    password = secrets.token_urlsafe(12)
    if args.action == "add":
        administers = Administration(args.administers) if args.administers else None
        commands.open_account(args.username, password=password, display_name=args.name, administers=administers, by=me)
    else:
        commands.reset_account(args.username, password=password, by=me)
    print(f"用户名 {args.username}  口令 {password}")
    print("口令只显示这一次；首次登录时按提示绑定动态码。")
    return 0
