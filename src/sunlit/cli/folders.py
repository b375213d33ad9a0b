"""Files and folders named on a command line: what is taken from a folder, and how a path is printed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

#: Files that are named in one line.
_NAMED = 5


def files_of(paths: Iterable[Path | str], taken: Collection[str], noun: str) -> Iterator[Path]:
    """The files named, and those in folders by code point of their names; what cannot be one is said and left.

    Args:
        paths: files, which are always tried, and folders.
        taken: endings of what is taken from a folder.
        noun: what is looked for, as the line about what was left says it.
    """
    for given in map(Path, paths):
        if not given.is_dir():
            yield given
            continue
        left = []
        for path in _below(given):
            if path.suffix.lower() in taken:
                yield path
            else:
                left.append(shown(path))
        if left:
            more = "等" if len(left) > _NAMED else ""
            print(f"不是{noun}，未读 {len(left)} 个文件：{'、'.join(left[:_NAMED])}{more}", file=sys.stderr)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith((".", "~$")):  # hidden, and what an office program leaves beside an open file
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_file():
            yield path


def shown(path: Path) -> str:
    """A path as it can be printed, even if its bytes are no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def missing(paths: Iterable[Path | str]) -> str:
    """What is wrong with the paths given, in one sentence; empty if nothing is."""
    return next((f"没有这个文件：{shown(path)}" for path in map(Path, paths) if not path.exists()), "")


def misdirected(source: Path, target: Path, kinds: tuple[str, ...]) -> str:
    """What is wrong with writing a file made from `source` to `target`, in one sentence; empty if nothing is.

    Args:
        source: the file that is read.
        target: the file that is to be written.
        kinds: the endings it may have.
    """
    if source.is_dir():
        return f"{source} 是文件夹，请写明一个流程文件。"
    if target.suffix.lower() not in kinds:
        endings = f"{'、'.join(kinds[:-1])} 或 {kinds[-1]}"
        return f"不知道要写成什么：{target} 的扩展名应是 {endings}。"
    if target.exists() and target.samefile(source):
        return f"不能写到要读的文件上：{target}"
    return ""
