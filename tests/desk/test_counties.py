"""整体审核 on the desk: opened, drawn, judged item by item, concluded; what went back is a task of its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.catalogue.models import PowerEdition
from sunlit.organs.rules import Function
from sunlit.review.models import Change, DirectoryItem, DirectoryReview
from sunlit.review.rules.directories import Chosen
from tests.desk.reviewers import at_desk, page
from tests.review.counties import COUNTY, LAW, OFFICE, chosen, judged, opened, reworded
from tests.review.counties import county as whole_county
from tests.support.ledger import made_once
from tests.support.page_forms import form_with, forms_of, send

if TYPE_CHECKING:
    from django.test import Client

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
HERE = "/reviews/counties/"

made, city = made_once(whole_county)


def item_page(row: DirectoryReview, item: DirectoryItem) -> str:
    return reverse("desk:directory-item", args=[row.pk, item.pk])


def posted(client: Client, name: str, row: DirectoryReview, **said: object) -> str:
    answer = client.post(reverse(f"desk:{name}", args=[row.pk]), said, follow=True)
    return str(answer.content.decode())


def test_a_countys_directory_is_judged_from_the_first_page_to_the_task_of_its_unit(city: ReviewCity) -> None:
    office, law = at_desk(city, "市府", OFFICE), at_desk(city, "市府", LAW)
    county = at_desk(city, COUNTY, OFFICE)
    html = page(office, HERE)
    assert "还没有审核过" in html
    [form] = [one for one in forms_of(html) if "county" in one.values]
    opened_at = send(office, form, share="20", least="2", limit="50").headers["Location"]
    row = DirectoryReview.objects.get()
    assert (row.share, row.least, row.limit) == (20, 2, 50)
    html = page(office, opened_at)
    for words in ("甲县府", "甲县灯局", "乙镇", "行政许可", "行政处罚", row.seed, "一致", "还有抽中的职权没有判定"):
        assert words in html, words
    assert "审核中，打开" in page(office, HERE)
    assert "目录整体审核" in page(county, "/messages/")

    assert "正在逐项审查" in page(county, opened_at)
    assert "?state=chosen#items" in page(county, opened_at)
    assert "?state=faulty#items" not in page(county, opened_at)
    assert 'name="conclusion"' not in page(county, opened_at)
    assert "县区目录" in page(county, "/"), "the county's office finds it in the rail"
    assert "县区目录" not in page(at_desk(city, "甲县灯局", Function.REGISTRAR), "/")

    left = row.items.filter(chosen="")[0]
    shown = page(office, f"{opened_at}?state=left")
    [adding] = [one for one in forms_of(shown) if "item" in one.choices]
    assert str(left.pk) in shown
    assert "已加入 1 项重点抽查" in office.post(adding.action, {"item": [str(left.pk), "x"], "reason": "群众反映较多"}, follow=True).content.decode()
    assert "群众反映较多" in page(office, f"{opened_at}?state=all")

    items, at = chosen(row), 0
    where = reverse("desk:directory-item", args=[row.pk, items[0].pk])
    while at < len(items):
        html = page(law, where)
        form = form_with(html, digest=PowerEdition.objects.get(power=items[at].power, state="on-record").digest)
        assert items[at].name in html
        answer = send(law, form, verdict="fix" if at == 0 else "pass", text="依据的条号不对" if at == 0 else "")
        where, at = answer.headers["Location"], at + 1
    assert where == opened_at, "the last one leads back"
    assert "抽中的职权都判定完了" in page(law, where)
    assert 'name="conclusion"' not in page(law, opened_at), "the office concludes"
    assert "依据的条号不对" not in page(county, item_page(row, items[0]))

    html = page(office, f"{opened_at}?state=faulty")
    assert "依据的条号不对" in html
    [concluding] = [one for one in forms_of(html) if "conclusion" in one.choices or "conclusion" in one.values]
    done = office.post(concluding.action, {"conclusion": "partly-returned", "text": "除退回的以外，准予备案"}, follow=True).content.decode()
    assert "结论已作出，退回 1 项" in done
    change = Change.objects.get()
    assert f"/changes/{change.pk}/" in page(office, f"{opened_at}?state=faulty")
    html = page(county, opened_at)
    for words in ("部分退回", "除退回的以外，准予备案", "依据的条号不对"):
        assert words in html, words
    assert "部分退回" in page(county, reverse("desk:unit", args=[city.units[COUNTY]]))
    owner = next(unit for unit, key in city.units.items() if key == items[0].unit_id)
    html = page(at_desk(city, owner, Function.REGISTRAR), f"/changes/{change.pk}/")
    assert "整体审核退回" in html
    assert "依据的条号不对" in html
    assert "提交申请" in html
    again = page(office, HERE)
    assert "上次通过以后新备案、有改动和退回的" in again
    assert "部分退回" in again


def test_what_is_not_told_right_is_said_and_nothing_done(city: ReviewCity) -> None:
    office = at_desk(city, "市府", OFFICE)

    def opening(**said: object) -> str:
        told = {"county": str(city.units[COUNTY]), "share": "20", "least": "3", "limit": "10", **said}
        return str(office.post(reverse("desk:open-directory"), told, follow=True).content.decode())

    assert "请选择县区" in opening(county="x")
    assert "抽查比例应为" in opening(share="二十")
    assert "整体审核的是县区政府" in opening(county=str(city.units["市府"]))
    assert not DirectoryReview.objects.exists()
    assert "样本已抽出" in opening(scope="new")
    assert "正在整体审核" in opening()
    row = DirectoryReview.objects.get()
    assert "请选择结论" in posted(office, "conclude-directory", row, conclusion="x", text="x")
    assert "现在不能作“准予备案”的结论" in posted(office, "conclude-directory", row, conclusion="accepted", text="x")
    assert "请写明理由" in posted(office, "add-to-directory", row, item=str(row.items.all()[0].pk))
    assert "样本已扩大" in posted(office, "widen-directory", row)
    item = chosen(row)[0]
    where = item_page(row, item)
    answer = office.post(where, {"verdict": "maybe", "text": "留着的话"})
    assert answer.status_code == 422
    assert "留着的话" in answer.content.decode()
    answer = office.post(where, {"verdict": "pass", "digest": item.digest, "revision": "x"})
    assert (answer.status_code, "已由他人判定" in answer.content.decode()) == (409, True)
    assert office.get(reverse("desk:directory-item", args=[row.pk, row.pk])).status_code == 404
    assert office.get(reverse("desk:directory", args=[item.pk])).status_code == 404
    assert office.get(reverse("desk:directory", args=[row.pk]) + "?state=x&page=9&unit=x&type=none").status_code == 200
    county, law = at_desk(city, COUNTY, OFFICE), at_desk(city, "市府", LAW)
    for client in (county, law):
        for name in ("widen-directory", "add-to-directory", "conclude-directory"):
            assert client.post(reverse(f"desk:{name}", args=[row.pk]), {"item": str(item.pk), "reason": "x"}).status_code == 403
        assert client.post(reverse("desk:open-directory"), {"county": str(city.units[COUNTY])}).status_code == 403
    assert county.post(where, {"verdict": "pass", "digest": item.digest, "revision": "0"}).status_code == 403
    posted(office, "conclude-directory", row, conclusion="called-off", text="选错了")
    assert "撤销审核" in page(office, HERE)
    assert "结论已作出" not in page(office, HERE)


def test_two_have_the_same_item_before_them_and_the_second_keeps_what_was_typed(city: ReviewCity) -> None:
    row = opened(city)
    item = chosen(row)[0]
    law, staff = at_desk(city, "市府", LAW), at_desk(city, "市府", Function.STAFFING)
    forms = [form_with(page(client, item_page(row, item)), digest=item.digest) for client in (law, staff)]
    assert send(law, forms[0], verdict="fix", text="名称不规范").status_code == 302
    answer = send(staff, forms[1], verdict="pass", text="符合职责")
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("已由他人判定", "名称不规范", "符合职责", "改判"):
        assert words in html, words
    assert DirectoryItem.objects.get(pk=item.pk).verdict == "fix"


def test_an_item_whose_words_have_changed_shows_the_difference_and_is_judged_anew(city: ReviewCity) -> None:
    row = opened(city)
    item = chosen(row)[0]
    law = at_desk(city, "市府", LAW)
    judged(item, city.who("市府", LAW))
    reworded(item.power, "放河灯许可")
    html = page(law, item_page(row, item))
    for words in ("目录固定以后有了新版", "与固定时的差异", "内容已改，判定作废", "逐项判定"):
        assert words in html, words
    assert "内容已改，判定作废" in page(law, reverse("desk:directory", args=[row.pk]))
    left = row.items.filter(chosen="")[0]
    assert "未抽中" in page(law, item_page(row, left))
    assert 'name="verdict"' not in page(law, item_page(row, left))
    DirectoryItem.objects.filter(pk=left.pk).update(chosen=Chosen.DRAWN)
    assert "不一致，目录或样本被改动过" in page(law, reverse("desk:directory", args=[row.pk]))
