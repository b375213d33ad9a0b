"""A department's power from its office to being put on record, in a browser, each step by whose it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.doors.browsing import desk_server, open_chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    #: The desk of who has a function.
    Sit = Callable[[str], Page]

pytestmark = pytest.mark.sweep
NAME = "河灯救生许可"


@pytest.fixture
def sit() -> Iterator[Sit]:
    said: list[str] = []
    with desk_server() as told, open_chromium() as chromium:
        pages: dict[str, Page] = {}

        def at(who: str) -> Page:
            if who not in pages:
                context = chromium.new_context(base_url=told["url"], viewport={"width": 1280, "height": 900})
                context.add_cookies([{"name": "sessionid", "value": told["sessions"][who], "url": told["url"]}])
                pages[who] = context.new_page()
                pages[who].on("console", lambda m: said.append(m.text) if m.type == "error" else None)
            return pages[who]

        yield at
    assert not [one for one in said if "409" not in one and "422" not in one]


def opened(page: Page) -> Page:
    """The review, from the list."""
    page.goto("/reviews/")
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    return page


def said(page: Page, words: str) -> None:
    expect(page.locator("#messages")).to_contain_text(words)


def answered(page: Page) -> None:
    """All four questions, with yes."""
    for question in ("名称是否规范", "依据是否准确", "类别划分是否恰当", "行使主体是否明确"):
        page.get_by_role("group", name=question).get_by_label("是", exact=True).last.check()


def test_a_department_s_power_is_carried_through_its_route(sit: Sit) -> None:
    office = sit("registrar")
    office.goto("/reviews/send/")
    office.get_by_label(f"选中{NAME}").check()
    office.get_by_role("button", name="送审选中的").click()
    expect(office.get_by_role("heading", name="已送审 1 项")).to_be_visible()

    legal = opened(sit("legal"))
    answered(legal)
    legal.get_by_label("意见", exact=True).first.fill("名称应与条例用语一致")
    legal.get_by_role("button", name="再加两行").click()
    expect(legal.get_by_label("意见", exact=True).first).to_have_value("名称应与条例用语一致")
    legal.get_by_role("button", name="退回修改").click()
    said(legal, "初审意见已出具")

    opened(office)
    office.get_by_label("已改正").check()
    office.get_by_role("button", name="保存答复").click()
    said(office, "答复已保存")
    office.get_by_role("link", name="编辑草稿").click()
    office.locator("[name=name]").fill(NAME + "（含演练）")
    office.locator("button[name=save]").click()
    office.goto("/reviews/")
    office.get_by_role("link", name=re.compile(NAME)).click()
    expect(office.get_by_text("退回以后的改动")).to_be_visible()
    office.get_by_role("button", name="再送审").click()
    said(office, "进入下一轮")

    legal.goto("/reviews/?state=mine")
    legal.get_by_role("link", name=re.compile(NAME)).click()
    expect(legal.get_by_role("heading", name="第 2 轮与上一轮的差异")).to_be_visible()
    answered(legal)
    legal.get_by_role("button", name="同意，交集体讨论").click()
    said(legal, "初审意见已出具")

    leader = sit("leader")
    leader.goto("/reviews/?state=mine&words=" + NAME)
    leader.get_by_role("link", name=re.compile(NAME)).click()
    leader.get_by_role("link", name="录入集体讨论决定").click()
    leader.get_by_label("会议日期").fill(datetime.now(UTC).date().isoformat())  # noqa: TID251 - a browser's own day
    leader.get_by_label("会议纪要文号").fill("纪要〔2026〕3号")
    leader.get_by_label("应到人数").fill("7")
    leader.get_by_label("实到人数").fill("5")
    leader.get_by_role("button", name="录入决定").click()
    said(leader, "已录入 1 项的决定")

    office.reload()
    office.get_by_label("审核意见文号").fill("灯审〔2026〕1号")
    office.get_by_role("button", name="编号上报").click()
    said(office, "分送法制、机构编制、保密审查")

    for who in ("city-legal", "staffing", "secrecy"):
        judge = sit(who)
        judge.goto("/reviews/?state=mine&words=" + NAME)
        judge.get_by_role("link", name=re.compile(NAME)).click()
        judge.get_by_label("符合要求").check()
        judge.get_by_role("button", name="出具意见").click()
        said(judge, "审查意见已出具")

    city = sit("open-government")
    city.goto("/reviews/?state=mine&words=" + NAME)
    city.get_by_role("link", name=re.compile(NAME)).click()
    expect(city.get_by_label("不公开依据")).to_be_hidden()
    city.get_by_label("涉密", exact=True).check()
    expect(city.get_by_label("不公开依据")).to_be_visible()
    city.get_by_label("准予备案", exact=True).check()
    city.get_by_label("理由", exact=True).fill("经审查，准予备案。")
    city.get_by_role("button", name="作出结论").click()
    said(city, "审查结论已作出")
    expect(city.locator(".stops")).to_contain_text("准予备案")
    city.get_by_text("审核路线图").click()
    expect(city.locator(".flow-chart").first).to_be_visible()
