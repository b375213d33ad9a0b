"""What citizens see: every page of the portal over the invented city's noticeboard."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading, writing
from sunlit.noticeboard.values import PublicSite
from sunlit.portal.render import page
from tests.support import public_city
from tests.support.ledger import made_once
from tests.support.public_city import MARKET, OLD

pytestmark = [
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("portal"),
]
TODAY = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
#: What of the site's own stack the portal's pages need.
STACK = ["sunlit.look.language.ChosenLanguage"]


@pytest.fixture
def portal():
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


made, board = made_once(public_city.fill)


def get(path: str, status: int = 200, **cookies: str) -> str:
    client = Client(raise_request_exception=True)
    client.cookies.load(cookies)
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_an_item_shows_each_of_the_four_contents_and_names_who_answers_today(board):
    html = get("/powers/pw-open/")

    for said in ("夜间集市开办许可", "330100-XK-0001-000", "5 个工作日", "法定 15 个工作日", "实施依据", "责任岗位", "条件与材料", "权利与救济", "公开要求"):
        assert said in html
    assert "《中华人民共和国夜间集市法》 第九条" in html
    assert 'href="/laws/l-fair/v2/#a9"' in html
    assert "王某某（A 角）" in html
    assert "JS-207" in html  # named by number alone
    assert "赵某某" not in html  # has left: not named from the day on, though no new record has come


def test_a_basis_of_higher_effect_stands_before_a_lower_one(board):
    html = get("/powers/pw-open/")

    assert html.index("夜间集市法》 第九条") < html.index("示范省商业网点规定") < html.index("摊位管理办法》 第四条")


def test_a_section_without_content_is_not_shown(board):
    html = get("/powers/pw-bare/")

    for empty in ("责任岗位", "条件与材料", "裁量基准", "公开要求", "权利与救济", "key-facts", "申请材料"):
        assert empty not in html


@pytest.mark.parametrize(
    ("key", "said"),
    [("pw-abolished", '自<time datetime="2026-06-01">2026年6月1日</time>起，任何机关不得再行使这项职权。'),
     ("pw-cancelled", "任何机关不得再行使这项职权"), ("pw-suspended", "起暂停行使。")],
)  # fmt: skip
def test_a_power_no_longer_in_use_says_since_when_and_why(board, key, said):
    html = get(f"/powers/{key}/")

    assert said in html
    assert public_city.powers()[key][-1].standing_reason in html


def test_what_was_withdrawn_leaves_a_notice_and_none_of_its_words(board):
    html = get("/powers/pw-withdrawn/", 410)

    assert "公开范围有误" in html
    assert "应当撤下的事项" not in html
    assert "应当撤下的事项" not in get(f"/units/{MARKET}/")
    get("/powers/pw-withdrawn/edition/1/", 404)
    get("/powers/pw-withdrawn/json/", 404)


def test_what_was_erased_is_gone_at_once_even_from_a_page_kept(board):
    board.put("power", "pw-later", replace(public_city.whole(), name="后来抹去的事项"))
    assert "后来抹去的事项" in get("/powers/pw-later/")

    board.erase("power", "pw-later", "含有不应公开的个人信息")

    assert "后来抹去的事项" not in get("/powers/pw-later/", 410)
    assert "含有不应公开的个人信息" in get("/powers/pw-later/", 410)


def test_a_withdrawn_power_put_out_again_shows_nothing_of_before(board):
    board.put("power", "pw-withdrawn", replace(public_city.whole(), name="核对后的事项"))

    html = get("/powers/pw-withdrawn/")

    assert "核对后的事项" in html
    get("/powers/pw-withdrawn/edition/1/", 404)


def test_an_item_as_it_stood_on_a_day(board):
    assert "5 个工作日" in get("/powers/pw-open/?on=2026-03-01")
    assert "8 个工作日" in get("/powers/pw-open/?on=2026-02-28")
    get("/powers/pw-open/?on=2020-01-01", 404)
    assert "5 个工作日" in get("/powers/pw-open/?on=昨天")


def test_an_edition_whose_end_became_known_later_ends_on_its_day(board):
    whole = replace(public_city.whole(), name="将要终止的事项", valid_from=date(2026, 1, 1), valid_to=None)
    board.put("power", "pw-ending", whole)
    assert "将要终止的事项" in get("/powers/pw-ending/?on=2026-06-01")

    board.put("power", "pw-ending", replace(whole, valid_to=date(2026, 6, 1)))

    get("/powers/pw-ending/?on=2026-06-01", 404)
    assert "将要终止的事项" in get("/powers/pw-ending/?on=2026-05-31")


def test_two_versions_side_by_side_name_what_changed(board):
    html = get("/powers/pw-open/compare/1/2/")

    assert "承诺时限" in html
    assert "夜间集市开办许可证" in html or "办理结果" in html
    assert "<ins>" in html
    assert "<del>" in html
    assert '2024-01-01</time> → <time datetime="2026-03-01">' in html  # days are told whole, never cut into figures
    get("/powers/pw-open/compare/1/9/", 404)


def test_any_two_versions_are_compared_in_whatever_order_they_were_chosen(board):
    board.put("power", "pw-open", replace(public_city.whole(), edition=4, result="夜间集市开办许可证（电子）"))
    assert '<select id="older"' in get("/powers/pw-open/")

    answer = Client().get("/powers/pw-open/", {"older": "3", "newer": "1"})

    assert answer.headers["Location"] == "/powers/pw-open/compare/1/3/"
    assert '<option value="3" selected>' in get("/powers/pw-open/compare/1/3/")
    assert "两个版本公布的内容相同" in get("/powers/pw-open/compare/2/2/")
    for asked in ({"older": "3"}, {"older": "一", "newer": "2"}, {"older": "1", "newer": "9" * 40}):
        assert Client().get("/powers/pw-open/", asked).status_code == 200


def test_an_item_leads_on_to_who_does_it_here_and_to_checking_what_was_received(board):
    fine, permit = get("/powers/pw-fine/"), get("/powers/pw-open/")

    assert f"/address/?region={public_city.CITY}&amp;power=pw-open" in permit
    assert "/check/?unit=" in fine
    assert "/check/?unit=" not in permit


def test_the_item_as_json_is_the_public_record_itself(board):
    told = json.loads(get("/powers/pw-open/json/"))

    assert told["body"]["name"] == "夜间集市开办许可"
    assert told["version"] == 2
    assert "remarks" not in told["body"]


def test_an_item_costs_one_statement_or_a_few_however_much_it_shows(board, django_assert_num_queries):
    get("/powers/pw-open/")
    with django_assert_num_queries(1, using="noticeboard"):
        get("/powers/pw-open/")  # nothing at all has changed
    writing.put("site", "other", PublicSite(city="别处", title="别处"), place=10_000, at=TODAY)
    with django_assert_num_queries(4, using="noticeboard"):
        get("/powers/pw-open/")  # nothing that it shows has changed
    with django_assert_num_queries(5, using="noticeboard"):
        get("/powers/pw-open/", django_language="en")  # not made yet in this language


def test_a_page_kept_names_the_host_by_which_it_was_asked(board):
    for host in ("one.example", "other.example"):
        with override_settings(ALLOWED_HOSTS=["*"]):
            html = Client(headers={"host": host}).get("/powers/pw-open/").content.decode()
        assert f"http://{host}/powers/pw-open/" in html


def test_a_page_kept_is_made_anew_on_the_day_somebody_leaves(board):
    for day, named in ((date(2026, 3, 31), True), (date(2026, 4, 1), False)):
        with clock.frozen(datetime.combine(day, TODAY.timetz())):
            assert ("赵某某" in get("/powers/pw-open/")) is named


def test_parent_and_sub_items_lead_to_each_other(board):
    assert "夜间集市开办许可（新办）" in get("/powers/pw-open/")
    assert "上级事项：" in get("/powers/pw-sub-a/")


def test_units_by_tier_and_what_has_ended_last(board):
    html = get("/units/")

    assert html.index("示范市夜间集市管理局") < html.index("城东区集市管理局") < html.index("河灯镇人民政府") < html.index("已撤销、合并的单位")


def test_a_unit_shows_its_powers_by_type_and_an_ended_one_its_successor(board):
    assert "夜间集市开办许可" in get(f"/units/{MARKET}/")
    narrowed = get(f"/units/{MARKET}/?type=penalty")
    assert "对占用消防通道的处罚" in narrowed
    assert "集市摊主备案" not in narrowed
    ended = get(f"/units/{OLD}/")
    assert '自<time datetime="2026-05-01">2026年5月1日</time>起不再行使职权' in ended
    assert f'href="/units/{MARKET}/"' in ended
    assert "《夜间集市管理委托书》" in get("/units/u-museum/")
    get("/units/nobody/", 404)


def test_a_unit_shows_what_its_clearings_came_to_and_leads_only_to_web_addresses(board):
    earlier = public_city.PublicResult(unit=MARKET, unit_name="示范市夜间集市管理局", on=date(2025, 7, 2))
    board.put("result", "r-earlier", earlier)
    board.put("unit", "u-odd", replace(public_city.units()[MARKET], website="javascript:alert(1)"))

    html = get(f"/units/{MARKET}/")

    assert html.index("/results/r-market/") < html.index("/results/r-earlier/")
    assert 'href="https://fair.example/"' in html
    assert 'href="javascript' not in get("/units/u-odd/")
    assert "/results/r-" not in get("/units/u-water/")


def test_a_unit_costs_the_same_however_much_it_shows(board, django_assert_num_queries):
    with django_assert_num_queries(8, using="noticeboard"):
        get(f"/units/{MARKET}/")
    with django_assert_num_queries(8, using="noticeboard"):
        get(f"/units/{MARKET}/?type=penalty")


def test_a_sub_item_is_listed_with_what_it_belongs_to(board):
    said = '夜间集市开办许可（新办）<span class="above">：夜间集市开办许可</span>'
    for path in (f"/units/{MARKET}/", "/types/licensing/"):
        assert said in get(path)
    assert 'class="above">：夜间集市开办许可</span>' in get("/search/?q=新办")
    assert "夜间集市开办许可</span>" in get("/search/suggest/?q=夜间集市开办许可（新")


def test_what_a_unit_may_no_longer_do_stands_apart_with_since_when(board):
    html = get(f"/units/{MARKET}/")

    in_use, ended = html.index("现行职权"), html.index("已取消、废止的职权")
    assert in_use < html.index("夜间集市开办许可</a>") < html.index("暂停行使的职权") < html.index("对夜市噪声的检查</a>") < ended
    assert ended < html.index("夜市摊位年检</a>") < html.index("灯会举办许可</a>")  # the latest first
    assert '自<time datetime="2026-07-01">2026年7月1日</time>起' in html[ended:]
    assert "按照市政府取消证明事项的决定" in html[ended:]
    assert '<details class="panel fold" id="ended">' in html
    licences = get(f"/units/{MARKET}/?type=licensing")
    assert "灯会举办许可" in licences
    assert "夜市摊位年检" not in licences
    assert "暂停行使的职权" not in licences


def test_types_and_one_type(board):
    assert "行政许可" in get("/types/")
    assert "城东区集市管理局" in get("/types/licensing/")
    get("/types/nothing/", 404)


def test_long_lists_turn_pages(board, monkeypatch):
    monkeypatch.setattr("sunlit.portal.views.units.PER_PAGE", 5)

    first, second = get(f"/units/{MARKET}/"), get(f"/units/{MARKET}/?page=2&type=")

    assert "下一页" in first
    assert "上一页" in second
    assert "第 3 页" in get(f"/units/{MARKET}/?page=999") or "第 2 页" in get(f"/units/{MARKET}/?page=999")


def test_a_law_by_article_with_the_powers_that_rest_on_it(board):
    html = get("/laws/l-fair/v2/")

    assert 'id="a28"' in html
    assert "对未取得夜间集市开办许可擅自开办的处罚" in html
    assert "2016-05-08" in html  # the other version
    assert "不再有效" in get("/laws/l-lamp/v1/")
    assert "示范省灯会安全规定" in get("/laws/")
    get("/laws/l-fair/v9/", 404)


def test_a_law_as_it_was_on_a_day_and_which_versions_there_are(board):
    now, then = get("/laws/l-fair/"), get("/laws/l-fair/?on=2020-01-01")

    assert "一万元以上五万元以下" in now
    assert "五千元以上二万元以下" in then
    assert '这是<time datetime="2020-01-01">2020年1月1日</time>有效的版本' in then
    assert "没有被引用过的版本不在这里" in now
    assert 'href="/laws/l-fair/v1/v2/"' in now
    never = get("/laws/l-fair/?on=1999-01-01", 404)
    assert "没有收录那一天的版本" in never
    assert 'href="/laws/l-fair/v1/"' in never
    assert "举办灯会应当备案" in get("/laws/l-lamp/")  # ended, and the last there is
    assert "一万元以上五万元以下" in get("/laws/l-fair/?on=someday")
    get("/laws/l-none/", 404)


def test_two_versions_of_a_law_article_by_article(board):
    html = get("/laws/l-fair/v1/v2/")

    assert "改动 1 条" in html
    assert "第二十八条" in html
    assert "第三十条" not in html  # the same in both
    assert "一</ins>" in html or "一万" in html
    assert "<del>" in html
    chosen = Client().get("/laws/l-fair/", {"older": "v2", "newer": "v1"})
    assert (chosen.status_code, chosen.headers["Location"]) == (302, "/laws/l-fair/v1/v2/")
    assert "没有差别" in get("/laws/l-fair/v1/v1/")
    get("/laws/l-fair/v1/v9/", 404)


def test_laws_stand_by_their_legal_effect_and_what_has_ended_last(board):
    html = get("/laws/")

    assert html.index("中华人民共和国夜间集市法") < html.index("示范市夜间集市摊位管理办法") < html.index("示范省灯会安全规定")
    assert "2016-07-01</time> 起施行" in get("/laws/l-fair/v2/")


def test_home_says_what_became_of_a_power_and_when(board):
    board.put("power", "pw-bare", replace(public_city.powers()["pw-bare"][-1], standing="cancelled"))

    html = get("/")

    assert "取消 · 2026-03-01 · " in html


def test_home_leads_in_by_unit_and_type_and_says_what_changed(board):
    html = get("/")

    for said in ("按部门找", "按类别找", "最近变化", "示范市夜间集市管理局", "示ICP备00000000号", "0000000001"):
        assert said in html


def test_english_pages_keep_chinese_content_marked_as_such(board):
    html = get("/powers/pw-open/", django_language="en")

    assert '<html lang="en"' in html
    assert 'lang="zh-Hans">夜间集市开办许可</h1>' in html


def test_wishes_are_kept_in_cookies_and_lead_back_to_the_page(board):
    client = Client()

    bigger = client.post("/display/", {"size": "larger", "next": "/units/"})
    english = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})

    assert bigger.headers["Location"] == "/units/"
    assert english.headers["Location"] == "/"
    html = client.get("/units/").content.decode()
    assert 'data-size="larger"' in html
    assert 'lang="en"' in html
    client.post("/display/", {"contrast": "more"})
    assert 'data-size="larger" data-contrast="more"' in client.get("/units/").content.decode()
    client.post("/language/", {"language": "klingon"})
    assert 'lang="zh-Hans"' in client.get("/units/").content.decode()


def test_missing_pages_and_failures_have_words_of_their_own(board, monkeypatch):
    assert "没有这一页" in get("/nowhere/", 404)
    assert "没有这一页" in get("/powers/nobody/", 404)
    monkeypatch.setattr(reading, "stamp", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "暂时无法显示" in answer.content.decode()


def test_no_page_has_a_style_or_script_of_its_own(board):
    for path in ("/", "/units/", f"/units/{MARKET}/", "/types/", "/powers/pw-open/", "/powers/pw-open/compare/1/2/", "/laws/", "/laws/l-fair/v2/"):
        html = get(path)
        for never in (" style=", "<style", " onclick="):
            assert never not in html


def test_the_keep_of_pages_is_bounded(board, monkeypatch):
    monkeypatch.setattr(page, "MOST_KEPT", 1)

    get("/powers/pw-open/")
    get("/powers/pw-fine/")

    assert not page._kept


def test_a_day_after_the_last_edition_ended_has_none(board):
    board.put("power", "pw-short", replace(public_city.whole(), valid_to=date(2026, 5, 1)))

    get("/powers/pw-short/?on=2026-05-01", 404)
    get("/powers/pw-short/?on=2026-04-30")
