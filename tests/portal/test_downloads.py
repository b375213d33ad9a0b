"""What citizens and programs take along: files with their sums, feeds of changes, maps for search engines."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import keeping
from sunlit.portal.views import feeds
from tests.support import public_city
from tests.support.ledger import made_once
from tests.support.public_city import MARKET, TEMPLE, WATER

pytestmark = [
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("portal"),
]
TODAY = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
AT = datetime(2026, 6, 30, 16, tzinfo=UTC)  # 1 July in Beijing
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def portal():
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=["sunlit.look.language.ChosenLanguage"], ALLOWED_HOSTS=["city.example"]):
        yield


made, board = made_once(public_city.fill)


@pytest.fixture
def files(board):
    for name in ("all.csv", "all-2.pdf", f"units/{MARKET}/volume.pdf", f"units/{MARKET}/form-one.docx", "units/u-gone/volume.pdf"):
        keeping.keep(f"directory/{name}", "application/x-test", name.encode(), at=AT, place=1)
    keeping.keep("sealing-key", "application/octet-stream", b"key", at=AT, place=1)


def answer(path: str, status: int = 200, **headers: str):
    got = Client().get(path, headers={"host": "city.example", **headers})
    assert got.status_code == status, got.content[:300]
    return got


def get(path: str, status: int = 200) -> str:
    return answer(path, status).content.decode()


def entries(path: str) -> list[ET.Element]:
    return ET.fromstring(get(path)).findall("a:entry", ATOM)


def test_each_file_stands_with_its_date_size_sum_and_how_to_check_it(files) -> None:
    html = get("/downloads/")

    assert hashlib.sha256(b"all.csv").hexdigest() in html
    assert "2026-07-01" in html
    assert "certutil -hashfile" in html
    assert "目录分册 PDF" in html
    assert "职权目录（第 2 册） PDF" in html
    assert "行政职权目录登记表 Word" in html
    assert "sealing-key" not in html
    assert "u-gone" not in html


def test_a_file_goes_home_under_a_chinese_name_and_is_not_sent_twice(files) -> None:
    path = f"/downloads/units/{MARKET}/volume.pdf"
    got = answer(path)

    assert got.content == f"units/{MARKET}/volume.pdf".encode()
    assert got.headers["Content-Type"] == "application/x-test"
    assert got.headers["Content-Length"] == str(len(got.content))
    assert "filename*=UTF-8''%E7%A4%BA%E8%8C%83%E5%B8%82" in got.headers["Content-Disposition"]
    assert got.headers["Content-Disposition"].endswith("-2026-07-01.pdf")
    assert got.headers["ETag"] == f'"{hashlib.sha256(got.content).hexdigest()}"'
    again = answer(path, 304, if_none_match=got.headers["ETag"])
    assert again.content == b""
    answer(path, 200, if_none_match='"another"')


def test_only_files_of_the_directory_are_handed_out(files) -> None:
    for path in ("sealing-key", "../sealing-key", "directory/all.csv", "all", "units/u-gone/volume.pdf", "none.csv"):
        answer(f"/downloads/{path}", 404)


def test_the_sums_name_the_files_as_they_are_called_at_home(files) -> None:
    lines = get("/downloads/SHA256SUMS").splitlines()

    assert f"{hashlib.sha256(b'all.csv').hexdigest()}  示范市行政职权目录-2026-07-01.csv" in lines
    assert f"{hashlib.sha256(b'all-2.pdf').hexdigest()}  示范市行政职权目录第2册-2026-07-01.pdf" in lines
    assert len(lines) == 4


def test_downloads_cost_the_same_however_many_there_are(files, django_assert_num_queries) -> None:
    with django_assert_num_queries(4, using="noticeboard"):
        get("/downloads/")
    with django_assert_num_queries(4, using="noticeboard"):
        get("/downloads/all.csv")


def test_before_any_file_is_made_the_page_says_so(board) -> None:
    assert "文件正在生成" in get("/downloads/")


def test_pages_of_units_lead_to_files_and_changes(board) -> None:
    html = get(f"/units/{MARKET}/")

    assert f'href="/downloads/#{MARKET}"' in html
    assert f'type="application/atom+xml" href="/units/{MARKET}/feed.atom"' in html
    assert 'type="application/atom+xml" href="/feed.atom"' in get("/")


def test_the_feed_tells_what_happened_and_where_to_read_it(board) -> None:
    feed = ET.fromstring(get("/feed.atom"))
    told = {e.findtext("a:title", "", ATOM): e for e in feed.findall("a:entry", ATOM)}

    assert feed.find("a:link[@rel='self']", ATOM).get("href") == "http://city.example/feed.atom"
    assert feed.findtext("a:updated", "", ATOM) == max(e.findtext("a:updated", "", ATOM) for e in told.values())
    assert {"调整：夜间集市开办许可", "挂起：对夜市噪声的检查", "取消：夜市摊位年检", "废止：灯会举办许可", "清理结果公告：示范市夜间集市管理局"} <= told.keys()
    assert told["公布：集市摊主备案"].find("a:link", ATOM).get("href") == "http://city.example/powers/pw-bare/"
    assert told["清理结果公告：示范市夜间集市管理局"].find("a:link", ATOM).get("href") == "http://city.example/results/r-market/"
    assert "承诺时限" in told["调整：夜间集市开办许可"].findtext("a:summary", "", ATOM)
    for entry in feed.iter(f"{{{ATOM['a']}}}entry"):
        assert all(entry.findtext(f"a:{tag}", "", ATOM) for tag in ("id", "title", "updated"))


def test_what_was_taken_back_is_told_without_its_words(board) -> None:
    feed = get("/feed.atom")

    assert "撤回公布：pw-withdrawn" in feed
    assert "公开范围有误，核对后重新公布" in feed
    for gone in ("应当撤下的事项", "应当抹去的事项"):
        assert gone not in feed
        assert gone not in get("/")


def test_a_notice_of_results_that_was_taken_back_leads_to_the_notices(board) -> None:
    board.withdraw("result", "r-market", "核对后重新公告")

    told = {e.findtext("a:title", "", ATOM): e.find("a:link", ATOM).get("href") for e in entries("/feed.atom")}

    assert told["撤回公布：r-market"] == "http://city.example/results/"
    assert "清理结果公告：示范市夜间集市管理局" not in told


def test_ids_stay_wherever_and_however_often_the_feed_is_read(board) -> None:
    before = {e.findtext("a:id", "", ATOM) for e in entries("/feed.atom")}
    board.put("power", "pw-bare", replace(public_city.powers()["pw-bare"][0], edition=2, result="备案证明", changed=("result",)))

    after = [e.findtext("a:id", "", ATOM) for e in entries("/feed.atom")]

    assert len(set(after)) == len(after)
    assert before < set(after)
    assert all(i.startswith("urn:uuid:") for i in after)


def test_a_unit_has_a_feed_of_its_own_with_what_it_took_back(board) -> None:
    titles = [e.findtext("a:title", "", ATOM) for e in entries(f"/units/{MARKET}/feed.atom")]

    assert "撤回公布：pw-withdrawn" in titles
    assert "公布：民俗摊位检查" not in titles
    assert [e.findtext("a:title", "", ATOM) for e in entries(f"/units/{TEMPLE}/feed.atom")] == ["公布：民俗摊位检查"]
    answer("/units/nobody/feed.atom", 404)


def test_hostile_words_are_no_markup_in_a_feed(board) -> None:
    board.put("power", "pw-bare", replace(public_city.powers()["pw-bare"][0], name="<b>&\x0b]]>", changed=("name",), valid_from=date(2026, 4, 1)))

    assert "调整：<b>&]]>" in [e.findtext("a:title", "", ATOM) for e in entries("/feed.atom")]


def test_feeds_cost_the_same_however_much_they_tell(board, django_assert_num_queries) -> None:
    for path in ("/feed.atom", f"/units/{WATER}/feed.atom"):
        with django_assert_num_queries(2, using="noticeboard"):
            get(path)


def test_the_map_names_every_page_worth_finding(board, django_assert_num_queries) -> None:
    with django_assert_num_queries(7, using="noticeboard"):
        found = ET.fromstring(get("/sitemap.xml"))
    places = [loc.text for loc in found.iterfind("s:url/s:loc", MAP)]

    assert {"http://city.example/", "http://city.example/powers/pw-open/", "http://city.example/laws/l-fair/v2/", f"http://city.example/units/{MARKET}/", "http://city.example/results/r-market/", "http://city.example/routes/township/"} <= set(places)
    assert not [p for p in places if "withdrawn" in p or "erased" in p]
    assert "Sitemap: http://city.example/sitemap.xml" in get("/robots.txt")


def test_a_large_map_is_cut_into_parts_that_hold_all_of_it(board, monkeypatch) -> None:
    whole = [loc.text for loc in ET.fromstring(get("/sitemap.xml")).iter(f"{{{MAP['s']}}}loc")]
    monkeypatch.setattr(feeds, "PER_MAP", 10)

    parts = [loc.text.removeprefix("http://city.example") for loc in ET.fromstring(get("/sitemap.xml")).iterfind("s:sitemap/s:loc", MAP)]

    assert [loc.text for p in parts for loc in ET.fromstring(get(p)).iter(f"{{{MAP['s']}}}loc")] == whole
    answer(f"/sitemap-{len(parts) + 1}.xml", 404)
    answer("/sitemap-0.xml", 404)
