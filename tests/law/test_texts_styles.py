"""The same law reads back the same, in whatever style and encoding it was printed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunlit.law.rules import Kind
from sunlit.law.texts import Unreadable, count_provisions, read_law
from tests.law.printed import STYLES, made_up_laws, read_back


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(law=made_up_laws())
def test_a_law_printed_in_any_style_reads_back_to_the_same_provisions(style, law):
    text = read_law(STYLES[style](law), "示范省灯塔管理条例.md")

    assert read_back(text) == law.provisions()
    assert text.title == law.title
    assert text.kind is Kind.LOCAL_REGULATION
    assert text.issuer == "示范省人民代表大会常务委员会"
    assert text.region == "示范省"
    assert (text.promulgated, text.effective) == (date(2018, 3, 30), date(2018, 7, 1))
    assert text.warnings == ()
    assert count_provisions([text])["条"] == sum(p[0] == "条" for p in law.provisions())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_a_file_is_read_or_refused_with_words(data):
    with suppress(Unreadable):
        assert read_law(data, "某个文件.docx").title


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["第一条", "第二条 ", "　　第三条", "第一章 总则", "目录", "“", "”", "附件：", "（一）", "1.", "施行。", "第二条之一 ", "自2001年1月1日起", "\f", "- 3 -", "《", "》同时废止", "2月30日", "第十十条 ", "附则", "\n", "\n\n"]), max_size=40))  # fmt: skip
def test_however_the_marks_of_a_law_are_mixed_nothing_breaks(pieces):
    text = read_law(("某条例\n" + "".join(pieces)).encode(), "某条例.txt")
    assert text.title
    labels = [(p.number, p.insert) for p in text.provisions if p.level == "条"]
    doubled = sum(w.kind == "duplicate-article" for w in text.warnings)
    assert len(set(labels)) >= len(labels) - doubled
