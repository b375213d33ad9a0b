"""The stocktake in the middle of it, as a newcomer finds it on the desks of 示范市."""

from __future__ import annotations

from collections import Counter

import pytest

from sunlit.demo import city as invented
from sunlit.demo.under_review import ITEMS
from sunlit.organs import policies
from sunlit.organs.models import Officer
from sunlit.organs.values import Viewer
from sunlit.review import queries
from sunlit.review.models import WithheldItem
from sunlit.review.queries import commenting, directories
from sunlit.review.rules.directories import Conclusion
from sunlit.stocktake import queries as stocktakes
from sunlit.stocktake.rules import ActivityKind

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])
EYES = Viewer.system("test")


def test_items_are_at_every_stage_late_returned_differing_withheld_and_abolished() -> None:
    invented.open_accounts([])
    invented.seed()
    invented.live()

    rows = queries.reviews(EYES)
    assert {row.route for row in rows} == {"department", "county-department", "county-government", "township"}
    ended = Counter(row.outcome.value for row in rows if row.outcome)
    assert ended == {"filed": 1, "abolished": 1, "secret": 1}
    steps = Counter(step for row in rows for step in row.steps)
    assert steps.keys() >= {
        "法制初审", "承办处室修改", "领导班子集体讨论", "编号上报审核意见", "机构编制审查", "保密审查", "审查确定",
        "明确行使主体", "政府常务会议讨论",
    }  # fmt: skip
    assert len(rows) == len(ITEMS)
    assert any(row.due_on is not None and row.due_on < invented.clock.today() for row in rows if not row.outcome)
    assert WithheldItem.objects.count() == 1
    amended = [queries.review(EYES, row.id) for row in rows if row.name == "食品摊位变更登记"]
    [duty] = amended[0].duties  # type: ignore[union-attr]
    assert (duty.before, duty.over) == ("负责本区食品摊位登记", False)
    assert "注销登记" in duty.after
    waiting = {one.kind.words: one.step for one in queries.changes_waiting(_eyes_of("1011")) if one.kind is not None}
    assert waiting == {"挂起": "审核", "修改": "合法性审查、机构编制审查"}  # secrecy has spoken, and is not seen yet
    assert queries.inbox(_eyes_of("2011"))[1] >= 2
    [period] = commenting.comment_periods(EYES)
    assert (period.received, period.unanswered) == (2, 1)
    whole = {one.county_name: one for one in directories.directories(EYES)}
    assert whole["湖西区人民政府"].conclusion is Conclusion.ACCEPTED
    running = whole["城东区人民政府"]
    assert running.conclusion is None
    assert running.tally.faulty == 1
    assert 0 < running.tally.judged < running.tally.chosen < running.tally.total
    assert running.tally.drawn == running.tally.chosen - 1
    [listed] = stocktakes.stocktakes(EYES)
    campaign = stocktakes.stocktake(EYES, listed.id)
    assert {one.name for one in campaign.board if one.late is not None} >= {"市集市局"}
    assert {one.kind for one in campaign.activities} == set(ActivityKind)
    [shown] = stocktakes.practices(EYES, category="", besides=listed.id)
    assert shown.name == "夜间集市开办许可"
    assert {(one.tier.value, bool(one.answer)) for one in campaign.difficulties} == {("unit", True), ("city", False)}


def _eyes_of(number: str) -> Viewer:
    officer = Officer.objects.get(number=number)
    appointment = officer.appointments.get()
    from sunlit.kernel.actor import Actor

    return policies.standing(Actor.officer(post=str(appointment.post_id), officer=str(officer.pk)))
