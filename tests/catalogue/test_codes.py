"""How powers are numbered: every scheme, what it takes and what it says of what it does not."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.rules.codes import (
    SCHEMES,
    MisshapenCode,
    NoSuchScheme,
    Scheme,
    is_uscc,
    proper,
    uscc_check,
    words_of,
)

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIRST = st.builds(
    lambda two, division, nine: two + division + nine,
    st.text(LETTERS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(LETTERS, min_size=9, max_size=9),
)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda s: s.code)
def test_every_scheme_takes_its_own_example(scheme: Scheme) -> None:
    assert proper(scheme.code, scheme.example, sub_item=False) == scheme.example
    assert "".join(p.before + read for p, read in zip(scheme.parts, scheme.read(scheme.example).values(), strict=True)) in (
        scheme.example, "",
    )  # fmt: skip
    assert words_of(scheme.code) == scheme.words


@pytest.mark.parametrize(
    ("scheme", "typed", "why"),
    [
        ("local", "", "应为不超过 80 个的字母、数字和符号，没有空格"),
        ("local", "甲-1", "应为不超过 80 个的字母、数字和符号，没有空格"),
        ("local", "A" * 81, "应为不超过 80 个的字母、数字和符号，没有空格"),
        ("gansu", "62052400MZ-XK-001", "应为 18 位，这里是 17 位"),
        ("gansu", "62052400MZ_XK-0001", "“职权类型”之前应为“-”"),
        ("gansu", "6205240AMZ-XK-0001", "“区划”应为 8 位数字，这里是“6205240A”"),
        ("gansu", "6205240012-XK-0001", "“部门”应为 2 位大写字母，这里是“12”"),
        ("hubei", "4201000010200101", "这不是子项，“子项”应为 00"),
        ("national-implementing", "91350100M000100Y438000125004000", "“行使层级”应为 1 位数字，1 至 7，这里是“8”"),
        ("national-implementing", "91350100M000100Y443000125004000", "统一社会信用代码 91350100M000100Y44 的校验码不对"),
        ("national-basic", "00012500400#", "“子项”应为 3 位数字，这里是“00#”"),
    ],
)
def test_whoever_types_a_code_wrongly_is_told_which_part_is_wrong(scheme: str, typed: str, why: str) -> None:
    with pytest.raises(MisshapenCode) as told:
        proper(scheme, typed, sub_item=False)
    assert told.value.facts["why"] == why


def test_a_code_is_written_as_its_scheme_writes_it() -> None:
    assert proper("gansu", " ６２０５２４００mz－xk－0001 ", sub_item=False) == "62052400MZ-XK-0001"
    assert proper("local", "sf-1", sub_item=False) == "sf-1"
    assert words_of("of-another-day") == "of-another-day"
    with pytest.raises(NoSuchScheme):
        proper("of-another-day", "1", sub_item=False)


def test_a_sub_item_has_a_number_of_its_own_and_only_a_sub_item_has() -> None:
    assert proper("guizhou-basic", "XK00012003", sub_item=True) == "XK00012003"
    assert proper("local", "SF-1", sub_item=True) == "SF-1"
    with pytest.raises(MisshapenCode) as told:
        proper("guizhou-basic", "XK00012000", sub_item=True)
    assert told.value.facts["why"] == "这是子项，“子项”不能是 000"


@given(FIRST)
def test_a_check_character_is_right_and_no_other_is(first: str) -> None:
    assert [one for one in LETTERS if is_uscc(first + one)] == [uscc_check(first)]


@given(FIRST, st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_character_typed_wrongly_is_always_found(first: str, at: int, other: str) -> None:
    code = first + uscc_check(first)
    assert is_uscc(code[:at] + other + code[at + 1 :]) == (code[at] == other)


@given(FIRST, st.integers(0, 15))
def test_two_neighbours_changed_about_are_always_found(first: str, at: int) -> None:
    code = first + uscc_check(first)
    turned = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert is_uscc(turned) == (turned == code)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "9135010OM000100Y43", "91350100m000100Y43", "", "91350100M000100Y4"])
def test_what_is_a_unified_social_credit_code(code: str) -> None:
    assert is_uscc(code) == (code == "91350100M000100Y43")


@given(st.sampled_from([s for s in SCHEMES.values() if s.parts]), st.text(max_size=40), st.booleans())
def test_nothing_typed_breaks_a_scheme(scheme: Scheme, typed: str, sub_item: bool) -> None:
    with suppress(MisshapenCode):
        assert scheme.read(proper(scheme.code, typed, sub_item=sub_item))
