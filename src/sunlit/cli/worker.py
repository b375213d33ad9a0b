"""`sunlit worker`: the process beside the web server."""

from __future__ import annotations

import argparse
import signal
import sys
from threading import Event

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit worker            一直运行；按 Ctrl-C 或发送 SIGTERM 后，办完手上这一件即停
  ./sunlit worker --once     把排队的事办完即退出（适合定时任务）

退出码：0 正常停止；2 用法错误。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "worker",
        help="后台进程：处理排队的事（正式部署时与网站一起运行）",
        description="后台进程：给台账排定次序，并办理随之而来的事（如核查送检的清单）。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="把排队的事办完即退出")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    from sunlit.ledger import worker

    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    if args.once:
        worker.run_dry()
        return 0
    print("后台进程已启动。", file=sys.stderr)
    worker.run(stop)
    print("后台进程已停止。", file=sys.stderr)
    return 0
