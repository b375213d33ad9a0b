"""`sunlit bench`: how fast it is, beside the floor that was set."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from sunlit.cli.words import width
from sunlit.site.env import PROJECT_ROOT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

_EXAMPLE = """示例：
  ./sunlit bench                全部
  ./sunlit bench sheets         只测 bench/sheets.py

退出码：0 全部达到下限；1 有没达到的；2 没有这一项。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "bench", help="测速", description="运行 bench/ 里的测速，打印一张与下限对比的表。", epilog=_EXAMPLE
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="哪几项，默认全部")


def run(args: argparse.Namespace) -> int:
    """Measure, then print the table; 1 if a floor was missed."""
    known = {file.stem: file for file in sorted((PROJECT_ROOT / "bench").glob("*.py")) if file.stem[0] != "_"}
    if unknown := [name for name in args.names if name not in known]:
        print(f"没有“{unknown[0]}”这一项，有：{'、'.join(known)}。", file=sys.stderr)
        return 2
    rows: list[tuple[str, str, str, str]] = []
    missed = False
    for name in args.names or known:
        print(f"正在测 {name}……", file=sys.stderr, flush=True)
        for what, measured, floor, good in _main_of(known[name])():
            rows.append((what, measured, floor, "达到" if good else "没达到"))
            missed |= not good
    print_table(("项目", "测得", "下限", ""), rows)
    return int(missed)


def _main_of(file: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"bench_{file.stem}", file)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.main


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns of even width, by the room that characters take."""
    columns = [max(width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    for row in (header, ["─" * n for n in columns], *rows):
        cells = (cell + " " * (n - width(cell)) for cell, n in zip(row, columns, strict=True))
        print("  ".join(cells).rstrip())
