"""逐条查阅有无遗漏: what the laws confer on a unit is registered, or somebody says why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules import NoReasonGiven
from sunlit.catalogue.rules import gaps as rules
from sunlit.catalogue.rules.powers import SecrecyNotAnswered
from sunlit.kernel import clock
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support import city
from tests.support.law_files import LAMPS, law_file
from tests.support.law_library import load
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.queries import ProvidedSeen

pytestmark = pytest.mark.django_db

FINE = "在河灯放流区停泊的，由河灯管理部门处二百元以上五百元以下的罚款；情节严重的，吊销停泊证。"
LICENCE = "放流河灯的，应当向河灯管理部门申请取得许可。河灯管理部门应当自受理申请之日起十日内作出许可决定。"
NATIONAL = "国务院河灯管理部门可以对全国的河灯放流区进行监督检查。"
OTHERS = "在河灯放流区斗殴的，由公安机关处警告。"
NOBODY = "在河灯放流区垂钓的，处一百元以下的罚款。"
LAW, MADE, AMENDED = "示范省河灯条例", date(2015, 3, 1), date(2020, 3, 1)


@pytest.fixture
def unit() -> UUID:
    load(
        law_file(
            LAW,
            LAMPS,
            FINE,
            LICENCE,
            NATIONAL,
            OTHERS,
            NOBODY,
            made=MADE,
            issuer="示范省人民代表大会常务委员会",
            order="",
        )
    )
    return make_unit()


def seen(unit: UUID, viewer: Viewer = city.EYES) -> dict[str, ProvidedSeen]:
    """What is conferred on the unit, by article."""
    return {str(one.power.place).partition("条")[0] + "条": one for one in queries.gaps(viewer, unit).provisions}


def test_what_laws_confer_on_a_unit_and_nothing_else_is_a_gap(unit: UUID) -> None:
    found = queries.gaps(city.EYES, unit)

    assert {str(one.power.place): (one.power.type.value, one.state) for one in found.gaps} == {
        "第二条第一款": ("penalty", "gap"), "第三条第一款": ("licensing", "gap"), "第六条第一款": ("penalty", "gap"),
    }  # fmt: skip
    assert found.counts == {"gap": 3}
    assert found.unit.name == "测试市河灯管理局"


def test_a_gap_becomes_a_draft_with_what_the_law_says(unit: UUID) -> None:
    gap = seen(unit)["第三条"]

    with refused(SecrecyNotAnswered), nothing_recorded():
        commands.draft_from_gap(unit, gap.key, by=city.OFFICER)
    edition = commands.draft_from_gap(unit, gap.key, secret_answer="no", by=city.OFFICER)

    content = content_of(PowerEdition.objects.get(pk=edition))
    (basis,) = content.bases
    assert (content.name, content.type, content.holder) == ("放流河灯（行政许可）", "licensing", "测试市河灯管理局")
    assert (basis.title, basis.article, basis.text, basis.dated) == (LAW, "第三条第一款", LICENCE, MADE)
    assert content.statutory_term is not None
    assert (content.statutory_term.amount, content.statutory_term.unit) == (10, "day")
    assert seen(unit)["第三条"].state == "covered"
    with refused(rules.GapClosed), nothing_recorded():
        commands.draft_from_gap(unit, gap.key, secret_answer="no", by=city.OFFICER)
    with refused(rules.GapClosed), nothing_recorded():
        commands.answer_gap(unit, gap.key, reason="已经登记在案", by=city.OFFICER)


def test_a_power_that_ended_covers_nothing(unit: UUID) -> None:
    edition = commands.draft_from_gap(unit, seen(unit)["第二条"].key, secret_answer="no", by=city.OFFICER)
    commands.file_edition(edition, opinion="准予备案", valid_from=date(2021, 1, 1), by=city.OFFICER)
    assert seen(unit)["第二条"].state == "covered"

    power = PowerEdition.objects.get(pk=edition).power_id
    commands.abolish(power, reason="不再行使这项职权", effective=clock.today(), by=city.OFFICER)

    assert seen(unit)["第二条"].state == "gap"


def test_a_gap_is_answered_with_a_reason_and_the_answer_can_be_taken_back(unit: UUID) -> None:
    gap = seen(unit)["第二条"]

    with refused(NoReasonGiven), nothing_recorded():
        commands.answer_gap(unit, gap.key, reason="无", by=city.OFFICER)
    answer = commands.answer_gap(unit, gap.key, reason="已划转综合执法部门", by=city.OFFICER)
    with refused(rules.GapAnswered), nothing_recorded():
        commands.answer_gap(unit, gap.key, reason="另一个理由也行", by=city.OFFICER)

    held = seen(unit)["第二条"]
    assert held.state == "answered"
    assert held.answer is not None
    assert (held.answer.reason, held.answer.before) == ("已划转综合执法部门", False)
    assert "已划转" not in str(recorded("catalogue.gap-answered")[0].body)

    commands.withdraw_gap_answer(answer, by=city.OFFICER)
    assert seen(unit)["第二条"].state == "gap"
    assert len(recorded("catalogue.gap-answer-withdrawn")) == 1
    for key in (answer, uuid4()):
        with refused(rules.GapNotAnswered), nothing_recorded():
            commands.withdraw_gap_answer(key, by=city.OFFICER)


def test_a_new_version_of_the_law_opens_the_gap_again_and_shows_the_old_answer(unit: UUID) -> None:
    old = seen(unit)["第二条"]
    commands.answer_gap(unit, old.key, reason="已划转综合执法部门", by=city.OFFICER)

    load(
        law_file(
            LAW,
            LAMPS,
            FINE.replace("五百", "一千"),
            made=MADE,
            amended=(AMENDED,),
            issuer="示范省人民代表大会常务委员会",
            order="",
        )
    )

    gap = seen(unit)["第二条"]
    assert gap.state == "gap"
    assert gap.answer is not None
    assert gap.answer.before
    with refused(rules.NoSuchGap), nothing_recorded():
        commands.answer_gap(unit, old.key, reason="按旧文本答复的", by=city.OFFICER)
    commands.answer_gap(unit, gap.key, reason="仍由综合执法部门行使", by=city.OFFICER)
    assert seen(unit)["第二条"].state == "answered"


def test_a_provision_that_is_not_the_units_is_no_gap_of_it(unit: UUID) -> None:
    other = make_unit("测试市教育局")
    gap = seen(unit)["第二条"]

    assert queries.gaps(city.EYES, other).provisions == ()
    for key in (gap.key, rules.Provided(gap.key.law, gap.key.version, 99, 0, 1, "penalty")):
        with refused(rules.NoSuchGap), nothing_recorded():
            commands.draft_from_gap(other, key, secret_answer="no", by=city.OFFICER)
    with refused(rules.NoSuchGap), nothing_recorded():
        commands.answer_gap(
            unit,
            rules.Provided(str(uuid4()), gap.key.version, 2, 0, 1, "penalty"),
            reason="没有这部法规的",
            by=city.OFFICER,
        )


def test_who_may_not_read_what_a_unit_drafts_sees_no_gaps_of_it(unit: UUID) -> None:
    with pytest.raises(NotAllowed):
        queries.gaps(Viewer(account=uuid4()), unit)
    with pytest.raises(NotAllowed):
        queries.gaps(city.EYES, uuid4())


def test_gaps_cost_the_same_however_many_there_are(unit: UUID, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(11):
        queries.gaps(city.EYES, unit)
    load(*[law_file(f"示范市河灯第{n}号办法", LAMPS, FINE, LICENCE) for n in range(8)])
    for one in list(seen(unit).values())[:2]:
        commands.draft_from_gap(unit, one.key, secret_answer="no", by=city.OFFICER)
    with django_assert_max_num_queries(11):
        assert len(queries.gaps(city.EYES, unit).provisions) > 15
