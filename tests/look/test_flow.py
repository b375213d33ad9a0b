"""A flowchart on a page: the picture, the list that says the same, a card for each step; made of plain values."""

from __future__ import annotations

import html
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sunlit.flow.charts import draw, told
from sunlit.kernel.plain import to_plain
from tests.support.sample_flow import SAMPLE


def page(language: str = "zh-hans", **more: object) -> str:
    with translation.override(language):
        chart, twin = draw(SAMPLE, language=language[:2]), told(SAMPLE, language=language[:2])
        return render_to_string("look/flow.html", {"chart": chart, "twin": twin, **more})


def words(source: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source)))


def test_every_step_of_the_picture_leads_to_its_card() -> None:
    made = page()

    asked = set(re.findall(r'href="#(step-\d+)"', made))
    assert asked == {f"step-{n}" for n in range(1, 9)}
    assert asked == set(re.findall(r'<section class="flow-card" id="([^"]+)"', made))


def test_a_card_holds_the_plans_six_facts_term_and_basis() -> None:
    card = words(re.search(r'id="step-4".*?</section>', page(), re.DOTALL)[0])  # type: ignore[index]

    for fact in (
        "承办岗位 市容科审查岗", "办理时限 2 个工作日", "办理依据 法定 《示范市夜市管理办法》第十二条", "办理制度 夜市许可审查规程",
        "职责要求 核对材料是否真实、完整。", "监督制约环节 超过 1.5 日提醒，超期亮牌。", "相对人权利 陈述、申辩。",
        "投诉举报途径 12345", "接下来 第 5 步 科长复核", "第 4 步，共 8 步",
    ):  # fmt: skip
        assert fact in card


def test_the_list_says_what_follows() -> None:
    listed = words(re.search(r'<ol class="flow-list">.*?</ol>', page(), re.DOTALL)[0])  # type: ignore[index]

    assert "材料齐全？ 齐全 → ： 第 4 步 书面审查 不齐 → ： 第 3 步 补正材料" in listed
    assert "返回第 2 步 收件登记 逾期不补正 → ： 结束（视为撤回）" in listed


def test_plain_values_give_the_same_page() -> None:
    with translation.override("zh-hans"):
        plain = render_to_string("look/flow.html", {"chart": to_plain(draw(SAMPLE)), "twin": to_plain(told(SAMPLE))})

    assert plain == page()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nothing_that_a_strict_policy_drops(language: str) -> None:
    made = page(language, files={"svg": "/a.svg", "pdf": "/a.pdf"})

    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=", made)
    assert 'href="/a.pdf"' in made


def test_in_english_our_words_are_english() -> None:
    made = page("en")

    assert "Responsible post" in made
    assert "Step 4 of 8" in made
    assert "back to Step 2 收件登记" in made


def test_two_charts_on_a_page_keep_their_cards_apart() -> None:
    with translation.override("zh-hans"):
        made = render_to_string(
            "look/flow.html", {"chart": draw(SAMPLE, anchor="all"), "twin": told(SAMPLE), "anchor": "all"}
        )

    assert 'id="all-4"' in made
    assert "step-4" not in made


def test_texts_are_text() -> None:
    import dataclasses

    nodes = tuple(
        dataclasses.replace(n, name="<b>&", post="<i>", duty="<u>") if n.id == "take" else n for n in SAMPLE.nodes
    )
    flow = dataclasses.replace(SAMPLE, nodes=nodes)
    with translation.override("zh-hans"):
        made = render_to_string("look/flow.html", {"chart": draw(flow), "twin": told(flow)})

    assert "<b>" not in made
    assert "<i>" not in made
    assert "<u>" not in made
