"""The pages speak Chinese as it is printed, and English throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
import pytest

from sunlit.kernel.refusal import Refusal
from tests.support.messages import APPS, SOURCES, catalogue, collected, english, words_of

if TYPE_CHECKING:
    from pathlib import Path

HAN = "\u4e00-\u9fff"
HALF_WIDTH = re.compile(rf"[{HAN}][,;:?!()]|[,;:?!(][{HAN}]|[{HAN}]\.(?![a-z])")
TEMPLATES = sorted([*SOURCES.rglob("templates/**/*.html"), *SOURCES.rglob("templates/**/*.txt")])
TRANSLATED = re.compile(r"{% (?:blocktranslate|translate)\b.*?%}(?:(?:(?!{%).)*{% endblocktranslate %})?", re.DOTALL)


def words() -> list[str]:
    return sorted({text for _context, text in collected()})


CATALOGUES = [app for app in APPS if catalogue(app).exists()]


def test_every_word_of_the_pages_has_its_english() -> None:
    held = english()
    missing = [text for key, (_, text, _, _) in collected().items() if key not in held or not held[key].translated()]

    assert not missing, f"run python -m tests.support.messages and translate: {missing}"


@pytest.mark.parametrize("app", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_source(app: str) -> None:
    source = {(e.msgctxt, e.msgid): e.msgstr_plural or e.msgstr for e in polib.pofile(str(catalogue(app)))}
    held = polib.mofile(str(catalogue(app).with_suffix(".mo")))
    compiled = {(e.msgctxt, e.msgid): e.msgstr_plural or e.msgstr for e in held if e.msgid}
    assert compiled == source


@pytest.mark.parametrize("app", CATALOGUES)
def test_nothing_is_translated_that_nobody_says(app: str) -> None:
    assert {(e.msgctxt, e.msgid) for e in polib.pofile(str(catalogue(app)))} == set(words_of(app))


@pytest.mark.parametrize("text", words())
def test_chinese_has_full_width_punctuation(text: str) -> None:
    plain = re.sub(r"%\(\w+\)[sd]|{\w+}", "甲", text)
    assert not HALF_WIDTH.search(plain), plain


def test_english_is_english_and_fills_the_same_places() -> None:
    for entry in english().values():
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert not re.search(rf"[{HAN}，。；：？！（）“”、]", said), said
        if entry.msgstr:
            places = r"%\(\w+\)[sd]|{\w+}|</?\w+[^>]*>"
            assert sorted(re.findall(places, entry.msgid)) == sorted(re.findall(places, entry.msgstr)), entry.msgid


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: str(f.relative_to(SOURCES)))
def test_no_chinese_stands_in_a_template_untranslated(file: Path) -> None:
    source = TRANSLATED.sub("", file.read_text(encoding="utf-8"))
    source = re.sub(r'<button[^>]*lang="zh-Hans">.*?</button>|<a[^>]*lang="zh-Hans">[^<{]*</a>', "", source)
    source = re.sub(r'== "[款项目条]"|join:"、"', "", source)
    assert not re.search(rf"[{HAN}，。：；？！（）“”、]", source)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: str(f.relative_to(SOURCES)))
def test_a_template_has_no_style_no_script_and_no_handler_of_its_own(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=|hx-on|javascript:", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)


def test_every_refusal_says_something_and_fits_its_facts() -> None:
    seen = set(Refusal.__subclasses__())
    for kind in list(seen):
        seen |= set(kind.__subclasses__())
    for kind in seen:
        assert kind.words.endswith(("。", "！", "}")), kind
