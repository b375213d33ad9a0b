"""The documents say what the program does: every setting, every verb, every link."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

import pytest

from sunlit.cli.frame import VERBS, parser_of
from sunlit.site.env import ELSEWHERE, SETTINGS
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
DOCUMENTS = [d for d in DOCUMENTS if "laws" not in d.parts]
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")


def anchor(heading: str) -> str:
    """How a heading is linked to."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(document: Path) -> set[str]:
    return {anchor(h) for h in re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    dead = []
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or (fragment and file.suffix == ".md" and fragment not in anchors(file)):
            dead.append(target)

    assert dead == []


def test_every_document_is_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    reached, queue = set(), [index]
    while queue:
        document = queue.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        for target in LINK.findall(document.read_text(encoding="utf-8")):
            file = (document.parent / target.partition("#")[0]).resolve()
            if file.exists() and not target.startswith("http"):
                queue.append(file)

    assert {str(d.relative_to(ROOT)) for d in (ROOT / "docs").rglob("*.md")} - {
        str(d.relative_to(ROOT)) for d in reached
    } == set()


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(SUNLIT_\w+)` \|", text, re.MULTILINE))

    assert documented == {s.name for s in SETTINGS} | ELSEWHERE


def leaves(parser: argparse.ArgumentParser, words: str = "") -> dict[str, argparse.ArgumentParser]:
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        return {words: parser}
    return {
        k: v
        for a in below
        for name, child in a.choices.items()
        for k, v in leaves(child, f"{words} {name}".strip()).items()
    }


def test_every_verb_and_option_of_the_command_line_is_documented() -> None:
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `\./sunlit ([^`]+)`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    known = leaves(parser_of(VERBS))

    assert sections.keys() == known.keys()
    for words, parser in known.items():
        options = {o for a in parser._actions for o in a.option_strings if o not in ("-h", "--help")}
        assert {o for o in options if f"`{o}" not in sections[words]} == set(), words


def test_the_two_readmes_have_the_same_parts_and_the_same_commands() -> None:
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")

    def shape(text: str) -> list[str]:
        return [line.split(" ")[0] for line in text.splitlines() if line.startswith("#")]

    def commands(text: str) -> list[str]:
        return re.findall(r"^(?:\$ )?(\./sunlit [a-z]+(?: [a-z]+)?)", text, re.MULTILINE)

    assert shape(english) == shape(chinese)
    assert commands(english) == commands(chinese)
    assert len(LINK.findall(english)) == len(LINK.findall(chinese))


def test_decisions_are_numbered_and_say_where_they_stand() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [record.name[:4] for record in records]

    assert len(set(numbers)) == len(numbers)
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]} "), record.name
        assert re.search(r"^Status: (accepted|superseded by \[?\d{4})", text, re.MULTILINE), record.name
