"""What a citizen comes for, in a browser, on a desk and on a telephone: find, read, check, take along, print, tell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.doors.browsing import open_chromium, portal_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.sweep  # a minute; part of ./sunlit test --all
DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
#: Says that the page was to be printed, as no printer does.
PRINTED = "window.print = () => { document.documentElement.dataset.printed = 'yes'; };"


@pytest.fixture(scope="module")
def portal() -> Iterator[dict[str, Any]]:
    with portal_server() as told:
        yield told


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def window(request: pytest.FixtureRequest, chromium: Browser, portal: dict[str, Any]) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport=request.param, base_url=portal["url"])
    yield opened
    opened.close()


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Page]:
    said: list[str] = []
    opened = window.new_page()
    opened.add_init_script(PRINTED)
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    yield opened
    assert not said


def on_screen(tab: Page, selector: str) -> bool:
    """Whether the top of something is in sight without scrolling on."""
    return bool(
        tab.evaluate(
            "s => { const r = document.querySelector(s).getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight; }",
            selector,
        )
    )


def test_she_finds_by_everyday_words_while_still_typing(tab: Page) -> None:
    tab.goto("/")
    field = tab.get_by_role("combobox", name="搜索职权事项、法规和单位")
    field.press_sequentially("开夜", delay=30)

    choices = tab.get_by_role("listbox", name="可能要找的").get_by_role("option")
    expect(choices.first).to_contain_text("夜间集市开办许可")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(choices.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == choices.first.get_attribute("id")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("开夜")
    field.press("ArrowDown")
    field.press("ArrowUp")  # back to what was typed
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("Enter")

    expect(tab).to_have_url(re.compile(r"/search/\?"))
    tab.locator("main").get_by_role("link", name="夜间集市开办许可", exact=True).first.click()
    expect(tab.get_by_role("heading", name="夜间集市开办许可", level=1)).to_be_visible()


def test_she_chooses_what_is_suggested_with_the_mouse(tab: Page) -> None:
    tab.goto("/units/")
    tab.get_by_label("搜索范围").select_option("units")
    tab.get_by_role("combobox", name="搜索职权事项、法规和单位").press_sequentially("sfssw", delay=30)
    tab.get_by_role("option", name=re.compile("示范市水务局")).click()

    expect(tab.get_by_role("heading", name="示范市水务局", level=1)).to_be_visible()


def test_without_scripts_the_field_is_a_plain_search(chromium: Browser, portal: dict[str, Any]) -> None:
    window = chromium.new_context(base_url=portal["url"], java_script_enabled=False)
    tab = window.new_page()
    tab.goto("/")
    tab.get_by_label("搜索职权事项、法规和单位").fill("夜间集市法28")
    tab.get_by_label("搜索范围").select_option("laws")
    tab.get_by_role("button", name="搜索").click()
    tab.get_by_role("link", name=re.compile("夜间集市法")).first.click()

    expect(tab.get_by_role("heading", name="第二十八条")).to_be_visible()
    window.close()


def test_she_reads_a_basis_where_it_stands_and_as_it_was(tab: Page) -> None:
    tab.goto("/powers/pw-fine/")
    tab.locator("#bases").get_by_role("link", name=re.compile("夜间集市法")).click()

    expect(tab).to_have_url(re.compile("#a28$"))
    assert on_screen(tab, "#a28")
    tab.get_by_label("看某一天有效的版本").fill("2020-01-01")
    tab.get_by_role("button", name="查看").click()
    expect(tab.locator("#a28")).to_contain_text("五千元以上二万元以下")
    tab.get_by_role("link", name=re.compile("版本比较")).click()
    expect(tab.locator(".compared")).to_have_count(1)
    expect(tab.locator(".compared del").first).to_be_visible()


def test_she_checks_a_penalty_and_sees_the_answer_at_once(tab: Page) -> None:
    tab.goto("/powers/pw-fine/")
    tab.get_by_role("link", name="核对我收到的决定").click()
    tab.get_by_label("罚款金额（元）").fill("9万")
    tab.get_by_label("决定的日期", exact=True).fill("2026-10-08")
    tab.get_by_role("button", name="核对").click()

    assert on_screen(tab, "#found")
    expect(tab.get_by_text("填上违法所得或者货值金额")).to_be_visible()
    tab.get_by_label(re.compile("违法所得或者货值金额")).fill("3万")
    tab.get_by_role("button", name="核对").click()
    expect(tab.get_by_text("在本条写明的某一档范围之内")).to_be_visible()
    expect(tab.locator("#found .notice-ok")).to_contain_text("30,000–90,000 元")
    expect(tab.locator("#found")).to_contain_text("2026年12月7日")


def test_she_takes_the_item_along(tab: Page) -> None:
    tab.goto("/powers/pw-open/")
    tab.locator(".item-tools").get_by_role("link", name="下载").click()
    with tab.expect_download() as started:
        tab.get_by_role("link", name="JSON", exact=True).click()

    told = json.loads(Path(started.value.path()).read_text())
    assert told["body"]["name"] == "夜间集市开办许可"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/powers/pw-open/", "#bases"),
        ("/laws/l-fair/v2/", "#a28"),
        ("/check/?unit=示范市夜间集市管理局&cited=夜间集市法28", ".printed"),
    ],
)
def test_she_prints_what_it_says_and_none_of_what_is_around(tab: Page, path: str, kept: str) -> None:
    tab.goto(path)
    tab.get_by_role("button", name="打印").click()
    assert tab.evaluate("document.documentElement.dataset.printed") == "yes"

    tab.emulate_media(media="print")
    expect(tab.locator(kept)).to_be_visible()
    for around in (".public-nav", ".public-search", ".util", "main form"):
        assert not any(one.is_visible() for one in tab.locator(around).all()), around


def test_she_tells_of_a_demand_and_looks_up_her_receipt(tab: Page) -> None:
    tab.goto("/outside-list/")
    tab.get_by_label("哪个单位").fill("某某街道")
    tab.get_by_label("要求您做什么").fill("办夜市要先交五百元保证金")
    tab.get_by_role("button", name="提交").click()
    number = tab.locator(".receipt-number").inner_text().strip()
    assert re.fullmatch(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", number)

    tab.get_by_role("link", name="查询回执").click()
    tab.get_by_label("回执号").fill(number.lower())
    tab.get_by_role("button", name="查询").click()
    expect(tab.locator(".stages [aria-current=step]")).to_have_text("已收到")
    assert number.lower() not in tab.url


def test_on_a_telephone_the_menu_is_one_line_until_it_is_opened(chromium: Browser, portal: dict[str, Any]) -> None:
    window = chromium.new_context(viewport=TELEPHONE, base_url=portal["url"])
    window.add_cookies([{"name": "display", "value": "larger.normal.on", "url": portal["url"]}])
    tab = window.new_page()
    tab.goto("/units/")
    assert tab.evaluate("document.querySelector('header').getBoundingClientRect().height") < 360
    assert tab.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]

    link = tab.get_by_role("link", name="按所在地")
    assert not link.is_visible()
    tab.get_by_text("菜单").click()
    link.click()
    expect(tab.get_by_role("heading", name="在我所在地由谁办")).to_be_visible()
    window.close()
