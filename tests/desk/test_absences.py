"""不在岗和交接 on the desk: recorded, ended, handed over, and what the inbox says of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sunlit.kernel import clock
from sunlit.organs.models import Absence, HandOver
from sunlit.organs.rules import Function
from tests.desk.reviewers import at_desk, officer_of, page, signed_in
from tests.review.people import review_city
from tests.review.test_standing_in import b_role
from tests.review.test_standing_in import officer_of as officer
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER = Function.LEGAL, Function.LEADER


made, city = made_once(review_city)


def test_who_goes_away_says_so_and_the_b_role_finds_the_queue_marked(city: ReviewCity) -> None:
    city.sent(name="河灯放流许可")
    legal, other = at_desk(city, "市灯局", LEGAL), signed_in(officer(b_role(city, "市灯局", LEGAL)))
    assert "没有等您审核的事项" in page(other)
    today = clock.today()

    said = page(legal, "/absences/")
    assert "工作交接" not in said.partition("<main")[2]  # who heads nobody hands over nobody's queue
    back = legal.post("/absences/record/", {"since": today.isoformat(), "last": "昨天", "reason": "年休假"})
    assert back.status_code == 422
    assert 'value="年休假"' in back.content.decode()  # what was typed stays
    assert "止日不早于起日" in back.content.decode()
    days = {"since": today.isoformat(), "last": (today + timedelta(2)).isoformat()}
    assert legal.post("/absences/record/", {**days, "reason": "年休假"}, follow=True).status_code == 200
    assert "现在不在岗" in page(legal, "/absences/")
    assert "代 某" in page(other)
    assert '待办事项 <span class="badge">1</span>' in page(other)

    [kept] = Absence.objects.all()
    assert other.post(f"/absences/{kept.pk}/end/").status_code == 403
    legal.post(f"/absences/{kept.pk}/end/")
    assert "没有等您审核的事项" in page(other)
    assert legal.post(f"/absences/{kept.pk}/end/").status_code == 409


def test_a_leader_hands_a_leaver_s_queue_over(city: ReviewCity) -> None:
    city.sent(name="河灯放流许可")
    leaver, leader = officer_of(city, "市灯局", LEGAL), at_desk(city, "市灯局", LEADER)
    leaver.left = clock.today()
    leaver.name = "走"
    leaver.save()
    assert re.search(r"走 · 办公室 单位法制\s*已离岗", page(leader, "/absences/"))
    taker = officer_of(city, "市灯局", Function.REGISTRAR)
    assert leader.post("/absences/hand-over/", {"leaver": str(leaver.pk), "successor": ""}).status_code == 422
    assert leader.post("/absences/hand-over/", {"leaver": "", "successor": str(taker.pk)}).status_code == 422
    done = leader.post("/absences/hand-over/", {"leaver": str(leaver.pk), "successor": str(taker.pk)}, follow=True)
    assert "已交接 1 个岗位的待办事项" in done.content.decode()
    assert "代 走" in page(signed_in(taker))
    leader.post(f"/absences/hand-over/{HandOver.objects.get().pk}/end/")
    assert "没有等您审核的事项" in page(signed_in(taker))


def test_who_holds_no_post_has_no_such_page(city: ReviewCity) -> None:
    legal = at_desk(city, "市灯局", LEGAL)
    assert legal.post("/absences/record/", {"officer": str(city.units["灯检"])}).status_code == 403
    gone = officer_of(city, "市灯局", LEGAL)
    gone.left = clock.today()
    gone.save()
    assert legal.get("/absences/").status_code == 403
    assert legal.post("/absences/record/", {}).status_code == 403
