"""The page of duties against powers: powers matched to a duty many at a time, and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import PowerContent
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Duty, Mandate
from sunlit.organs.rules import Function
from tests.support import city
from tests.support.people import make_account, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def powers() -> list[UUID]:
    now = Mandate.objects.create(unit_id=make_unit(), title="三定方案")
    Duty.objects.create(mandate=now, number=1, text="负责河灯放流的许可和监督管理")
    names = ("河灯放流许可", "桥灯悬挂登记", "灯谱查阅")
    drafts = [
        commands.draft_power(make_unit(), PowerContent(name=name, type="other"), secret_answer="no", by=Actor.system("city"))
        for name in names
    ]
    return [PowerEdition.objects.get(pk=draft).power_id for draft in drafts]


def unmet() -> list[str]:
    return [one.name for one in queries.duty_matrix(city.EYES, make_unit()).powers if one.state == "open"]


def test_many_powers_are_matched_to_a_duty_at_once_and_those_before_stay(client: Client, powers: list[UUID]) -> None:
    client.force_login(make_account(functions=(Function.OPEN_GOVERNMENT,)))
    duty = Duty.objects.get()
    shown = client.get(reverse("desk:duties"), {"unit": str(make_unit())}).content.decode()
    assert "与职责 1 名称相近" in shown

    def send(*chosen: UUID, **more: str) -> None:
        told = {"duty": str(duty.pk), "power": [str(one) for one in chosen], **more}
        client.post(reverse("desk:link-duty", args=[make_unit()]), told)

    send(powers[0], others="yes")
    send(powers[1], others="yes")
    assert unmet() == ["灯谱查阅"]
    send(powers[2])  # the form of the duty itself: these and no others
    assert unmet() == ["河灯放流许可", "桥灯悬挂登记"]
