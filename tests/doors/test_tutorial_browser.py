"""The tutorial, followed click by click: from a department's workbook to the page a citizen reads, as three people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sunlit.demo.codes import totp
from sunlit.kernel import clock
from tests.doors.browsing import open_chromium
from tests.support.running_demo import Demo

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.sweep  # a minute; part of ./sunlit test --all
#: Milliseconds.
PATIENT = 60_000


def come_in(chromium: Browser, demo: Demo, user: str) -> Page:
    """Sign in by password and code."""
    account = next(one for one in demo.told["accounts"] if one["user"] == user)
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENT)
    page.goto(demo.told["desk"])
    page.get_by_label("用户名").fill(user)
    page.get_by_label("口令").fill(account["password"])
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_label("动态码").fill(totp(account["totp_secret"]))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("首页")
    return page


def test_from_a_workbook_to_the_portal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    demo = Demo(home, "--port", "0")
    try:
        with open_chromium() as chromium:
            registers(come_in(chromium, demo, "he"), home)
            publishes(come_in(chromium, demo, "qin"))
            reads(chromium.new_context().new_page(), demo.told["portal"])
    finally:
        demo.stop()


def registers(page: Page, home: Path) -> None:
    """2: from the list to drafts."""
    page.get_by_role("link", name="导入清单").first.click()
    page.get_by_label("已经审查，不涉密").check()
    page.locator('input[type="file"]').first.set_input_files(home / "demo" / "lists" / "市集市局新增职权.csv")
    page.get_by_role("button", name="预览", exact=True).click()
    expect(page.locator("main")).to_contain_text("新增", timeout=60_000)
    page.get_by_role("button", name="对预览签字").click()
    page.get_by_role("button", name=re.compile("整批导入 2 项")).click()
    page.locator("a.tile", has_text="草稿").first.click()
    page.get_by_role("link", name="街头艺人夜间集市表演登记").first.click()
    page.get_by_role("link", name="编辑草稿").click()
    page.get_by_label("俗称").fill("夜市卖唱")
    expect(page.get_by_text("已自动保存")).to_be_visible()
    page.get_by_role("button", name="从法规库补全、按效力排列").click()
    page.get_by_role("button", name="保存草稿").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("街头艺人夜间集市表演登记")


def publishes(page: Page) -> None:
    """3: on record and published."""
    page.get_by_role("link", name="职权目录").first.click()
    page.get_by_role("link", name="草稿", exact=False).first.click()
    page.get_by_role("link", name="街头艺人夜间集市表演登记").first.click()
    page.get_by_label("意见").first.fill("依据准确，准予备案。")
    page.get_by_role("button", name="准予备案").click()
    page.get_by_role("button", name="公布在案的这一版").click()

    def arrived() -> bool:
        page.reload()
        return page.get_by_text("已公布", exact=True).count() > 0

    for _ in range(120):
        if arrived():
            return
        page.wait_for_timeout(500)
    pytest.fail("it never arrived on the noticeboard")


def reads(page: Page, portal: str) -> None:
    """4: found by an everyday name and by its initials; the article is there; a decision is checked."""
    for words in ("夜市卖唱", "ysmc"):
        page.goto(portal)
        page.locator("input[name=q]:visible").first.fill(words)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="街头艺人夜间集市表演登记").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("街头艺人夜间集市表演登记")
    expect(page.locator("#bases blockquote").first).not_to_be_empty()
    page.goto(f"{portal}check/?unit=示范市集市管理局&cited=夜间集市法28&amount=600&day={clock.today().replace(day=1).isoformat()}")
    expect(page.locator("main")).to_contain_text("夜间集市法")
