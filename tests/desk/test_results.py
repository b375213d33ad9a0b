"""清理结果公告 on the desk: compared, looked over, given reasons, announced, taken back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.kernel import clock
from sunlit.ledger import worker
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from tests.publication.publishing import JANUARY, adjusted, body, filed, office, opening, settle, shown, unit
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)
EYES = Viewer.system("city")


def clear() -> dict[str, UUID]:
    """A unit whose powers were cleared between January and June."""
    with clock.frozen(JANUARY):
        settle()
        powers = {name: filed(opening(name=name)) for name in ("保留的一项", "夜市开办审批", "调整的一项", "取消的一项", "废止的一项")}
        filed(opening(name="内部的一项", disclosure=opening().disclosure.__class__(scope="internal")))
        adjusted(powers["夜市开办审批"], on=date(2026, 3, 1), name="夜间集市开办许可", reason="名称与法律一致")
        adjusted(powers["调整的一项"], on=date(2026, 3, 1), result="电子许可证", reason="")
        commands.cancel(powers["取消的一项"], reason="不再需要", effective=date(2026, 4, 1), by=office())
        commands.abolish(powers["废止的一项"], reason="依据已经废止", effective=date(2026, 4, 1), by=office())
        filed(opening(name="新增的一项"), on=date(2026, 5, 1))
    return powers


made, cleared = made_once(clear)


@pytest.fixture(autouse=True)
def _in_june(cleared: dict[str, UUID]) -> Iterator[None]:
    with clock.frozen(datetime(2026, 6, 1, 4, tzinfo=UTC)):
        yield


@pytest.fixture
def desk(client: Client, cleared: dict[str, UUID]) -> Client:
    client.force_login(make_account(functions=(Function.OPEN_GOVERNMENT,)))
    return client


def asked(**more: str) -> dict[str, str]:
    return {"unit": str(unit()), "since": "2026-01-31", **more}


def test_what_became_of_each_power_between_two_days_with_its_reason(cleared: dict[str, UUID], django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(9):
        found = queries.outcomes_between(EYES, unit(), date(2026, 1, 31), JUNE)

    assert [(o.name, o.outcome, o.reason, o.before) for o in found] == [
        ("保留的一项", "kept", "", ""), ("夜间集市开办许可", "renamed", "名称与法律一致", "夜市开办审批"), ("调整的一项", "adjusted", "", ""),
        ("内部的一项", "kept", "", ""), ("新增的一项", "new", "", ""), ("取消的一项", "cancelled", "不再需要", ""),
        ("废止的一项", "abolished", "依据已经废止", ""),
    ]  # fmt: skip


def test_a_notice_is_looked_over_given_its_reasons_and_announced(desk: Client, cleared: dict[str, UUID]) -> None:
    page = desk.get("/results/", asked()).content.decode()
    assert "内部的一项" not in page
    assert "原名：夜市开办审批" in page
    assert 'name="since" value="2026-01-31"' in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    reasons = {f"reason-{key}": value for key, value in re.findall(r'name="reason-([\w-]+)" value="([^"]*)"', page)}
    assert len(reasons) == 4

    refused = desk.post("/results/announce/", asked(seen=seen, **reasons))
    assert refused.status_code == 409
    assert "“调整的一项”没有写明理由" in refused.content.decode()

    reasons[f"reason-{cleared['调整的一项']}"] = "改发电子证照"
    assert desk.post("/results/announce/", asked(seen=seen, **reasons)).headers["Location"] == "/results/"
    worker.run_dry()

    page = desk.get("/results/").content.decode()
    [key] = re.findall(r"/results/([\w-]+)/withdraw/", page)
    notice = body("result", key)
    assert {r.name: (r.outcome, r.reason) for r in notice.rows} == {
        "保留的一项": ("kept", ""), "夜间集市开办许可": ("renamed", "名称与法律一致"), "调整的一项": ("adjusted", "改发电子证照"),
        "新增的一项": ("new", ""), "取消的一项": ("cancelled", "不再需要"), "废止的一项": ("abolished", "依据已经废止"),
    }  # fmt: skip

    desk.post(f"/results/{key}/withdraw/", {"reason": " "})
    worker.run_dry()
    assert body("result", key)
    desk.post(f"/results/{key}/withdraw/", {"reason": "填报有误"})
    worker.run_dry()
    assert (shown("result", key).body, shown("result", key).reason) == (None, "填报有误")


def test_what_changed_since_it_was_looked_over_is_looked_over_again(desk: Client, cleared: dict[str, UUID]) -> None:
    page = desk.get("/results/", asked()).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    commands.cancel(cleared["保留的一项"], reason="一并取消", by=office())

    answer = desk.post("/results/announce/", asked(seen=seen))

    assert answer.status_code == 409
    assert "又有变化" in answer.content.decode()
    assert seen not in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"unit": "nowhere"}, {"since": "昨天"}, {"unit": ""}])
def test_what_cannot_be_compared_is_said(desk: Client, wrong: dict[str, str]) -> None:
    assert desk.get("/results/", asked(**wrong)).status_code == 422
    assert desk.post("/results/announce/", asked(**wrong)).status_code == 422


def test_who_does_not_announce_sees_none_of_it(client: Client, cleared: dict[str, UUID]) -> None:
    client.force_login(make_account("other", functions=(Function.REGISTRAR,)))

    assert client.get("/results/").status_code == 403
    assert client.get("/results/", asked()).status_code == 403
    assert client.post("/results/announce/", asked(seen="")).status_code == 403
