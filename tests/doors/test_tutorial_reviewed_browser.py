"""Four powers by the four routes, click by click, each from its registration to the portal, as everybody on the way.

The first is the tutorial of the stocktake. One demonstration for all of them; who has come in stays.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sunlit.kernel import clock
from tests.doors.browsing import open_chromium
from tests.doors.test_tutorial_browser import come_in
from tests.support.running_demo import Demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.sweep  # some minutes; part of ./sunlit test --all
NAME, STALLS, FAIR, STAGE = "夜间集市延期举办许可", "食品摊位年度核验", "灯会分流方案确认", "小集摊位调换登记"
#: People on the three other routes who have no account of their own in the demonstration.
PEOPLE = (
    ("wu", "武平安", "5021"), ("zheng", "郑编", "5903"), ("an", "安谨言", "5904"), ("husheng", "湖生", "6001"),
    ("huxin", "湖心亭", "6099"), ("lvzheng", "律正", "6902"), ("gongsun", "公孙朗", "6901"), ("yuane", "员额", "6903"),
    ("shen", "慎言", "6904"), ("ta", "塔上明", "7099"), ("anrushan", "安如山", "6011"), ("xu", "许便利", "7011"),
)  # fmt: skip
#: Where pictures of each page on the way are put, if anywhere.
PICTURES = os.environ.get("TUTORIAL_PICTURES", "")


def kept(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


class People:
    """Everybody at their desks: each comes in once."""

    def __init__(self, chromium: Browser, demo: Demo) -> None:
        self.chromium, self.demo = chromium, demo
        self.pages: dict[str, Page] = {}

    def __call__(self, user: str) -> Page:
        if user not in self.pages:
            self.pages[user] = come_in(self.chromium, self.demo, user)
        return self.pages[user]

    def waiting(self, user: str, name: str) -> Page:
        """At the item, by the inbox and its drawer."""
        page = self(user)
        page.get_by_role("link", name=re.compile("待办事项")).first.click()
        # Before the page's script has run a name leads to its full page, as it does for who has none.
        page.wait_for_url("**/inbox/")
        kept(page, f"{name}-inbox-{user}")
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_text("打开全页").first).to_be_visible()
        kept(page, f"{name}-drawer-{user}")
        page.get_by_text("打开全页").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        return page

    def judged(self, name: str, *, joint: tuple[str, str, str], office: str) -> None:
        """Through the joint review to the conclusion, and out to the portal."""
        for user in joint:
            says(self.waiting(user, name), f"{name}-{user}")
        page = self.waiting(office, name)
        determines(page, name)
        publishes(page, name)  # each tier what it has determined
        reads(self.chromium.new_context().new_page(), self.demo.told["portal"], name)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    demo = Demo(tmp_path_factory.mktemp("routes") / "home", "--port", "0")
    try:
        demo.admit(PEOPLE)
        with open_chromium() as chromium:
            yield People(chromium, demo)
    finally:
        demo.stop()


def test_one_power_from_registration_to_the_portal(people: People) -> None:
    registers(people("ye"), NAME, kind="行政许可", article="第九条")
    signs(people("zhang"), "示范市集市管理局", "市集市局", "市场准入科")
    gathers(people("he"), "示范市集市管理局", "市集市局", NAME)
    judges(people.waiting("fang", NAME), NAME)
    deliberates(people.waiting("gao", NAME), NAME)
    reports(people.waiting("he", NAME), NAME)
    people.judged(NAME, joint=("lu", "gu", "yan"), office="qin")


def test_one_of_a_countys_department(people: People) -> None:
    """县区部门: its officer, its leader who signs for an office without a head, and the county's offices."""
    registers(people("wu"), STALLS, kind="行政确认", law="集市食品摊位管理条例", article="第四条")
    signs(people("luzhiyuan"), "城东区集市管理局", "城东区集市局", "执法大队")
    gathers(people("dongfang"), "城东区集市管理局", "城东区集市局", STALLS)
    judges(people.waiting("dongfang", STALLS), STALLS)
    deliberates(people.waiting("luzhiyuan", STALLS), STALLS)
    reports(people.waiting("dongfang", STALLS), STALLS)
    people.judged(STALLS, joint=("cheng", "zheng", "an"), office="xiang")


def test_one_of_a_countys_government(people: People) -> None:
    """县区政府: the office that does the work prepares it, the government's own gathers it; then the county's legal office.

    Its list was signed already: it is sent back for what is missing, and signed anew.
    """
    unit, short, office = "湖西区人民政府", "湖西区政府", "应急办公室"
    sends_back(people("husheng"), unit, short, office)
    registers(
        people("anrushan"), FAIR, kind="行政确认", law="示范市集市公共安全应急办法", article="第四条", again=True
    )
    signs(people("huxin"), unit, short, office)
    gathers(people("husheng"), unit, short, FAIR)
    judges(people.waiting("lvzheng", FAIR), FAIR)
    deliberates(people.waiting("huxin", FAIR), FAIR)
    reports(people.waiting("husheng", FAIR), FAIR)
    people.judged(FAIR, joint=("lu", "gu", "yan"), office="qin")
    offered(people("qin"), FAIR, times=1)
    offered(people("gongsun"), FAIR, times=0)


def test_one_of_a_township(people: People) -> None:
    """乡镇: it takes stock by itself, its own meeting, and the county's offices, which also publish."""
    unit, short, office = "灯塔镇人民政府", "灯塔镇", "便民服务中心"
    sends_back(people("deng"), unit, short, office)
    registers(people("xu"), STAGE, kind="行政确认", law="示范市集市公共安全应急办法", article="第七条", again=True)
    signs(people("ta"), unit, short, office)
    gathers(people("deng"), unit, short, STAGE)
    deliberates(people.waiting("ta", STAGE), STAGE)
    reports(people.waiting("deng", STAGE), STAGE)
    people.judged(STAGE, joint=("lvzheng", "yuane", "shen"), office="gongsun")


def into_the_stocktake(page: Page) -> None:
    page.get_by_role("link", name="清理工作").first.click()
    page.get_by_role("link", name=re.compile("行政职权清理")).first.click()


def registers(
    page: Page, name: str, *, kind: str, law: str = "夜间集市法", article: str, again: bool = False
) -> None:
    """2: an officer registers what they do in order, then the power each step exercises.

    `again`: they had signed, and take that back first.
    """
    into_the_stocktake(page)
    kept(page, f"{name}-board")
    page.get_by_role("link", name="我的登记").first.click()
    if again:
        page.get_by_role("button", name="撤回签认").click()
        expect(page.get_by_role("button", name="登记完毕")).to_be_visible()
    page.get_by_role("link", name="按操作程序").first.click()
    page.get_by_label(re.compile("不涉密")).check()
    page.get_by_label("按先后顺序，一行写一步").fill("接收延期申请\n核对场地证明")
    page.get_by_role("button", name=re.compile("下一步")).click()
    page.get_by_label("第 1 步行使的职权").fill(name)
    page.get_by_role("button", name="登记为草稿").click()
    fills(page, kind, law, article)
    kept(page, f"{name}-draft")
    page.get_by_role("link", name="回到我的登记").first.click()
    page.wait_for_url("**/mine/")
    page.get_by_role("button", name="登记完毕").click()
    expect(page.get_by_role("button", name="撤回签认")).to_be_visible()
    kept(page, f"{name}-mine")


def fills(page: Page, kind: str, law: str, article: str) -> None:
    """What a power cannot be sent without."""
    page.get_by_label("职权类别").first.select_option(label=kind)
    page.get_by_label("法规全称").first.fill(law)
    page.get_by_label("条款项").first.fill(article)
    page.get_by_role("button", name="从法规库补全、按效力排列").click()
    page.get_by_label(re.compile("公开范围")).first.select_option(label="社会")
    page.get_by_role("button", name="保存草稿").first.click()


def of_unit(page: Page, unit: str, short: str) -> None:
    into_the_stocktake(page)
    page.get_by_role("link", name=unit).or_(page.get_by_role("link", name=short)).first.click()


def signs(page: Page, unit: str, short: str, office: str) -> None:
    """3: the head signs the frozen list of the office."""
    of_unit(page, unit, short)
    page.get_by_role("link", name=office).first.click()
    page.get_by_role("button", name="签认并冻结清单").click()
    expect(page.locator("main")).to_contain_text("已冻结")
    kept(page, f"{unit}-office")


def sends_back(page: Page, unit: str, short: str, office: str) -> None:
    """A list that was signed is sent back to its office, with the reason."""
    of_unit(page, unit, short)
    page.get_by_role("link", name=office).first.click()
    page.get_by_text("退回处室").click()
    page.get_by_label("退回的理由").fill("有一项没有登记，请补上。")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.locator("main")).to_contain_text("请补上")
    kept(page, f"{unit}-sent-back")


def offered(page: Page, name: str, *, times: int) -> None:
    """What becomes of a power on record is offered to the office that determined it, and not to the county's."""
    page.get_by_role("link", name="职权目录").first.click()
    page.goto(f"{page.url.split('?')[0]}?words={name}")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    for words in ("公布", "挂起、取消、废止、撤下"):
        expect(page.get_by_role("heading", name=words, exact=True)).to_have_count(times)
    kept(page, f"{name}-offered-{times}")


def gathers(page: Page, unit: str, short: str, name: str) -> None:
    """4: the unit gathers, and sends this one to be judged."""
    of_unit(page, unit, short)
    for box in page.locator('input[name="power"]').all():
        box.uncheck()
    page.get_by_label(f"选择：{name}").check()
    kept(page, f"{name}-unit")
    page.get_by_role("button", name="把选中的送审").click()
    expect(page.locator("main")).to_contain_text("审核")


def judges(page: Page, name: str) -> None:
    """5: the four questions, one by one."""
    for answer in page.locator('input[type="radio"][value="yes"]').all():
        answer.check()
    kept(page, f"{name}-first")
    page.get_by_role("button", name="同意，交集体讨论").click()
    expect(page.locator("main")).to_contain_text("讨论")
    kept(page, f"{name}-first-done")


def deliberates(page: Page, name: str) -> None:
    """6: the minutes of the meeting."""
    page.get_by_role("link", name="录入集体讨论决定").click()
    page.get_by_label("会议日期").fill(clock.today().isoformat())
    page.get_by_label("会议纪要文号").fill("集市局纪要〔2026〕12号")
    page.get_by_label(re.compile("应到")).fill("7")
    page.get_by_label(re.compile("实到")).fill("6")
    kept(page, f"{name}-meeting")
    page.get_by_role("button", name="录入决定").click()
    expect(page).to_have_url(re.compile(r"/reviews/$"))
    kept(page, f"{name}-met")


def reports(page: Page, name: str) -> None:
    """7: the numbered opinion goes up."""
    page.get_by_label("审核意见文号").fill(f"{name}审〔2026〕12号")
    kept(page, f"{name}-report")
    page.get_by_role("button", name="编号上报").click()
    expect(page.locator("main")).to_contain_text(f"{name}审〔2026〕12号")


def says(page: Page, called: str) -> None:
    """8: 法制, 机构编制 and 保密, each without having seen the others'."""
    page.get_by_label("符合要求").first.check()
    kept(page, f"{called}-joint")
    page.get_by_role("button", name="出具意见").click()
    expect(page.locator("main")).to_contain_text("审查意见已出具")


def determines(page: Page, name: str) -> None:
    """9: put on record."""
    page.get_by_label("准予备案").first.check()
    page.get_by_label("理由").first.fill("三方意见一致，符合要求。")
    kept(page, f"{name}-determine")
    page.get_by_role("button", name="作出结论").click()
    expect(page.locator("main")).to_contain_text("准予备案")
    page.get_by_role("link", name="这项职权").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    page.wait_for_url("**/powers/*/")
    kept(page, f"{name}-power")


def publishes(page: Page, name: str) -> None:
    """9, still: what is on record goes out."""
    page.get_by_role("button", name="公布在案的这一版").click()
    kept(page, f"{name}-published")


def reads(page: Page, portal: str, name: str) -> None:
    """10: what a citizen reads."""
    for _ in range(60):
        page.goto(f"{portal}search/?q={name}")
        if page.get_by_role("link", name=name).count():
            break
        page.wait_for_timeout(1000)
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    kept(page, f"{name}-public")
