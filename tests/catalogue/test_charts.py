"""流程图 of a power: who may draw it, and when it is due for revision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.powers import NoSuchPower, SecretPlaceholder
from sunlit.flow import commands as flows
from sunlit.flow import queries
from sunlit.flow.values import FlowKind
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.ledger import worker
from sunlit.organs.values import Viewer
from tests.flow.drawn import LICENCE
from tests.flow.test_publishing import SIX, told
from tests.flow.test_running import SILENCE
from tests.support import desk_city
from tests.support.ledger import made_once, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
EYES = Viewer.system("test")
DRAWN = told(LICENCE, SIX, **SILENCE)


made, city = made_once(desk_city.fill)


def drawn(city: Filled) -> None:
    begun = queries.flow_of(EYES, commands.flow_key(city.power))
    whole = queries.whole_flow(EYES, begun.id) if begun else None
    revision = whole.revision if whole else 0
    commands.draw_flow(city.power, DRAWN, revision=revision, by=BY)
    seen = queries.flow_of(EYES, commands.flow_key(city.power))
    assert seen is not None
    assert (seen.kind, seen.unit, seen.power) == (FlowKind.ITEM, city.unit, str(city.power))
    flows.publish_flow(seen.id, revision=revision + 1, by=BY)


def test_the_chart_of_a_power_is_due_when_the_next_edition_is_filed(city: Filled) -> None:
    drawn(city)
    worker.run_dry()
    assert queries.flows_due(EYES) == (0, None)
    edition = PowerEdition.objects.get(pk=city.draft)
    commands.save_draft(edition.pk, replace(content_of(edition), result="新证"), revision=edition.revision, by=BY)
    commands.file_edition(edition.pk, opinion="准予备案", corrects=True, by=BY)
    worker.run_dry()
    assert [(one.power, one.due_why) for one in queries.flows_found(EYES, state="due").rows] == [(str(city.power), "power-changed")]


def test_a_placeholder_and_a_power_that_is_not_there_have_no_chart(city: Filled) -> None:
    with refused(NoSuchPower):
        commands.draw_flow(new_id(), DRAWN, revision=0, by=BY)
    secret = commands.register_secret(city.unit, by=BY)
    with refused(SecretPlaceholder):
        commands.draw_flow(secret, DRAWN, revision=0, by=BY)


def test_a_purged_power_takes_its_chart_with_it(city: Filled) -> None:
    drawn(city)
    keeper = make_account("keeper", functions=(), administers="security")
    assert commands.purge_power(city.power, by=Actor.account(keeper.pk)).rows
    assert queries.flow_of(EYES, commands.flow_key(city.power)) is None
