"""Lists handed in on the desk are read by the worker: it may be killed, find nothing to do, or find it cannot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands, queries, reactions
from sunlit.catalogue.acts import LoadingAsked
from sunlit.catalogue.models import Loading, StagedItem
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.staging import LoadingState
from sunlit.kernel import clock
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged, worker
from sunlit.organs.models import Unit
from sunlit.organs.rules import NotAllowed
from tests.stories.test_loading import FINE, OPENING, officer, table
from tests.support import city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

pytestmark = pytest.mark.django_db


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def unit() -> UUID:
    return Unit.objects.get(code="MARKETS").pk


@pytest.fixture
def registrar() -> Actor:
    return officer("2001")


def ask(rows: tuple[str, ...], by: Actor, unit: UUID | None = None, **more: Any) -> UUID:
    return commands.ask_loading(table(*rows), unit=unit, secret_answer="no", by=by, **more)


def act_of(loading: UUID) -> LoadingAsked:
    held = Loading.objects.get(pk=loading)
    return LoadingAsked(loading=held.pk, as_of=held.as_of, files=tuple(one["sha256"] for one in held.files))


def test_the_worker_previews_what_was_handed_in(registrar: Actor, unit: UUID) -> None:
    loading = ask((OPENING, FINE), registrar, unit, scope="society")
    waiting = queries.loading(city.EYES, loading)
    assert waiting is not None
    assert (waiting.state, waiting.running, waiting.open, waiting.percent) == (LoadingState.WAITING, True, False, 0)
    assert json.loads(recorded("catalogue.loading-asked")[0].body)["loading"] == str(loading)

    worker.run_dry()

    seen = queries.loading(city.EYES, loading)
    assert seen is not None
    assert (seen.state, seen.counts["new"], seen.running) == (LoadingState.STAGED, 2, False)
    assert (seen.staged_by, seen.done, seen.total) == (registrar.name, 2, 2)
    at_once = commands.stage_lists(table(OPENING, FINE), unit=unit, secret_answer="no", scope="society", by=registrar)
    assert queries.loading(city.EYES, at_once).digest == seen.digest  # type: ignore[union-attr]


def test_a_worker_that_was_killed_begins_anew_and_one_that_is_late_changes_nothing(
    registrar: Actor, unit: UUID
) -> None:
    loading = ask((OPENING,), registrar, unit)
    Loading.objects.filter(pk=loading).update(state="checking", done=1, total=9, told_at=clock.now())
    assert queries.loading(city.EYES, loading).percent == 11  # type: ignore[union-attr]

    reactions.preview_what_was_handed_in(act_of(loading))
    assert StagedItem.objects.count() == 1
    reactions.preview_what_was_handed_in(act_of(loading))
    assert StagedItem.objects.count() == 1
    reading = commands.Reading([], ())
    assert isinstance(commands.record_staging(loading, reading, by=city.OFFICER), Unchanged)
    assert isinstance(commands.record_staging_failure(loading, "x", by=city.OFFICER), Unchanged)


def test_the_steps_are_told_while_the_worker_reads(
    registrar: Actor, unit: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask((OPENING, FINE), registrar, unit)
    told: list[str] = []
    record = commands.record_staging

    def note(key: UUID, reading: commands.Reading, *, by: Actor) -> Any:
        told.append(Loading.objects.get(pk=key).state)
        assert Loading.objects.get(pk=key).told_at is not None
        return record(key, reading, by=by)

    monkeypatch.setattr(commands, "record_staging", note)
    worker.run_dry()
    assert told == ["comparing"]


def test_what_was_given_up_or_purged_while_it_waited_is_left_alone(registrar: Actor, unit: UUID) -> None:
    loading = ask((OPENING,), registrar, unit)
    commands.drop_loading(loading, by=registrar)
    worker.run_dry()
    assert (Loading.objects.get().state, StagedItem.objects.count()) == ("dropped", 0)
    reactions.preview_what_was_handed_in(LoadingAsked(loading=new_id(), as_of=clock.today(), files=()))
    with refused(rules.NoSuchLoading):
        commands.record_staging(new_id(), commands.Reading([], ()), by=city.OFFICER)


def test_what_the_worker_cannot_end_is_told_and_can_be_handed_in_again(
    registrar: Actor, unit: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_given: object, **_more: object) -> None:
        raise RuntimeError("机密内容")

    loading = ask((OPENING,), registrar, unit)
    monkeypatch.setattr(reactions, "read", stumble)
    worker.run_dry()

    seen = queries.loading(city.EYES, loading)
    assert seen is not None
    assert (seen.state, seen.failure, seen.open) == (LoadingState.FAILED, "RuntimeError", False)
    assert json.loads(recorded("catalogue.staging-failed")[0].body)["reason"] == "RuntimeError"
    with refused(rules.LoadingEnded):
        commands.commit_loading(loading, by=registrar)
    assert [name for name, _ in queries.files_loaded(city.EYES, loading)] == ["清单.csv"]


def test_nothing_is_kept_of_what_may_not_be_handed_in(registrar: Actor, unit: UUID) -> None:
    with refused(NotAllowed), nothing_recorded():
        ask((OPENING,), officer("3001"), unit)
    with refused(rules.UnknownScope), nothing_recorded():
        ask((OPENING,), registrar, unit, scope="all")
    with pytest.raises(rules.MarkedSecret):
        ask((OPENING.replace("内部备注", "机密★10年"),), registrar, unit)
    assert Loading.objects.count() == 0
