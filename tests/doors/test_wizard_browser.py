"""建站向导, click by click: an empty installation becomes a ready one in a browser, and the three sign in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sunlit.demo.calendar import notice
from sunlit.demo.lists import workbooks
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel import clock
from tests.doors.browsing import empty_server, open_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.sweep  # a minute; part of ./sunlit test --all


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def on(page: Page, heading: str) -> None:
    page.get_by_role("link", name="下一步").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def choose(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def test_whoever_has_the_link_sets_a_city_up_without_a_programmer() -> None:
    with empty_server() as desk, open_chromium() as chromium:
        page = chromium.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(desk["url"] + desk["link"])
        press(page, "开始设置")

        page.get_by_label("城市名称").fill("示范市")
        page.get_by_label("区划代码").fill("990100")
        page.get_by_label("层级").select_option(label="市级")
        press(page, "保存，下一步")

        expect(page.get_by_role("heading", level=1)).to_have_text("日历")
        press(page, "装入程序自带的日历")
        expect(page.get_by_text("程序自带的日历已装入。")).to_be_visible()
        choose(page, *notice(clock.today().year + 1))
        press(page, "读取并预览")
        press(page, "确认装入")
        expect(page.get_by_text("日历已装入。", exact=True)).to_be_visible()

        on(page, "三员")
        for label, name in (("系统管理员的姓名", "甲一"), ("安全管理员的姓名", "乙二"), ("审计管理员的姓名", "丙三")):
            page.get_by_label(label).fill(name)
        press(page, "开户")
        told = page.locator("main").inner_text()
        password = re.search(r"sysadmin\s+(\S{16})", told)
        assert password, told

        on(page, "机关")
        choose(page, ORGANS_FILE, workbook())
        press(page, "读取并预览")
        press(page, "确认载入")
        expect(page.get_by_text("机关已载入。")).to_be_visible()

        on(page, "清单")
        page.get_by_label("已经审查，不涉密").check()
        choose(page, *workbooks()[0])
        press(page, "送检")
        expect(page.get_by_text("清单已送检")).to_be_visible()

        on(page, "页脚和徽标")
        page.get_by_label("主办单位").fill("示范市人民政府办公室")
        page.get_by_label("联系方式").fill("监督电话 12345")
        press(page, "保存，下一步")

        expect(page.get_by_role("heading", level=1)).to_have_text("就绪")
        expect(page.locator("main")).to_contain_text("管理员的动态码")  # what is missing is said
        press(page, "结束设置")
        expect(page.get_by_text("设置已结束，链接作废")).to_be_visible()

        page.get_by_label("用户名").fill("sysadmin")
        page.get_by_label("口令").fill(password[1])
        press(page, "登录")
        expect(page.get_by_role("heading", level=1)).to_have_text("启用验证器")
        other = chromium.new_context().new_page()
        other.goto(desk["url"] + desk["link"])
        press(other, "开始设置")
        expect(other.locator("main")).to_contain_text("./sunlit init --web")
        assert said == []
