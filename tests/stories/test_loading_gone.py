"""What is on record and not in the list: kept, cancelled or abolished, as the loader decides, when the list is filed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerState
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules import staging as rules
from sunlit.kernel import clock
from sunlit.ledger import Unchanged
from sunlit.organs.models import Unit
from sunlit.organs.rules import NotAllowed
from tests.stories.test_loading import FINE, OPENING, filed, officer, rows_of, stage
from tests.support import city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

pytestmark = pytest.mark.django_db
NEW = "3,SF-XK-3,街头演出证核发,行政许可,《街头艺术条例》第四条,示范市集市管理局,街头艺术科,,,\n"
WHY = "依据的地方性法规已经废止"


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def unit() -> UUID:
    return Unit.objects.get(code="MARKETS").pk


@pytest.fixture
def registrar() -> Actor:
    return officer("2001")


@pytest.fixture
def office() -> Actor:
    return officer("1001")


def test_what_is_decided_is_signed_with_the_rest_and_done_when_it_is_filed(
    registrar: Actor, office: Actor, unit: UUID
) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    loading = stage((NEW,), registrar, unit)
    commands.sign_loading(loading, by=registrar)
    before = queries.loading(city.EYES, loading)
    assert before is not None
    found = rows_of(loading)
    opening, fine = found["夜间集市开办许可"], found["对摊主不悬挂摊位证的处罚"]

    assert (
        commands.decide_gone(loading, "cancel", reason=WHY, effective=tomorrow, rows=[opening.ordinal], by=registrar)
        == 1
    )
    assert (
        commands.decide_gone(
            loading, "abolish", reason="上位法已经取消", effective=tomorrow, rows=[fine.ordinal], by=registrar
        )
        == 1
    )

    seen = queries.loading(city.EYES, loading)
    assert seen is not None
    assert (seen.signed_at, seen.digest != before.digest) == (None, True)
    told = json.loads(recorded("catalogue.endings-decided")[-1].body)
    assert (told["decision"], told["powers"], told["digest"]) == ("abolish", 1, seen.digest)
    assert WHY not in recorded("catalogue.endings-decided")[0].body
    assert PowerState.objects.count() == 2  # nothing has ended yet

    commands.commit_loading(loading, by=registrar)
    now = queries.loading_now(city.EYES, loading)
    assert (now.drafts, now.waiting, now.ended, now.undoable) == (1, 2, 0, True)
    done = commands.file_loading(loading, opinion="准予备案", by=office)

    assert (len(done.filed), len(done.ended), done.left) == (1, 2, {})
    now = queries.loading_now(city.EYES, loading)
    assert (now.filed, now.waiting, now.ended, now.fileable, now.undoable) == (1, 0, 2, False, False)
    assert rows_of(loading)["夜间集市开办许可"].carried_out
    with refused(rules.CannotUndo), nothing_recorded():
        commands.undo_loading(loading, by=registrar)
    became = {one.name: (one.outcome, one.reason) for one in queries.outcomes_between(city.EYES, unit, today, tomorrow)}
    assert became["夜间集市开办许可"] == ("cancelled", WHY)  # which is what the result announcement tells
    assert became["对摊主不悬挂摊位证的处罚"] == ("abolished", "上位法已经取消")
    assert set(PowerState.objects.exclude(reason="").values_list("standing", "reason")) == {
        ("cancelled", WHY),
        ("abolished", "上位法已经取消"),
    }


def test_a_list_that_only_lacks_something_is_taken_in_for_what_was_decided(
    registrar: Actor, office: Actor, unit: UUID
) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    loading = stage((OPENING,), registrar, unit)
    with refused(rules.NothingToLoad), nothing_recorded():
        commands.commit_loading(loading, by=registrar)

    commands.decide_gone(loading, "cancel", reason=WHY, by=registrar)
    assert commands.commit_loading(loading, by=registrar) == ()
    done = commands.file_loading(loading, opinion="准予备案", by=office)

    assert (done.filed, len(done.ended)) == ((), 1)
    again = stage((OPENING,), registrar, unit)
    assert set(rows_of(again)) == {"夜间集市开办许可"}


def test_a_decision_is_changed_taken_back_or_no_decision(registrar: Actor, office: Actor, unit: UUID) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    loading = stage((OPENING,), registrar, unit)
    plain = queries.loading(city.EYES, loading).digest  # type: ignore[union-attr]

    commands.decide_gone(loading, "cancel", reason=WHY, by=registrar)
    assert isinstance(commands.decide_gone(loading, "cancel", reason=WHY, by=registrar), Unchanged)
    assert commands.decide_gone(loading, "keep", by=registrar) == 1
    assert queries.loading(city.EYES, loading).digest == plain  # type: ignore[union-attr]
    for wrong, said, refusal in (
        ("cancel", "", powers_rules.NoOpinion), ("burn", WHY, rules.UnknownEnding), ("cancel", "属于机密★10年的事项", rules.MarkedSecret),
    ):  # fmt: skip
        with refused(refusal):
            commands.decide_gone(loading, wrong, reason=said, by=registrar)
    with refused(rules.NothingGone):
        commands.decide_gone(loading, "cancel", reason=WHY, rows=[0], by=registrar)
    with refused(NotAllowed):
        commands.decide_gone(loading, "cancel", reason=WHY, by=officer("3001"))


def test_what_was_only_ever_drafted_cannot_be_cancelled(registrar: Actor, unit: UUID) -> None:
    commands.commit_loading(stage((OPENING,), registrar, unit), by=registrar)
    loading = stage((FINE,), registrar, unit)
    with refused(rules.NothingGone):
        commands.decide_gone(loading, "cancel", reason=WHY, by=registrar)


def test_what_has_moved_on_meanwhile_is_left_and_told(registrar: Actor, office: Actor, unit: UUID) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    loading = stage((NEW,), registrar, unit)
    yesterday = clock.today() - timedelta(days=1)
    found = rows_of(loading)
    opening, fine = found["夜间集市开办许可"], found["对摊主不悬挂摊位证的处罚"]
    commands.decide_gone(loading, "cancel", reason=WHY, rows=[opening.ordinal], by=registrar)
    commands.decide_gone(loading, "cancel", reason=WHY, effective=yesterday, rows=[fine.ordinal], by=registrar)
    commands.commit_loading(loading, by=registrar)
    assert opening.power is not None
    commands.abolish(opening.power, reason="另行废止", by=office)

    done = commands.file_loading(loading, opinion="准予备案", by=office)

    assert (len(done.filed), done.ended) == (1, ())
    assert sorted(name for name, _ in done.left.values()) == ["夜间集市开办许可", "对摊主不悬挂摊位证的处罚"]
    with refused(rules.NothingFileable), nothing_recorded():
        commands.file_loading(loading, opinion="准予备案", by=office)
