"""Pieces every page is made of."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sunlit.look.display import Display
from sunlit.look.icons import ICONS
from sunlit.look.templatetags import look
from tests.support.shared import ROOT


def drawn(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize("name", sorted(ICONS))
def test_a_drawing_says_nothing_and_carries_no_style(name: str) -> None:
    svg = look.icon(name, "big")

    assert 'aria-hidden="true"' in svg
    assert "icon-big" in svg
    assert "style" not in svg


def test_each_entry_of_the_rail_has_a_drawing_of_its_own() -> None:
    rail = (ROOT / "src/sunlit/desk/templates/desk/base.html").read_text("utf-8").partition("{% endblock %}")[2]
    used = re.findall(r'{% icon "([a-z-]+)" %}', rail.partition("{% block bar %}")[0])

    assert len(used) > 20
    assert sorted(used) == sorted(set(used))


def test_an_unknown_drawing_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        look.icon("unicorn")


def test_a_severity_is_said_in_word_and_drawing() -> None:
    tag = look.severity("warning")
    assert "警告" in tag
    assert "<svg" in tag


def test_days_and_moments_are_of_beijing() -> None:
    assert look.iso(datetime(2026, 11, 22, 17, 5, tzinfo=UTC)) == '<time datetime="2026-11-23T01:05:00+08:00">2026-11-23 01:05</time>'
    assert look.iso(date(2026, 11, 3)) == '<time datetime="2026-11-03">2026-11-03</time>'
    assert ">2026年11月3日<" in look.day(date(2026, 11, 3))
    with translation.override("en"):
        assert ">3 November 2026<" in look.day(date(2026, 11, 3))
    assert look.iso(None) == look.day(None) == "—"


def test_what_changed_is_marked_and_named() -> None:
    both = look.diff("自受理之日起八个工作日", "自受理之日起五个工作日")

    assert '<del><span class="unseen">［删除］</span>八</del><ins><span class="unseen">［新增］</span>五</ins>' in both
    assert look.diff_old("甲八乙", "甲五乙").count("<ins>") == 0
    assert look.diff_new("甲八乙", "甲五乙").count("<del>") == 0


def test_line_breaks_are_no_difference_of_words() -> None:
    assert "<ins>" not in look.diff_new("第一句。第二句。", "第一句。\n第二句。")


def test_texts_too_long_to_compare_are_shown_as_they_are() -> None:
    old, new = "甲" * 6000, "乙" * 6000
    assert look.diff(old, new).count("<del>") == 1


@given(st.text(alphabet="甲乙丙<>&\"'\n ", max_size=30), st.text(alphabet="甲乙丙<>&\"'\n ", max_size=30))
def test_a_difference_never_lets_markup_through(old: str, new: str) -> None:
    import re

    tags = set(re.findall(r"<[^>]*>", look.diff(old, new)))
    assert tags <= {"<ins>", "</ins>", "<del>", "</del>", '<span class="unseen">', "</span>"}


def test_found_words_are_marked_whatever_they_are() -> None:
    assert look.marked("行政许可（听证）", "听证 许可") == "行政<mark>许可</mark>（<mark>听证</mark>）"
    assert look.marked("a+b <i>", "+ <") == "a<mark>+</mark>b <mark>&lt;</mark>i&gt;"
    assert look.marked("<b>", "") == "&lt;b&gt;"


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/lists/", {"code": "vague", "page": "2"})
    shown = drawn('{% pages 2 3 "#rows" %}', request=request)

    assert 'href="/lists/?code=vague&amp;page=1"' in shown
    assert 'hx-get="/lists/?code=vague&amp;page=3"' in shown
    assert 'hx-push-url="true"' in shown
    assert drawn("{% pages 1 1 %}", request=request).strip() == ""


def test_numbers_have_a_comma() -> None:
    assert look.thousands(12345) == "12,345"


@given(st.text(max_size=30))
def test_whatever_a_cookie_says_the_page_can_be_shown(said: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["display"] = said
    wishes = Display.of(request)

    assert Display.saying(*str(wishes).split(".")) == wishes
