"""`sunlit init`: from an empty installation to a ready one, by questions, by a file of answers, or in the browser."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sunlit.cli.founding import Founding, Step
    from sunlit.publication.rules.readiness import Need

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit init                              在终端逐项问答，已经有的不再问
  ./sunlit init --answers 建站.toml --dry-run 按文件办，先看会做什么
  ./sunlit init --answers 建站.toml
  ./sunlit init --web                        打印一次性链接，在浏览器里建站
  ./sunlit init --check                      还缺什么

可以反复运行：已经是这样的保持不变。答案文件的写法见 docs/howto/set-up.md。
退出码：0 已办（--check：不缺）；1 有一步没有办成，或还缺；2 没有这个文件或用法不对。"""
_MARKS = {"done": "✓", "held": "＝", "would": "→", "refused": "✗"}
_OUTCOMES = {"done": "已办", "held": "原来就是这样", "would": "将要办", "refused": "没有办成"}
STEPS = {
    "city": "城市", "calendar": "工作日历", "notices": "放假通知", "administrators": "三员", "divisions": "区划",
    "organs": "机关", "laws": "法规", "lists": "原有清单送检", "footer": "页脚", "emblem": "徽标",
}  # fmt: skip
#: Each need: what it is called, and what to do about it.
NEEDS = {
    "city": ("城市", "./sunlit init（或 --answers）写明城市名称和区划代码"),
    "calendar": ("工作日历", "./sunlit workdays load 通知.json"),
    "administrators": ("三员", "./sunlit account add 用户名 --administers system|security|audit，须是三个人"),
    "second-factor": ("管理员的动态码", "请这些管理员登录工作台，按提示绑定验证器"),
    "organs": ("机关", "./sunlit organs template 机关.xlsx，填好后 ./sunlit organs load 机关.xlsx"),
    "staff": ("各单位的登记、法制、领导岗位", "在机关工作簿的“岗位”“任职”表补齐后再载入"),
    "accounts": ("市级岗位的账户", "./sunlit account add 用户名，再 ./sunlit account link 用户名 人员编号"),
    "naming": ("岗位公开方式的理由", "在机关工作簿的“岗位”表写明，或由政务公开办在工作台改"),
    "laws": ("法规库", "./sunlit laws load 文件夹"),
    "lists": ("原有清单", "在工作台“清单送检”，或 ./sunlit powers check 文件"),
    "powers": ("在案的职权", "./sunlit powers load 文件 --file 备案意见"),
    "published": ("已公布的职权", "由政务公开办在工作台公布，或 ./sunlit powers load --publish"),
    "footer": ("页脚", "./sunlit init（或 --answers）写明主办单位、备案号、网站标识码、联系方式"),
    "emblem": ("徽标", "./sunlit init --answers 里写 footer.emblem，或在浏览器向导里选"),
    "worker": ("后台进程", "启动 ./sunlit worker；反复失败的见 ./sunlit ledger readers"),
    "backup": ("最近的备份", "./sunlit backup 目录，并安排每天一次"),
}
_STATES = {"done": "✓", "missing": "✗", "later": "○"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "init",
        help="建站",
        description="建站：城市、日历、三员、机关、法规、清单、页脚，从空白到就绪。",
        epilog=_EXAMPLE,
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--answers", type=Path, metavar="FILE", help="按文件（JSON 或 TOML）办，不提问")
    ways.add_argument("--web", action="store_true", help="打印浏览器向导的一次性链接，四小时内有效")
    ways.add_argument("--check", action="store_true", help="只看还缺什么")
    parser.add_argument("--dry-run", action="store_true", help="与 --answers 同用：只看会做什么，不写入")
    parser.add_argument("--json", action="store_true", help="打印一份 JSON（问答时不用）")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; a refusal is told by the frame."""
    if args.dry_run and not args.answers:
        print("--dry-run 与 --answers 同用。", file=sys.stderr)
        return 2
    if args.web:
        return _web(as_json=args.json)
    if args.check:
        return _check(as_json=args.json)
    if args.answers:
        return _answered(args)
    if args.json:
        print("--json 与 --answers、--web 或 --check 同用。", file=sys.stderr)
        return 2
    from sunlit.cli.asking import ask_all

    ask_all(tell=_tell)
    print()
    return _check(as_json=False)


def _web(*, as_json: bool) -> int:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands

    path = f"/setup/{commands.open_setup(by=Actor.system('cli'))}/"
    hours = int(commands.SETUP_LIVES.total_seconds() // 3600)
    if as_json:
        print(json.dumps({"path": path, "hours": hours}))
        return 0
    print(f"请在浏览器里打开工作台地址后接：\n  {path}")
    print(f"只能用一次，{hours} 小时内有效；再运行一次即换新的，旧的作废。")
    return 0


def _check(*, as_json: bool) -> int:
    needs, so = _needs()
    if as_json:
        print(json.dumps(_told(needs, ready=so), ensure_ascii=False))
        return 0 if so else 1
    for need in needs:
        words, remedy = NEEDS[need.code]
        about = f"：{'、'.join(map(_about, need.about[:5]))}{'……' if len(need.about) > 5 else ''}" if need.about else ""  # noqa: PLR2004
        print(f"{_STATES[need.state]} {words}{about}")
        if need.state != "done":
            print(f"    {'可以稍后：' if need.state == 'later' else ''}{remedy}")
    missing = sum(need.state == "missing" for need in needs)
    print("就绪。" if so else f"还缺 {missing} 项。")
    return 0 if so else 1


def _about(word: str) -> str:
    return {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}.get(word, word)


def _needs() -> tuple[tuple[Need, ...], bool]:
    from sunlit.organs.values import Viewer
    from sunlit.publication.queries import readiness
    from sunlit.publication.rules.readiness import ready

    needs = readiness(Viewer.system("cli"))
    return needs, ready(needs)


def _told(needs: Sequence[Need], *, ready: bool) -> dict[str, object]:
    return {"ready": ready, "needs": [asdict(need) for need in needs]}


def _answered(args: argparse.Namespace) -> int:
    from sunlit.cli.answers import read_answers
    from sunlit.cli.founding import Founding

    try:
        founding = Founding(read_answers(args.answers), dry=args.dry_run)
        steps = founding.walk()
    except OSError as error:
        print(f"读不了 {error.filename}（{error.strerror}）。", file=sys.stderr)
        return 2
    refused = any(step.outcome == "refused" for step in steps)
    if args.json:
        needs, so = _needs()
        told = _told(needs, ready=so) | {"steps": [asdict(step) | {"about": step.about or None} for step in steps]}
        print(json.dumps(told | {"accounts": [asdict(one) for one in founding.opened]}, ensure_ascii=False))
        return int(refused)
    _tell(steps, founding)
    print("还缺什么：./sunlit init --check")
    return int(refused)


def _tell(steps: Sequence[Step], founding: Founding) -> None:
    for step in steps:
        about = f"  {step.about}" if step.about else ""
        print(f"{_MARKS[step.outcome]} {STEPS[step.step]}（{_OUTCOMES[step.outcome]}）{about}")
    if founding.opened:
        print("\n口令只显示这一次，请分别交给本人；首次登录时按提示绑定动态码：")
        for one in founding.opened:
            print(f"  {_about(one.administration)}  用户名 {one.username}  口令 {one.password}")
        print()
