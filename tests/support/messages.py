"""The words of the pages and their English: collected without GNU gettext, merged, compiled.

Every app keeps its own words, in its `locale` folder; what `look` says already is not said again. `python -m
tests.support.messages [APP…]` adds what is new to the catalogues, drops what is gone, and compiles them; it names what has
no English yet, as the test of completeness does.
"""

from __future__ import annotations

import ast
import functools
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
#: Apps with pages or refusals; whatever stands elsewhere is kept with the look.
APPS = ("look", "organs", "courier", "law", "flow", "catalogue", "review", "stocktake", "publication", "desk", "portal")
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


@functools.cache
def all_words() -> tuple[Word, ...]:
    """Both. Reading all of the source takes seconds, and every app asks."""
    return (*words_of_templates(), *words_of_python())


def collected() -> dict[tuple[str | None, str], Word]:
    """Each word once, by context and text, with the first place it stands in."""
    out: dict[tuple[str | None, str], Word] = {}
    for word in all_words():
        out.setdefault(word[:2], word)
    return out


def catalogue(app: str) -> Path:
    """Where an app's English is."""
    return SOURCES / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def words_of(app: str) -> dict[tuple[str | None, str], Word]:
    """What one app says and the look does not: each word once."""
    mine: dict[tuple[str | None, str], Word] = {}
    common: set[tuple[str | None, str]] = set()
    for word in all_words():
        owner = word[3].split("/", 1)[0]
        owner = owner if owner in APPS else "look"
        if owner == app:
            mine.setdefault(word[:2], word)
        elif owner == "look":
            common.add(word[:2])
    return {key: word for key, word in mine.items() if key not in common}


def english() -> dict[tuple[str | None, str], polib.POEntry]:
    """Every entry of every catalogue."""
    files = [catalogue(app) for app in APPS]
    return {(e.msgctxt, e.msgid): e for f in files if f.exists() for e in polib.pofile(str(f))}


def merge(app: str, known: dict[tuple[str | None, str], polib.POEntry]) -> list[str]:
    """Bring one app's catalogue up to date and compile it. Returns the words that have no English.

    A word that moved here from another app keeps the English it had there (`known`).
    """
    held, file, words = dict(known), catalogue(app), words_of(app)
    if not words and not file.exists():
        return []
    if file.exists():
        held |= {(e.msgctxt, e.msgid): e for e in polib.pofile(str(file))}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "sunlit", "Language": "en", "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    for key, (context, text, plural, where) in sorted(words.items(), key=lambda kw: (kw[1][3], kw[0][1])):
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
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(file))
    fresh.save_as_mofile(str(file.with_suffix(".mo")))
    return [entry.msgid for entry in fresh.untranslated_entries()]


if __name__ == "__main__":
    settings.configure()
    before = english()
    lacking = [word for app in sys.argv[1:] or APPS for word in merge(app, before)]
    sys.exit("without English: " + " | ".join(lacking) if lacking else 0)
