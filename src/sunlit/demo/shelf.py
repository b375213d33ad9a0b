"""The city's law library as files, and the words of its articles for quoting."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sunlit.law.texts import read_law

FOLDER = Path(__file__).parent / "laws"


def files() -> tuple[Path, ...]:
    """Every law file, in order of names."""
    return tuple(sorted(FOLDER.iterdir()))


@cache
def articles(name: str) -> dict[str, str]:
    """The articles of one file, by their label: 第九条 → its paragraphs, one a line."""
    text = read_law((FOLDER / name).read_bytes(), name)
    return {provision.label: provision.text for provision in text.provisions if provision.level == "条"}
