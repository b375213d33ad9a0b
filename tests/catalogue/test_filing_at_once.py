"""Two people at one draft at the same moment: what is put on record is what the draft says, once."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from sunlit.catalogue import commands
from sunlit.catalogue.commands import filing, powers
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.powers import EditionState, NotADraft
from sunlit.kernel import clock
from sunlit.ledger.models import Act
from tests.publication.publishing import JANUARY, office, opening, registrar, settle, unit

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.ledger import CommittedTo


@pytest.fixture
def draft(committing_db: CommittedTo) -> UUID:
    with clock.frozen(JANUARY):
        settle()
        return commands.draft_power(unit(), opening(), secret_answer="no", by=registrar())


class Filing(Thread):
    """Somebody else files the draft; `came` is what came of it."""

    def __init__(self, draft: UUID) -> None:
        super().__init__()
        self.draft, self.came, self.begun = draft, list[object](), False

    def meanwhile(self) -> None:
        """Begin in the middle of what another does, and come to the row that the other holds."""
        if not self.begun:
            self.begun = True
            self.start()
            Event().wait(0.5)

    def run(self) -> None:
        try:
            self.came.append(commands.file_editions([self.draft], opinion="准予备案", by=office()))
        except NotADraft as refusal:
            self.came.append(refusal)
        finally:
            for alias in connections:
                connections[alias].close()


def beginning_at(monkeypatch: pytest.MonkeyPatch, module: Any, step: str, other: Filing) -> None:
    """Let the other begin when this thread, with the power in its hold, comes to this step."""
    plain, mine = getattr(module, step), current_thread()

    def stepped(*given: Any, **more: Any) -> Any:
        if current_thread() is mine:
            other.meanwhile()
        return plain(*given, **more)

    monkeypatch.setattr(module, step, stepped)


def test_what_is_saved_while_somebody_files_is_what_is_filed(draft: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Filing(draft)
    beginning_at(monkeypatch, powers, "screen_text", other)
    with clock.frozen(JANUARY):
        commands.save_draft(draft, replace(opening(), result="改过的结果"), revision=0, by=registrar())
        other.join(60)

    assert other.came == [(1,)]
    held = PowerEdition.objects.get(pk=draft)
    assert (held.state, held.content["result"]) == (EditionState.ON_RECORD.value, "改过的结果")


def test_of_two_who_file_one_draft_one_is_told(draft: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Filing(draft)
    beginning_at(monkeypatch, filing, "require_fileable", other)
    with clock.frozen(JANUARY):
        commands.file_edition(draft, opinion="同意", by=office())
        other.join(60)

    assert [type(one) for one in other.came] == [NotADraft]
    assert PowerEdition.objects.get(pk=draft).opinion == "同意"
    assert Act.objects.filter(kind="catalogue.power-filed").count() == 1


def test_a_draft_named_twice_is_filed_once(draft: UUID) -> None:
    with clock.frozen(JANUARY):
        assert commands.file_editions([draft, draft], opinion="准予备案", by=office()) == (1,)
