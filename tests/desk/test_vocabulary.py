"""封闭词表: what forms print in Chinese alone, the desk says in the reader's language, and no code is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.template import Context, Template
from django.utils import translation

from sunlit.catalogue.rules import fieldwords
from sunlit.catalogue.rules.codes import SCHEMES
from sunlit.catalogue.rules.powers import EditionState, PowerStanding, Share, Tenure
from sunlit.catalogue.rules.types import KINDS
from sunlit.catalogue.values import Channel, Disclosure, Material, PowerContent, Showing, Term
from sunlit.desk import vocabulary
from sunlit.desk.power_form import Coding, PowerForm
from sunlit.desk.render import fields_in_words
from sunlit.law.rules.naming import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

HAN = re.compile("[一-鿿]")
SETS: dict[str, tuple[Mapping[Any, Any], Mapping[Any, str]]] = {
    "types": (vocabulary.TYPES, {kind.code: kind.words for kind in KINDS}),
    "schemes": (vocabulary.SCHEMES, {scheme.code: scheme.words for scheme in SCHEMES.values()}),
    "tenures": (vocabulary.TENURES, {one.value: one.words for one in Tenure}),
    "shares": (vocabulary.SHARES, {one.value: one.words for one in Share}),
    "editions": (vocabulary.EDITIONS, {one.value: one.words for one in EditionState}),
    "standings": (vocabulary.STANDINGS, {one.value: one.words for one in PowerStanding}),
    "natures": (vocabulary.NATURES, fieldwords.NATURES),
    "scopes": (vocabulary.SCOPES, fieldwords.SCOPES),
    "showings": (vocabulary.SHOWINGS, fieldwords.SHOWINGS),
    "levels": (vocabulary.LEVELS, fieldwords.LEVELS),
    "units of terms": (vocabulary.TERM_UNITS, fieldwords.TERM_UNITS),
    "forms": (vocabulary.FORMS, fieldwords.FORMS),
    "channels": (vocabulary.CHANNELS, fieldwords.CHANNELS),
}


@pytest.mark.parametrize("name", SETS)
def test_the_desk_says_what_is_printed_and_has_english_for_all_of_it(name: str) -> None:
    said, printed = SETS[name]
    with translation.override("zh-hans"):
        assert {code: str(words) for code, words in said.items()} == dict(printed)
    with translation.override("en"):
        assert not [str(words) for words in said.values() if HAN.search(str(words))]


def test_a_kind_of_law_is_named_as_a_basis_names_it_and_words_of_a_list_s_own_stay() -> None:
    for words in set(KIND_NAMES.values()) - {"效力层级不明"}:
        with translation.override("zh-hans"):
            assert str(vocabulary.law_named(words)) == words
        with translation.override("en"):
            assert not HAN.search(str(vocabulary.law_named(words)))
    assert vocabulary.law_named("党内法规") == "党内法规"


def test_what_a_draft_says_is_english_but_for_the_words_that_are_its_own() -> None:
    content = PowerContent(
        name="河灯放流许可", type="licensing", tenure=Tenure.EXCLUSIVE, part=Share.LEAD, holder="市灯局",
        nature="statutory", levels=(3, 4), charged=False, statutory_term=Term(amount=8, unit="workday"),
        promised_term=Term(words="当场"), disclosure=Disclosure(forms=(Showing(kind="website"),), scope="society"),
        materials=(Material(name="申请书", form="original"),), channels=(Channel(kind="complaint", words="12345"),),
    )  # fmt: skip
    with translation.override("en"):
        told = {str(label): words for label, words in fields_in_words(content)}
        mine = "".join(told.values())
        for own in ("河灯放流许可", "市灯局", "当场", "申请书"):
            assert own in mine
            mine = mine.replace(own, "")
        assert not HAN.search(mine), mine
        assert "8 working days" in told.values()
        page = Template("{% load look %}{% for w in words %}{{ w|tongue }} {% endfor %}")
        assert page.render(Context({"words": ["Licensing", "河灯"]})).split() == ["en", "zh-Hans"]
    with translation.override("zh-hans"):
        told = {str(label): words for label, words in fields_in_words(content)}
        assert (told["职权类别"], told["法定时限"], told["行使层级"], told["是否收费"]) == ("行政许可", "8工作日", "市级\n县级", "否")
        assert Template("{% load look %}{{ w|tongue }}").render(Context({"w": "12345"})) == "zh-Hans"


def test_the_forms_of_a_draft_and_of_a_code_offer_english_words() -> None:
    with translation.override("en"):
        asked = (*PowerForm.base_fields.items(), *Coding.base_fields.items())
        offered = {name: [str(words) for _, words in field.choices] for name, field in asked if hasattr(field, "choices")}
    assert {"type", "tenure", "levels", "scheme"} <= set(offered)
    assert not {name: words for name, words in offered.items() if HAN.search("".join(words))}
