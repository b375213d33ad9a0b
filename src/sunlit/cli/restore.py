"""`sunlit restore`: puts a backup back into an empty home."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_EXAMPLE = """示例：
  SUNLIT_HOME=/srv/sunlit/new ./sunlit restore /备份/2026-11-24

SUNLIT_HOME 须是空目录或还不存在；用 PostgreSQL 的，两个数据库须是空的。备份有一处不对，就什么也不动。
恢复后请运行 ./sunlit doctor 和 ./sunlit ledger verify。
退出码：0 已恢复；1 没有恢复；2 没有这个目录。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser("restore", help="恢复", description="把备份恢复到空的数据目录。", epilog=_EXAMPLE)
    parser.add_argument("folder", type=Path, metavar="DIR", help="备份所在的目录")
    parser.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do it; a refusal is told by the frame."""
    from sunlit.site.backup import restore
    from sunlit.site.env import current

    if not args.folder.is_dir():
        print(f"没有这个目录：{args.folder}。", file=sys.stderr)
        return 2
    env = current()
    manifest = restore(env, args.folder)
    if args.json:
        told = {"home": str(env.home), "taken_at": manifest.taken_at, "program": manifest.program,
                "files": len(manifest.files)}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"已恢复到 {env.home}：{manifest.taken_at} 的备份。请运行 ./sunlit doctor 和 ./sunlit ledger verify。")
    return 0
