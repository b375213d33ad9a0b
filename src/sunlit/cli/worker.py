"""`sunlit worker`: the process beside the web server."""

from __future__ import annotations

import signal
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from types import FrameType

NEEDS_DATABASE = True

_EXAMPLE = """示例：
  ./sunlit worker            一直运行；按 Ctrl-C 或发送 SIGTERM，办完手上这一件即停，再按一次立即停
  ./sunlit worker --once     把排队的事办完即退出（适合定时任务）

办到一半被停下的事，下次从头再办，不会漏，也不会重。

退出码：0 正常停止；3 意外停止。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "worker",
        help="后台进程",
        description="后台进程：给台账里的事排定次序，并办理随之而来的事（如核查送检的清单）。",
        epilog=_EXAMPLE,
    )
    parser.add_argument("--once", action="store_true", help="把排队的事办完即退出")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop; 3 if it stopped by itself."""
    from sunlit.ledger import worker

    if args.once:
        worker.run_dry()
        return 0
    _adopt_flows()
    stop = Event()
    told: list[int] = []

    def be_told(number: int, _frame: FrameType | None) -> None:
        told.append(number)  # and no more: setting the event in here could wait for a lock this very thread holds
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, be_told)
    working = Thread(target=worker.run, args=(stop,), name="worker", daemon=True)
    working.start()
    print("后台进程已启动。", file=sys.stderr, flush=True)
    while working.is_alive() and not told:
        time.sleep(0.2)
    stop.set()
    working.join()
    print("后台进程已停止。" if told else "后台进程意外停止，见上。", file=sys.stderr)
    return 0 if told else 3


def _adopt_flows() -> None:
    """The flows the program comes with are in use from the first start, and after every upgrade: categories, routes.

    What a city has published of its own stays. A database that does not answer is left to the worker, which waits for
    it; they are adopted at the next start.
    """
    from django.db import InterfaceError, OperationalError

    from sunlit.flow import commands
    from sunlit.flow.templates import category_flows
    from sunlit.kernel.actor import Actor
    from sunlit.review.routes import change_flows, routes

    categories = {f"category:{key}": one for key, one in category_flows().items()}
    try:
        commands.adopt_templates({**categories, **routes(), **change_flows()}, by=Actor.system("flow"))
    except (InterfaceError, OperationalError) as error:
        print(f"类别流程和审核路线留待下次启动时采用：{type(error).__name__}", file=sys.stderr)
