"""One item through the stocktake in the browser: an officer registers it, the head signs, the unit sends it to review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.doors.browsing import open_chromium, stocktake_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_an_item_goes_from_an_officer_to_the_review() -> None:
    with stocktake_server() as desk, open_chromium() as browser:

        def sit(name: str) -> Page:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            context.add_cookies([{"name": "sessionid", "value": desk["sessions"][name], "url": desk["url"]}])
            return context.new_page()

        _registers(sit, desk)
        _signs(sit, desk)
        _sends(sit, desk)


def _registers(sit: Callable[[str], Page], desk: dict[str, Any]) -> None:
    page = sit("钱二")
    page.goto(f"{desk['url']}/stocktakes/")
    page.get_by_role("link", name="1 个岗位待登记").click()
    page.get_by_role("link", name="按操作程序").click()
    page.get_by_label("不涉密").check()
    page.get_by_label("按先后顺序，一行写一步").fill("收件并出具回执\n审查材料")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("第 1 步行使的职权").fill("放河灯许可")
    page.get_by_role("button", name="登记为草稿").click()
    page.get_by_label("职权类别", exact=True).select_option("licensing")
    page.locator("#bases-0").get_by_label("法规全称").fill("示范省河灯管理条例")
    page.locator("#bases-0").get_by_label("条款项").fill("第二条")
    page.locator(".save-bar").get_by_role("button", name="保存草稿").click()
    page.get_by_text("草稿已保存").wait_for()
    mine = f"{desk['url']}/stocktakes/{desk['stocktake']}/mine/"
    page.goto(mine)
    expect(page.get_by_text("从操作程序登记")).to_be_visible()
    _drafts_another(page, mine)
    page.get_by_role("button", name="登记完毕").click()
    expect(page.get_by_role("button", name="撤回签认")).to_be_visible()


def _drafts_another(page: Page, mine: str) -> None:
    """What a colleague calls by another name and rests on another article: no machine takes it for the same."""
    page.get_by_role("link", name="空白登记").click()
    page.get_by_label("不涉密").check()
    page.get_by_role("button", name="开始填写").click()
    page.get_by_label("职权名称", exact=True).fill("水面灯火备查")
    page.get_by_label("职权类别", exact=True).select_option("licensing")
    page.locator("#bases-0").get_by_label("法规全称").fill("示范省河灯管理条例")
    page.locator("#bases-0").get_by_label("条款项").fill("第一条")
    page.locator(".save-bar").get_by_role("button", name="保存草稿").click()
    page.get_by_text("草稿已保存").wait_for()
    page.goto(mine)


def _signs(sit: Callable[[str], Page], desk: dict[str, Any]) -> None:
    page = sit("赵一")
    page.goto(f"{desk['url']}/stocktakes/{desk['stocktake']}/mine/")
    page.get_by_role("button", name="声明无职权").click()
    page.goto(f"{desk['url']}/stocktakes/offices/{desk['office']}/")
    expect(page.get_by_text("尚未登记：孙三")).to_be_visible()
    page.locator("summary", has_text="说明缺席").click()
    page.get_by_label("缺席的理由").fill("病假至月底")
    page.get_by_role("button", name="记下").click()
    page.get_by_role("button", name="签认并冻结清单").click()
    expect(page.get_by_role("heading", name="已冻结")).to_be_visible()


def _sends(sit: Callable[[str], Page], desk: dict[str, Any]) -> None:
    page = sit("法制")
    page.goto(f"{desk['url']}/stocktakes/units/{desk['unit']}/")
    page.get_by_text("合并另外两项").click()
    page.get_by_label("保留").select_option(label="放河灯许可 · 许可科")
    page.get_by_label("并入").select_option(label="水面灯火备查 · 许可科")
    page.get_by_label("合并的理由").last.fill("名称不同，实为一项")
    page.get_by_role("button", name="合并为一项").click()
    expect(page.get_by_text("原登记为“水面灯火备查”")).to_be_visible()
    page.get_by_role("button", name="把选中的送审").click()
    expect(page.get_by_text("已送审 1 项")).to_be_visible()
    expect(page.get_by_text("审核中")).to_be_visible()
