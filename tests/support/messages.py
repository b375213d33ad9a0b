"""The words of the pages and their English: collected without GNU gettext, merged, compiled.

`python -m tests.support.messages` adds what is new to the catalogue, drops what is gone, and compiles it; the test of
completeness then names what has no English yet.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).resolve().parents[2] / "src" / "sunlit"
CATALOGUE = SOURCES / "look" / "locale" / "en" / "LC_MESSAGES" / "django.po"
#: msgctxt (or None), msgid, msgid_plural (or None), where.
Word = tuple[str | None, str, str | None, str]

_STRING = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"(?<!\w)(_|gettext|pgettext|ngettext|npgettext)\({_STRING}(?:,\s*{_STRING})?(?:,\s*{_STRING})?")
_FUNCTIONS = {
    "_": "gettext", "gettext": "gettext", "gettext_lazy": "gettext", "ngettext": "ngettext", "ngettext_lazy": "ngettext",
    "pgettext": "pgettext", "pgettext_lazy": "pgettext",
}  # fmt: skip


def words_of_templates() -> Iterator[Word]:
    """What templates mark with translate and blocktranslate."""
    for file in sorted([*SOURCES.rglob("templates/**/*.html"), *SOURCES.rglob("templates/**/*.txt")]):
        where = str(file.relative_to(SOURCES))
        for name, *strings in _CALL.findall(templatize(file.read_text(encoding="utf-8"))):
            yield _word(name, [ast.literal_eval(s) for s in strings if s], where)


def words_of_python() -> Iterator[Word]:
    """What Python marks with gettext under its usual names, and what refusals say."""
    for file in sorted(SOURCES.rglob("*.py")):
        where = str(file.relative_to(SOURCES))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
                strings = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if strings:
                    yield _word(_FUNCTIONS[node.func.id], strings, where)
            elif isinstance(node, ast.ClassDef):
                yield from ((None, said, None, where) for said in _said_by_refusal(node))


def _said_by_refusal(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.target.id == "words"
            and "ClassVar" in ast.dump(statement.annotation)
            and isinstance(statement.value, ast.Constant)
            and isinstance(statement.value.value, str)
            and re.search("[\u4e00-\u9fff]", statement.value.value)
        ):
            yield statement.value.value


def _word(function: str, strings: list[str], where: str) -> Word:
    if function == "pgettext":
        return strings[0], strings[1], None, where
    if function == "ngettext":
        return None, strings[0], strings[1], where
    return None, strings[0], None, where


def collected() -> dict[tuple[str | None, str], Word]:
    """Each word once, by context and text, with the first place it stands in."""
    out: dict[tuple[str | None, str], Word] = {}
    for word in [*words_of_templates(), *words_of_python()]:
        out.setdefault(word[:2], word)
    return out


def merge() -> int:
    """Bring the catalogue up to date and compile it. Returns how many words have no English."""
    held = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(CATALOGUE))} if CATALOGUE.exists() else {}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "sunlit", "Language": "en", "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    for key, (context, text, plural, where) in sorted(collected().items(), key=lambda kw: (kw[1][3], kw[0][1])):
        entry = polib.POEntry(msgctxt=context, msgid=text, occurrences=[(where, "")])
        old = held.get(key)
        if plural is not None:
            entry.msgid_plural = plural
            entry.msgstr_plural = (old and old.msgstr_plural) or {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        if "%(" in text or re.search(r"%[sd]", text):
            entry.flags = ["python-format"]
        fresh.append(entry)
    fresh.save(str(CATALOGUE))
    fresh.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return len(fresh.untranslated_entries())


if __name__ == "__main__":
    settings.configure()
    sys.exit(f"{n} without English: {CATALOGUE}" if (n := merge()) else 0)
