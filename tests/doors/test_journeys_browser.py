"""What a person does at the desk, in a browser: signing in, working through findings by hand and by key, without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.doors.browsing import desk_server, open_chromium, sign_in
from tests.support.people import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk() -> Iterator[dict[str, Any]]:
    with desk_server() as told:
        yield told


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(chromium: Browser, desk: dict[str, Any]) -> Any:
    """The cookies of one sign-in; a code signs in once."""
    context = chromium.new_context()
    sign_in(context.new_page(), desk)
    return context.storage_state()


@pytest.fixture
def window(chromium: Browser, kept: Any) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 900}, storage_state=kept)
    yield opened
    opened.close()


@pytest.fixture
def tab(window: BrowserContext) -> Page:
    return window.new_page()


def findings(desk: dict[str, Any], query: str = "") -> str:
    return f"{desk['url']}/lists/{desk['checked']}/findings/{query}"


def test_a_newcomer_sets_up_a_second_factor_and_comes_in(chromium: Browser, desk: dict[str, Any]) -> None:
    tab = chromium.new_context().new_page()
    sign_in(tab, desk, "newcomer")
    expect(tab.get_by_role("heading", name="启用验证器")).to_be_visible()
    assert tab.evaluate("document.querySelector('.scan img').naturalWidth") > 0

    tab.get_by_label("动态码").fill("000000")
    tab.get_by_role("button", name="启用", exact=True).click()
    expect(tab.get_by_role("alert")).to_be_focused()

    tab.get_by_label("动态码").fill(code_of(tab.locator("code").inner_text()))
    tab.get_by_role("button", name="启用", exact=True).click()
    expect(tab.locator(".codes li")).to_have_count(10)
    tab.get_by_role("link", name="已妥善保存，开始工作").click()
    expect(tab.get_by_role("heading", name="首页")).to_be_visible()
    tab.context.close()


def test_findings_are_narrowed_opened_and_accepted_without_losing_the_place(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(findings(desk))
    tab.get_by_label("实施主体").select_option(label="市桥梁管理处 · 15")
    expect(tab).to_have_url(re.compile("unit="))
    tab.get_by_role("link", name=re.compile("^警告")).click()
    expect(tab.locator("tbody tr")).to_have_count(5)

    tab.locator("tbody tr").nth(1).get_by_role("link").click()
    expect(tab.locator("#opened")).to_be_focused()
    expect(tab).to_have_url(re.compile("open="))
    expect(tab.locator("tbody tr").nth(1)).to_have_class(re.compile(r"\bopen\b"))

    tab.get_by_label("接受的理由").fill("省里另有统一口径。")
    tab.get_by_role("button", name="接受，维持原样").click()
    expect(tab.get_by_role("status").first).to_contain_text("已接受")
    expect(tab.get_by_role("button", name="撤回接受")).to_be_visible()
    expect(tab.locator("tbody tr")).to_have_count(5)

    tab.get_by_role("link", name="下一个问题").click()
    expect(tab.locator("tbody tr").nth(2)).to_have_class(re.compile(r"\bopen\b"))
    tab.go_back()
    expect(tab.locator("tbody tr").nth(1)).to_have_class(re.compile(r"\bopen\b"))


def test_a_list_is_walked_by_keys(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(findings(desk))
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    expect(tab.locator("tbody tr").nth(0).get_by_role("link")).to_be_focused()
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    expect(tab.locator("#opened")).to_be_focused()
    tab.keyboard.press("j")
    expect(tab.locator("tbody tr").nth(2).get_by_role("link")).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.locator("#search")).to_be_focused()
    tab.keyboard.type("j承诺书")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/search/"))


def test_keys_can_be_switched_off(window: BrowserContext, desk: dict[str, Any]) -> None:
    window.add_cookies([{"name": "display", "value": "normal.normal.off", "url": desk["url"]}])
    tab = window.new_page()
    tab.goto(findings(desk))
    tab.keyboard.press("/")
    expect(tab.locator("#search")).not_to_be_focused()


def test_the_skip_link_leads_past_the_rail(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(desk["url"] + "/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()


def test_everything_works_without_scripts(chromium: Browser, kept: Any, desk: dict[str, Any]) -> None:
    context = chromium.new_context(storage_state=kept, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(findings(desk))
    tab.get_by_label("处理情况").select_option("open")
    tab.get_by_role("button", name="筛选").click()
    assert "state=open" in tab.url
    tab.get_by_role("link", name="下一页").click()
    assert "page=2" in tab.url
    tab.locator("tbody tr").nth(0).get_by_role("link").click()
    assert "open=" in tab.url
    tab.get_by_role("button", name="接受，维持原样").click()
    assert "请写明接受的理由" in tab.inner_text("main")

    tab.goto(f"{desk['url']}/lists/{desk['running']}/")
    tab.get_by_role("link", name="刷新").click()
    tab.goto(f"{desk['url']}/lists/hand-in/")
    tab.get_by_label("选择文件").set_input_files({"name": "甲.xlsx", "mimeType": "", "buffer": b"not a workbook"})
    tab.get_by_label("已经审查，不涉密").check()
    tab.get_by_role("button", name="提交核查").click()
    assert "等待核查" in tab.inner_text("main")
    context.close()


def test_files_and_folders_can_be_dropped(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(f"{desk['url']}/lists/hand-in/")
    tab.get_by_label("选择文件", exact=True).set_input_files(
        [{"name": "甲.xlsx", "mimeType": "", "buffer": b"a" * 2048}, {"name": "乙.xls", "mimeType": "", "buffer": b"b"}]
    )
    expect(tab.get_by_role("list", name="已选文件").get_by_role("listitem")).to_have_count(2)
    expect(tab.locator("[data-said]")).to_have_text("已选 2 个文件")

    tab.evaluate(
        """() => {
          const held = new DataTransfer();
          held.items.add(new File(["x"], "丙.xlsx"));
          held.items.add(new File(["x"], ".隐藏"));
          document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true}));
        }"""
    )
    expect(tab.locator("[data-said]")).to_have_text("已选 1 个文件")
    tab.get_by_label("已经审查，不涉密").check()
    tab.get_by_role("button", name="提交核查").click()
    expect(tab.get_by_role("heading", name="丙.xlsx")).to_be_visible()


def test_progress_is_asked_for_while_the_page_waits(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(f"{desk['url']}/lists/{desk['running']}/")
    with tab.expect_response(re.compile("/progress/")) as asked:
        pass
    assert asked.value.ok
    expect(tab.get_by_role("progressbar")).to_have_attribute("value", "30")


def test_two_minutes_before_the_end_a_person_is_asked_and_can_stay(tab: Page, desk: dict[str, Any]) -> None:
    tab.clock.install()
    tab.goto(desk["url"] + "/")
    dialog = tab.get_by_role("dialog", name="即将自动退出")
    tab.clock.run_for("12:30")
    expect(dialog).to_be_hidden()
    tab.clock.run_for("01:00")
    expect(dialog).to_be_visible()
    expect(tab.get_by_role("button", name="继续工作")).to_be_focused()
    with tab.expect_response(re.compile("/stay/")) as stayed:
        tab.get_by_role("button", name="继续工作").click()
    assert stayed.value.status == 204
    expect(dialog).to_be_hidden()
    tab.clock.run_for("12:30")
    expect(dialog).to_be_hidden()
    with tab.expect_navigation():
        tab.clock.run_for("03:00")


def test_a_page_of_statute_prints_without_the_furniture(tab: Page, desk: dict[str, Any]) -> None:
    tab.goto(f"{desk['url']}/laws/{desk['law']}/")
    tab.emulate_media(media="print")
    expect(tab.locator(".rail")).to_be_hidden()
    expect(tab.locator(".bar")).to_be_hidden()
    expect(tab.get_by_text("防火承诺书")).to_be_visible()


def test_a_step_that_is_opened_is_in_sight_and_a_drawing_prints_its_steps_without_its_fields(
    tab: Page, desk: dict[str, Any]
) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{desk['url']}/flows/{desk['flow']}/edit/")
    last = tab.locator(".flow-row-head").last
    with tab.expect_response(lambda answer: answer.request.method == "POST"):
        last.get_by_role("button").first.click()
    opened = tab.locator(".flow-row.open .flow-row-head")
    expect(opened).to_be_in_viewport()  # what was open above it is folded, and the page shorter

    tab.emulate_media(media="print")
    expect(opened.locator(".row-name")).to_be_visible()
    expect(tab.locator(".flow-chart")).to_be_visible()
    expect(tab.locator("#node")).to_be_hidden()


def test_what_was_typed_and_not_sent_is_there_again_when_an_idle_page_was_left(tab: Page, desk: dict[str, Any]) -> None:
    tab.clock.install()
    tab.goto(f"{desk['url']}/lists/hand-in/")
    tab.get_by_label("核查日期").fill("2026-03-01")
    tab.locator("main form").first.evaluate("form => { form.autocomplete = 'off'; }")  # the browser itself keeps nothing
    tab.clock.fast_forward("13:30")
    expect(tab.get_by_role("dialog", name="即将自动退出")).to_be_visible()
    with tab.expect_navigation(wait_until="load"):
        tab.clock.fast_forward("02:00")

    expect(tab.get_by_label("核查日期")).to_have_value("2026-03-01")
    assert tab.evaluate("sessionStorage.getItem('sunlit-kept')") is None
