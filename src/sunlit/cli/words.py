"""How the command line speaks: argparse in Chinese, wrapped by the width that characters really take."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What argparse says about wrong use, and how we say it.
_MISUSE = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"ambiguous option: (\S+) could match (.+)", r"选项 \1 不明确，可能是 \2"),
    (r"argument (\S+): expected one argument", r"\1 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (\S+): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 与 \2 不能同时使用"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 不带值"),
)


def width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`, broken between Chinese characters or at spaces, never inside a word."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns and piece not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


_NEVER_FIRST = frozenset("，。；：、！？）》”’…")


def _pieces(text: str) -> Iterator[str]:
    for found in re.finditer(r"[ -~]+? |[ -~]+|.", " ".join(text.split())):
        yield found[0]


class Helped(argparse.RawDescriptionHelpFormatter):
    """Descriptions and examples as written; the rest wrapped by real width."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, D102
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse whose headings and complaints are Chinese; parsers made below it are of the same kind."""

    def __init__(self, **options: object) -> None:
        options["formatter_class"] = Helped
        options["add_help"] = False
        options["allow_abbrev"] = False
        super().__init__(**options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The help, its headings with the punctuation of the language they are in."""
        return re.sub(r"(?m)^([\u4e00-\u9fff]+):$", r"\1：", super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and leave with 2."""
        for pattern, ours in _MISUSE:
            if found := re.fullmatch(pattern, message):
                message = found.expand(ours)
                break
        print(f"{message}。用法见：{self.prog} --help", file=sys.stderr)
        sys.exit(2)
