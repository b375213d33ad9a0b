"""The list of flows is narrowed, counted and cut by the database: what it costs does not grow with it."""

from __future__ import annotations

from typing import Any

import pytest

from sunlit.flow import commands, queries
from sunlit.flow.models import Flow
from sunlit.flow.values import FlowKind
from sunlit.organs.models import Account
from sunlit.organs.queries import viewer_of
from sunlit.organs.rules import Function
from tests.support.desk_city import body
from tests.support.flow_desk import BY, EYES, adopt, officer, plain, power, published

pytestmark = pytest.mark.django_db


def test_a_page_of_flows_is_counted_and_cut_by_three_statements(django_assert_num_queries: Any) -> None:
    adopt("penalty", "licensing")
    page = officer("登记", Function.REGISTRAR)
    officer("外人", Function.REGISTRAR, unit="别处的局")
    officer("公开办", Function.OPEN_GOVERNMENT, unit="测试市政务公开办")
    names = ["甲许可", "乙许可", "丙许可"]
    keys = [published(power(name), plain(name)).key for name in names]
    commands.mark_due([keys[0], "category:penalty"], why="power-changed", by=BY)
    mine, other, office = (viewer_of(Account.objects.get(username=name).pk) for name in ("登记", "外人", "公开办"))

    with django_assert_num_queries(3):
        found = queries.flows_found(mine, per_page=2, page=9)

    assert (found.total, found.page, found.last, len(found.rows)) == (5, 3, 3, 1)
    assert found.counts == {"": 5, "mine": 1, "due": 2, "draft": 0}
    first = queries.flows_found(mine, per_page=2)
    assert [one.key for one in first.rows] == ["category:licensing", "category:penalty"]
    assert [one.key for one in queries.flows_found(mine, state="mine").rows] == keys[:1]
    assert {one.key for one in queries.flows_found(office, state="mine").rows} == {keys[0], "category:penalty"}
    assert queries.flows_found(EYES).counts["mine"] == 2
    assert queries.flows_found(other).counts == {"": 2, "mine": 0, "due": 1, "draft": 0}
    unit = Flow.objects.get(key=keys[0]).unit_id
    assert queries.flows_found(mine, unit=unit, state="due").total == 1
    assert queries.flows_due(other) == (0, None)

    text = body(page.get("/flows/", {"unit": str(unit), "page": "2"}))
    assert all(name in text for name in names)
    assert "行政处罚" not in text.split("<tbody>")[1]
    assert "行政处罚" in body(page.get("/flows/", {"unit": "没有的单位"})).split("<tbody>")[1]


def test_flows_stand_in_the_order_of_the_types_those_of_the_review_last() -> None:
    adopt("award", "coercion", "penalty", "licensing")
    published(power("甲许可"), plain("甲许可"))
    keys = [one.key for one in queries.flows_found(EYES).rows]
    assert keys[:4] == [f"category:{one}" for one in ("licensing", "penalty", "coercion", "award")]
    assert keys[4].startswith("power:")
    assert [one.category for one in queries.flows(EYES, kind=FlowKind.CATEGORY)][:2] == ["licensing", "penalty"]
