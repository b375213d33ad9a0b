"""The law library on the desk: narrowed, read at a version, compared, searched, loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from sunlit.law.models import Loading
from tests.support import desk_city
from tests.support.desk_city import body, workbook

if TYPE_CHECKING:

    from django.test import Client

    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db


# --- the library ---


def test_the_library_is_narrowed_by_words_kind_and_standing(desk: Client, city: Filled) -> None:
    assert "示范省河灯管理条例" in body(desk.get("/laws/"))
    narrowed = body(desk.get("/laws/?kind=local-regulation&standing=in-force&words=河灯"))
    assert "示范省<mark>河灯</mark>管理条例" in narrowed
    assert "没有符合条件的法规" in body(desk.get("/laws/?kind=statute"))
    assert "示范省河灯管理条例" in body(desk.get("/laws/?kind=nonsense&standing=huh&page=banana"))


def test_a_law_has_its_articles_with_anchors_and_what_rests_on_them(desk: Client, city: Filled) -> None:
    page = body(desk.get(f"/laws/{city.law}/"))

    for anchor in ("a2", "a2-1", "a2-k1-x3", "a2-k2"):
        assert f'id="{anchor}"' in page
    assert "送检清单中有 60 项以本条为依据" in page
    assert "现行有效" in page
    assert "防火承诺书" in page


def test_an_older_version_says_that_it_is_not_the_one_that_applies(desk: Client, city: Filled) -> None:
    version = re.search(r"\?version=([0-9a-f-]{36})", body(desk.get(f"/laws/{city.law}/")))
    assert version
    page = body(desk.get(f"/laws/{city.law}/?version={version[1]}"))

    assert "这不是现在适用的版本" in page
    assert "八个工作日" in page


def test_going_to_an_article_keeps_the_version(desk: Client, city: Filled) -> None:
    assert desk.get(f"/laws/{city.law}/?article=12").url == f"/laws/{city.law}/#a12"
    for bad in ("?version=nonsense", f"?version={uuid4()}"):
        assert desk.get(f"/laws/{city.law}/{bad}").status_code == 404


def test_two_versions_are_compared_article_by_article(desk: Client, city: Filled) -> None:
    page = body(desk.get(f"/laws/{city.law}/compare/"))

    assert "改动 2 条，新增 1 条，删去 0 条，未改 1 条。" in page
    assert re.search(r"<ins>.*防火承诺书", page, re.DOTALL)
    assert page.count('class="compared"') == 3
    assert body(desk.get(f"/laws/{city.law}/compare/?same=1")).count('class="compared"') == 4
    assert desk.get(f"/laws/{city.law}/compare/?older={uuid4()}").status_code == 404


def test_a_title_leads_to_its_law_at_the_article(desk: Client, city: Filled) -> None:
    found = desk.get("/laws/by-title/", {"title": "示范省河灯管理条例", "article": "第二条第一款第（三）项"})
    assert found.url == f"/laws/{city.law}/#a2-k1-x3"

    unknown = body(desk.get("/laws/by-title/", {"title": "示范省风筝管理条例"}))
    assert "法规库没有收录这部法规" in unknown


def test_search_marks_what_was_found(desk: Client, city: Filled) -> None:
    page = body(desk.get("/search/", {"q": "承诺书"}))
    assert "<mark>承诺书</mark>" in page
    assert "#a2" in page
    assert "没有找到" in body(desk.get("/search/", {"q": "风筝"}))
    assert "输入要找的词" in body(desk.get("/search/"))


@pytest.mark.parametrize(
    "path",
    [
        "/laws/{}/",
        "/laws/{}/compare/",
        "/laws/loadings/{}/",
        "/lists/{}/",
        "/lists/{}/findings/",
        "/lists/{}/unread/",
        "/lists/{}/progress/",
    ],
)
def test_what_is_not_there_is_not_there(desk: Client, path: str) -> None:
    missing = desk.get(path.format(uuid4()))
    assert missing.status_code == 404
    assert "没有这一页" in body(missing)


# --- loading laws ---


def test_loading_the_same_again_changes_nothing_and_says_so(desk: Client, city: Filled) -> None:
    before = Loading.objects.count()
    page = body(desk.post("/laws/load/", {"uploads": [workbook("河灯.md", desk_city.NEW_LAW.encode())]}))
    assert "已在库中" in page
    staged = re.search(r'name="staged" value="([^"]+)"', page)
    assert staged
    done = desk.post("/laws/load/confirm/", {"staged": staged[1]}, follow=True)

    assert "没有带来新内容" in body(done)
    assert Loading.objects.count() == before


def test_no_file_is_an_error_that_is_pointed_out(desk: Client) -> None:
    answer = desk.post("/laws/load/", {})
    assert answer.status_code == 422
    assert 'href="#id_uploads"' in body(answer)
    assert "<title>错误：" in body(answer)
    assert "data-focus" in body(answer)


def test_a_file_that_cannot_be_read_is_named(desk: Client) -> None:
    page = body(desk.post("/laws/load/", {"uploads": [workbook("图.png", b"\x89PNG\r\n\x1a\n\0\0")]}))
    assert "未入库" in page
    assert "图.png" in page
