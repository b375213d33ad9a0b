"""待办事项 holds changes of what is on record beside reviews: what I sent, what I did, whose units there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.flow import commands as flow
from sunlit.organs.rules import Function
from sunlit.review import commands, queries
from sunlit.review.models import Change
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind, ChangeVerdict
from sunlit.review.values import OpinionKind
from tests.desk.reviewers import at_desk, page
from tests.desk.test_waiting import counts, due_in, names
from tests.review.changing import asked, filed, reworded
from tests.review.people import BY, review_city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, REGISTRAR, AUDITOR = Function.LEGAL, Function.REGISTRAR, Function.CITY_LEGAL


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def suspended(city: ReviewCity, name: str, unit: str = "市灯局") -> UUID:
    """A change: a power is to be suspended."""
    power = filed(city, unit, name=name)
    return commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=city.who(unit, REGISTRAR))


def test_what_i_sent_holds_reviews_and_changes_together_the_last_first(city: ReviewCity) -> None:
    city.sent(name="送审的许可")
    change = suspended(city, "挂起的许可")
    desk = at_desk(city, "市灯局", REGISTRAR)
    said = page(desk, "/inbox/?tab=sent")

    assert counts(said)["sent"] == "2"
    assert names(said) == ["挂起的许可", "送审的许可"]
    assert f'data-drawer="/changes/{change}/drawer/' in said
    assert "挂起" in said
    assert names(page(desk, "/inbox/?tab=sent&type=penalty")) == []
    assert counts(page(at_desk(city, "灯检", REGISTRAR)))["sent"] == "0"

    row = Change.objects.get()
    due_in(row, -3)  # type: ignore[arg-type] # it has a run as a review has
    assert names(page(desk, "/inbox/?tab=sent&due=late")) == ["挂起的许可"]


def test_a_change_that_was_opened_for_my_unit_is_sent_by_whoever_applies(city: ReviewCity) -> None:
    change = suspended(city, "挂起的许可")
    Change.objects.filter(pk=change).update(begun_by=BY.name)
    assert names(page(at_desk(city, "市灯局", REGISTRAR), "/inbox/?tab=sent")) == ["挂起的许可"]


def test_what_i_did_holds_the_steps_of_changes_with_what_came_of_them(city: ReviewCity) -> None:
    change = suspended(city, "挂起的许可")
    row = Change.objects.get()
    desk = at_desk(city, "市府", AUDITOR)
    commands.audit_change(change, ChangeVerdict.AGREE, text="同意", digest=row.digest, by=city.who("市府", AUDITOR))

    said = page(desk, "/inbox/?tab=done")
    assert counts(said)["done"] == "1"
    assert names(said) == ["挂起的许可"]
    assert f'href="/changes/{change}/"' in said
    assert "回复" in said  # where it is now

    commands.reply_to_audit(change, confirmed=True, by=city.who("市灯局", REGISTRAR))
    [done], total = queries.done(city.sees("市府", AUDITOR))
    assert (done.outcome, done.step, total) == ("in-effect", "", 1)
    assert "变更生效" in page(desk, "/inbox/?tab=done")
    assert names(page(at_desk(city, "市灯局", REGISTRAR), "/inbox/?tab=sent")) == []


def test_units_that_have_changes_alone_can_be_chosen(city: ReviewCity) -> None:
    city.sent(name="送审的许可")
    suspended(city, "县里的许可", "甲县灯局")
    units = queries.units_judged(city.sees("市府", AUDITOR))

    assert set(units.values()) == {"市灯局", "甲县灯局"}
    assert set(queries.units_judged(city.sees("甲县府", AUDITOR)).values()) == {"甲县灯局"}
    [waiting] = names(page(at_desk(city, "甲县府", AUDITOR), f"/inbox/?unit={city.units['甲县灯局']}"))
    assert waiting == "县里的许可"


def test_pages_of_both_take_a_constant_number_of_statements(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_desk(city, "市灯局", REGISTRAR)
    auditor = at_desk(city, "市府", AUDITOR)
    monkeypatch.setattr(queries, "PAGE", 5)

    def one_more(n: int) -> None:
        city.sent(name=f"送审{n}")
        change = suspended(city, f"挂起{n}")
        row = Change.objects.get(pk=change)
        commands.audit_change(change, ChangeVerdict.AGREE, text="同意", digest=row.digest, by=city.who("市府", AUDITOR))

    def measured() -> list[int]:
        out = []
        for client, tab in ((desk, "sent"), (auditor, "done")):
            page(client, f"/inbox/?tab={tab}")
            with CaptureQueriesContext(connection) as asked_for:
                page(client, f"/inbox/?tab={tab}")
            out.append(len(asked_for))
        return out

    one_more(0)
    few = measured()
    for n in range(1, 4):
        one_more(n)
    assert measured() == few

    said = page(desk, "/inbox/?tab=sent")
    assert counts(said)["sent"] == "8"
    assert "第 1 页，共 2 页" in said
    assert len(names(said)) == 5
    assert len(names(page(desk, "/inbox/?tab=sent&page=2"))) == 3
    assert not set(names(said)) & set(names(page(desk, "/inbox/?tab=sent&page=2")))


def test_an_opinion_given_blind_is_promised_to_those_alone_who_give_one(city: ReviewCity) -> None:
    power = filed(city)
    reworded(power, city.who("市灯局", REGISTRAR), name="放河灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=city.who("市灯局", REGISTRAR))
    commands.audit_change(
        change, ChangeVerdict.AGREE, text="不涉密", digest=Change.objects.get().digest, of=OpinionKind.SECRECY,
        by=city.who("市府", Function.SECRECY),
    )  # fmt: skip
    own = page(at_desk(city, "市府", Function.STAFFING), f"/changes/{change}/")
    others = page(at_desk(city, "市灯局", REGISTRAR), f"/changes/{change}/")

    assert "您出具意见后可见" in own
    assert "您出具意见后可见" not in others
    assert "三方都出具后可见" in others
    assert not re.search("不涉密", others)
