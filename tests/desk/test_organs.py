"""机关 on the desk: seen on any day, loaded as a difference that was looked at first, named as was decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sunlit.demo.organs import ORGANS_FILE, book, workbook
from sunlit.kernel.actor import Actor
from sunlit.organs import commands, queries
from sunlit.organs.models import Post, Region, Unit
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import Book, Line, read_book, write_book
from tests.support.people import make_account

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
BY, EYES = Actor.system("city"), Viewer.system("city")


def sent(*files: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"uploads": [SimpleUploadedFile(name, data) for name, data in files]}


def merged_away() -> bytes:
    some = book()
    gone: dict[str, Any] = {"until": date(2026, 6, 1), "merged_into": "MARKETS"}
    lines = [Line(0, {**line.values, **gone}) if line.values["code"] == "WATERS" else line for line in some.lines["单位"]]
    return write_book(Book({**some.lines, "单位": tuple(lines)}))


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_account("root", administers="system", functions=()))
    return client


def test_units_stand_under_their_region_and_superior_and_are_found_by_any_name(admin: Client) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    page = admin.get("/organs/").content.decode()
    assert page.index("示范市人民政府") < page.index("示范市集市管理局") < page.index("灯塔镇人民政府")
    assert '<div class="deep deep-2"><a class="cell-title" data-open href="/organs/' in page

    found = admin.get("/organs/", {"words": "夜市管理办"})
    assert found.context["total"] == 1
    assert [u.code for _, units in admin.get("/organs/", {"kind": "party"}).context["regions"] for u, _ in units] == ["ARCHIVES"]
    assert admin.get("/organs/", {"kind": "no", "standing": "no", "on": "no"}).context["total"] == 12
    assert "没有符合条件的单位" in admin.get("/organs/", {"words": "没有这个局"}).content.decode()


def test_a_unit_that_was_merged_is_listed_as_ended_and_leads_to_its_successor(admin: Client) -> None:
    commands.load_organs(ORGANS_FILE, merged_away(), by=BY)
    waters = Unit.objects.get(code="WATERS").pk

    assert "示范市河湖事务局" not in admin.get("/organs/").content.decode()
    assert "2026-06-01</time> 撤销" in admin.get("/organs/", {"standing": "ended"}).content.decode()
    assert "示范市河湖事务局" in admin.get("/organs/", {"on": "2026-05-31"}).content.decode()
    page = admin.get(f"/organs/{waters}/").content.decode()
    assert "并入：" in page
    assert "示范市集市管理局" in page
    assert "撤销。" not in admin.get(f"/organs/{waters}/", {"on": "2026-05-31"}).content.decode()
    assert admin.get(f"/organs/{Post.objects.earliest('pk').pk}/").status_code == 404


def test_a_unit_shows_by_what_right_it_acts_who_holds_its_posts_and_what_it_is_for(admin: Client) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    page = admin.get(f"/organs/{Unit.objects.get(code='SERVICE').pk}/").content.decode()
    assert "授权或委托依据" in page
    assert "期限" in page
    page = admin.get(f"/organs/{Unit.objects.get(code='MARKETS').pk}/").content.decode()
    for words in ("何采薇", "B角", "岗位和编号", "主要职责", "示范市夜市管理办公室", "下属和委托的单位"):
        assert words in page
    assert "改公开方式" not in page  # the open government office decides that


def test_a_workbook_is_shown_as_what_it_changes_and_then_loaded_once(admin: Client) -> None:
    seen = admin.post("/organs/load/", sent((ORGANS_FILE, workbook())))
    assert "新增 12" in seen.content.decode()
    assert not Unit.objects.exists()
    token = {"staged": seen.context["staged"]}
    assert admin.post("/organs/load/confirm/", token).headers["Location"] == "/organs/"
    assert Unit.objects.count() == 12
    assert admin.post("/organs/load/confirm/", token).headers["Location"] == "/organs/load/"

    seen = admin.post("/organs/load/", sent((ORGANS_FILE, merged_away())))
    page = seen.content.decode()
    assert "撤销日期" in page
    assert "<ins>2026-06-01</ins>" in page
    assert "改动 1" in page
    commands.load_organs(ORGANS_FILE, merged_away(), by=BY)  # somebody else was faster
    admin.post("/organs/load/confirm/", {"staged": seen.context["staged"]})
    assert "没有变化" in admin.get("/organs/").content.decode()


def test_divisions_are_loaded_from_their_tables(admin: Client) -> None:
    files = ("省.csv", "code,name\n99,示范省\n".encode()), ("市.csv", "code,name\n9901,示范市\n".encode())
    seen = admin.post("/organs/load/", sent(*files))
    admin.post("/organs/load/confirm/", {"staged": seen.context["staged"]})

    assert Region.objects.get(code="990100").parent_id == "990000"


def test_what_cannot_be_loaded_says_where_it_is_wrong_and_is_not_staged(admin: Client) -> None:
    wrong = admin.post("/organs/load/", sent(("x.csv", b"code,name\n1,a\n")))
    assert (wrong.status_code, wrong.context["staged"]) == (422, "")
    assert "x.csv" in wrong.content.decode()
    for files in ([], [("a.xlsx", b"x")], [("a.xlsx", b"x"), ("b.csv", b"x")], [("a.xlsx", b"x"), ("b.xlsx", b"x")]):
        assert admin.post("/organs/load/", sent(*files)).status_code == 422


def test_what_was_previewed_may_be_refused_when_it_is_confirmed(admin: Client) -> None:
    some = book()
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    units = tuple(Line(0, {**line.values, "name": f"新{line.values['name']}", "named_since": date(2026, 7, 1)}) for line in some.lines["单位"])
    seen = admin.post("/organs/load/", sent((ORGANS_FILE, write_book(Book({**some.lines, "单位": units})))))
    units = tuple(Line(0, {**line.values, "name": f"另{line.values['name']}", "named_since": date(2026, 7, 1)}) for line in some.lines["单位"])
    commands.load_organs(ORGANS_FILE, write_book(Book({**some.lines, "单位": units})), by=BY)

    assert admin.post("/organs/load/confirm/", {"staged": seen.context["staged"]}).headers["Location"] == "/organs/load/"
    assert queries.units(EYES)[0].name.startswith("另")


def test_both_workbooks_are_there_to_begin_from(admin: Client) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    empty, held = (read_book(admin.get(f"/organs/{which}/").content) for which in ("template", "workbook"))

    assert (empty[1], sum(map(len, empty[0].lines.values()))) == ((), 0)
    assert held[1] == ()
    assert len(held[0].lines["单位"]) == 12


def test_the_open_government_office_decides_how_a_post_is_named(client: Client) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    client.force_login(make_account())
    post = Post.objects.get(number="JS00")
    address = f"/organs/posts/{post.pk}/naming/"
    assert address in client.get(f"/organs/{post.office.unit_id}/").content.decode()
    was = {"was": post.naming, "was_reason": post.naming_reason}

    assert client.post(address, {"naming": "full", "reason": " ", **was}).status_code == 422
    assert client.post(address, {"naming": "full", "reason": "窗口", "was": "x"}).status_code == 422
    assert client.post(address, {"naming": "full", "reason": "窗口", **was}).headers["Location"] == f"/organs/{post.office.unit_id}/"
    post.refresh_from_db()
    assert (post.naming, post.naming_reason) == ("full", "窗口")
    client.post(address, {"naming": "full", "reason": "窗口", **was})
    late = client.post(address, {"naming": "number", "reason": "一线", **was})
    assert late.status_code == 422
    assert "刚被别人改过" in late.content.decode()
    assert client.get(f"/organs/posts/{post.office.unit_id}/naming/").status_code == 404


def test_who_does_not_administer_looks_and_loads_nothing(client: Client) -> None:
    client.force_login(make_account("clerk", functions=()))

    assert "机关由系统管理员载入" in client.get("/organs/").content.decode()
    for address in ("/organs/load/", "/organs/workbook/"):
        assert client.get(address).status_code == 403
    assert client.post("/organs/load/", sent((ORGANS_FILE, workbook()))).status_code == 403
