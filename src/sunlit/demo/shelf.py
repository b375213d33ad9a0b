"""The city's law library as files, and the words of its articles for quoting."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "laws"
_OPENING = re.compile(r"^\**(第[一二三四五六七八九十]+条(?:之[一二三四五六七八九十]+)?)\**[ 　]+(.*)$")
_HEADING = re.compile(r"^#*\s*第[一二三四五六七八九十]+[编章节]")


def files() -> tuple[Path, ...]:
    """Every law file, in order of names."""
    return tuple(sorted(FOLDER.iterdir()))


@cache
def articles(name: str) -> dict[str, str]:
    """The articles of one file, by their label: 第九条 → its paragraphs, one a line."""
    found: dict[str, list[str]] = {}
    label = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if opened := _OPENING.match(line):
            label = opened[1]
            found[label] = [opened[2]]
        elif _HEADING.match(line):
            label = ""
        elif label and line.strip():
            found[label].append(line.strip())
    return {label: "\n".join(lines) for label, lines in found.items()}
