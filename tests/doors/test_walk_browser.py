"""A workbook from Excel to the portal: registered on the roll, signed, sent, judged, met on, reported, filed, read.

Many items go the way together: nobody comes back to a list to open the next, and what may be done at once is.
"""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from sunlit.kernel import clock
from tests.doors.browsing import open_chromium
from tests.doors.test_tutorial_browser import come_in
from tests.support.running_demo import Demo
from tests.support.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.sweep  # three minutes; part of ./sunlit test --all
#: Where pictures of each page on the way are put, if anywhere.
PICTURES = os.environ.get("WALK_PICTURES", "")
HEAD = ("序号", "职权名称", "职权类别", "实施依据", "行使主体", "承办科室", "承诺时限")
ITEMS = (
    ("集市招牌悬挂登记", "行政确认", "《夜间集市法》第九条"),
    ("对擅自悬挂集市招牌的处罚", "行政处罚", "《夜间集市法》第二十五条"),
    ("集市招牌检查", "行政检查", "《夜间集市法》第二十一条"),
)
FIRST = ITEMS[0][0]


def workbook() -> bytes:
    """A list as a department keeps it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("示范市集市管理局权责清单",))
    sheet.append(HEAD)
    for n, (name, type_, basis) in enumerate(ITEMS, 1):
        sheet.append((n, name, type_, basis, "示范市集市管理局", "市场准入科", "5个工作日"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def kept(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_workbook_goes_from_excel_to_the_portal(tmp_path: Path) -> None:
    file = tmp_path / "集市招牌权责清单.xlsx"
    file.write_bytes(workbook())
    walk(tmp_path, file, FIRST, len(ITEMS), chart=True)


def test_a_list_as_a_city_published_it_goes_the_same_way(tmp_path: Path) -> None:
    [file] = shared_data("power-lists/karamay").glob("*医疗保障局*")
    walk(tmp_path, file, "医疗保险稽核", 17, chart=False)


def walk(tmp_path: Path, file: Path, shown: str, n: int, *, chart: bool) -> None:
    """The way of all items of a workbook, and what a citizen reads of one of them."""
    demo = Demo(tmp_path / "home", "--port", "0")
    try:
        with open_chromium() as chromium:
            names = registers(come_in(chromium, demo, "ye"), file, n)
            signs(come_in(chromium, demo, "zhang"))
            registrar = come_in(chromium, demo, "he")
            sends(registrar)
            judges(come_in(chromium, demo, "fang"), names)
            meets(come_in(chromium, demo, "gao"))
            reports(registrar)
            for user in ("lu", "yan"):
                says(come_in(chromium, demo, user), names, user)
            passes(come_in(chromium, demo, "gu"), names)
            office = come_in(chromium, demo, "qin")
            publishes(office, names)
            if chart:
                draws(office, shown)
            reads(chromium, demo.told["portal"], shown, chart=chart)
    finally:
        demo.stop()


def into_the_stocktake(page: Page) -> None:
    page.get_by_role("link", name="清理工作").first.click()
    page.get_by_role("link", name=re.compile("行政职权清理")).first.click()


def into_the_inbox(page: Page) -> None:
    page.get_by_role("link", name="待办事项").first.click()
    page.wait_for_url("**/inbox/")
    page.wait_for_load_state("networkidle")


def registers(page: Page, file: Path, n: int) -> list[str]:
    """From Excel onto one's own line of the roll; what was there and not filled in is taken back. Returns the names."""
    into_the_stocktake(page)
    page.get_by_role("link", name="我的登记").first.click()
    for _ in range(2):
        page.locator("button[value=give-up]").first.click()
        page.get_by_text("已经撤回这一项").wait_for()
    page.get_by_role("link", name="从 Excel 清单").first.click()
    page.get_by_label(re.compile("不涉密")).check()
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_label("清单没有写公开范围的").select_option(label="社会")
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name=f"登记 {n} 项").click()
    page.wait_for_url("**/mine/")
    kept(page, "mine")
    names = [name.strip() for name in page.locator("tr[data-row] a.cell-title").all_inner_texts()]
    assert len(names) == n
    page.get_by_role("button", name="登记完毕").click()
    expect(page.get_by_role("button", name="撤回签认")).to_be_visible()
    return names


def signs(page: Page) -> None:
    into_the_stocktake(page)
    page.get_by_role("link", name="市集市局").first.click()
    page.get_by_role("link", name="市场准入科").first.click()
    page.get_by_role("button", name="签认并冻结清单").click()
    expect(page.locator("main")).to_contain_text("已冻结")


def sends(page: Page) -> None:
    """All that is ready at once."""
    into_the_stocktake(page)
    page.get_by_role("link", name="市集市局").first.click()
    kept(page, "unit")
    page.get_by_role("button", name="把选中的送审").click()
    expect(page.locator("main")).to_contain_text("已送审")


def row_of(page: Page, name: str) -> Locator:
    return page.locator("tr[data-row]").filter(has=page.get_by_role("link", name=name, exact=True))


def opened(page: Page, left: list[str]) -> str:
    """One of those that are left, in the drawer: that which opened by itself, or else the first."""
    drawer = page.locator("#drawer-name")
    if not (drawer.count() and drawer.inner_text().strip() in left):
        with page.expect_response(lambda answer: "/drawer/" in answer.url):
            row_of(page, left[0]).locator("[data-drawer]").click()
    page.locator("#drawer form").first.wait_for()
    return drawer.inner_text().strip()


def judges(page: Page, names: list[str]) -> None:
    """The four questions of each item, one by one: what was judged leaves the list and the next opens by itself."""
    into_the_inbox(page)
    left = list(names)
    while left:
        name = opened(page, left)
        for answer in page.locator('#drawer input[type="radio"][value="yes"]').all():
            answer.check()
        with page.expect_navigation():
            page.locator("#drawer").get_by_role("button", name="通过").click()
        page.wait_for_load_state("networkidle")
        left.remove(name)


def meets(page: Page) -> None:
    """One meeting, everything that waits for it."""
    page.goto(page.url.rstrip("/") + "/reviews/deliberate/")
    page.get_by_role("link", name="全部选中").click()
    page.wait_for_url("**all=1")
    page.get_by_label("会议日期").fill(clock.today().isoformat())
    page.get_by_label("会议纪要文号").fill("集市局纪要〔2026〕15号")
    page.get_by_label("应到").fill("7")
    page.get_by_label("实到").fill("6")
    kept(page, "meeting")
    page.get_by_role("button", name="录入决定").click()
    page.wait_for_url("**/reviews/")


def reports(page: Page) -> None:
    into_the_inbox(page)
    page.goto(page.url.replace("/inbox/", "/reviews/report/"))
    page.get_by_label("审核意见文号").fill("集市审〔2026〕15号")
    page.get_by_role("button", name="编号上报").click()
    page.wait_for_url("**/reviews/")


def says(page: Page, names: list[str], user: str) -> None:
    """合法性审查 and 保密审查: of each item for itself, one after the other."""
    into_the_inbox(page)
    left = list(names)
    while left:
        name = opened(page, left)
        page.locator("#drawer").get_by_label("符合要求").first.check()
        with page.expect_navigation():
            page.locator("#drawer").get_by_role("button", name="出具意见").click()
        page.wait_for_load_state("networkidle")
        left.remove(name)
    kept(page, f"joint-{user}")


def choose_opened(page: Page, names: list[str]) -> None:
    """Each opened, all of them chosen."""
    into_the_inbox(page)
    for name in names:
        with page.expect_response(lambda answer: "/drawer/" in answer.url):
            row_of(page, name).locator("[data-drawer]").click()
    for name in names:
        row_of(page, name).locator("[data-choose]").check()
    page.get_by_role("button", name="批量通过").click()


def passes(page: Page, names: list[str]) -> None:
    """机构编制审查, together, of what was opened."""
    choose_opened(page, names)
    page.get_by_role("button", name=f"通过这 {len(names)} 项").click()
    expect(page.locator("main")).to_contain_text("已办完", timeout=60_000)
    expect(page.locator("main")).to_contain_text(names[0])


def publishes(page: Page, names: list[str]) -> None:
    """Determined together where all three agreed, and published from the page that says so."""
    n = len(names)
    choose_opened(page, names)
    page.get_by_label("意见（写入每一项）").fill("三方意见一致，准予备案。")
    page.get_by_role("button", name=f"通过这 {n} 项").click()
    page.get_by_role("button", name=f"公布在案的这 {n} 项").click()
    expect(page.locator("main")).to_contain_text(names[0])
    kept(page, "publish")
    page.locator("main form button.button-main").first.click()
    expect(page.locator("body")).to_contain_text(f"已决定公布 {n} 项")


def draws(page: Page, shown: str) -> None:
    """Its chart, from that of its category, published."""
    page.get_by_role("link", name="职权目录").first.click()
    page.get_by_label("名称或编码中的词").fill(shown)
    page.get_by_label("名称或编码中的词").press("Enter")
    page.get_by_role("link", name=shown).first.click()
    page.get_by_role("button", name=re.compile("类别流程")).click()
    page.wait_for_url("**/flows/**")
    kept(page, "drawing")
    page.goto(page.url.replace("edit/", ""))
    page.get_by_role("button", name="发布为新版").click()
    expect(page.locator("main")).to_contain_text("历次版本")
    kept(page, "flow")


def reads(chromium: Browser, portal: str, shown: str, *, chart: bool) -> None:
    """What a citizen reads: the item, with its two charts."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    for _ in range(90):
        page.goto(f"{portal}search/?q={shown}")
        if page.get_by_role("link", name=shown).count():
            break
        page.wait_for_timeout(1000)
    page.get_by_role("link", name=shown).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(shown)
    for _ in range(60 if chart else 0):
        if page.locator("#flow").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    kept(page, "public")
    if chart:
        expect(page.locator("#flow svg").first).to_be_visible()
