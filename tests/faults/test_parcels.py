"""The worker is killed between claiming, sending and noting: one message may come twice, with one key; none is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import F

from sunlit.courier import commands, reactions
from sunlit.courier.commands.delivering import CLAIM_LASTS
from sunlit.courier.models import Delivery
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee
from tests.courier.conftest import sms
from tests.courier.test_sending import person
from tests.support.courier_calls import courier_contact
from tests.support.people import make_unit
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from tests.support.gateway import Gateway
    from tests.support.ledger import CommittedTo

__all__ = ["sms"]
BY = Actor.system("test")


@pytest.fixture
def told(committing_db: CommittedTo, sms: Gateway, settings: SettingsWrapper) -> Gateway:
    """Somebody has one SMS to get, at any hour."""
    from datetime import time

    from sunlit.courier.rules import QuietHours

    settings.COURIER_QUIET = QuietHours(time(0), time(0))
    viewer = person("甲", Function.REGISTRAR)
    assert viewer.officer is not None
    courier_contact(viewer.officer, by_mail=False)
    to = Addressee(function=Function.REGISTRAR, unit=make_unit())
    commands.send("task-opened", to=to, about="task:1", said={"step": "受理", "unit": "", "day": None}, by=BY)
    return sms


def worker(database: CommittedTo, gateway: Gateway, where: str) -> subprocess.CompletedProcess[str]:
    connection.close()
    environment = database.environment | {
        "SUNLIT_SMS_URL": gateway.url, "SUNLIT_SMS_TOKEN": "t0ken", "SUNLIT_QUIET_HOURS": "none",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.parcels", where],
        env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def claims_run_out() -> None:
    """As time would let them."""
    Delivery.objects.filter(claimed_until__isnull=False).update(claimed_until=F("claimed_until") - CLAIM_LASTS - timedelta(seconds=1))


@pytest.mark.parametrize(("where", "received"), [("before", 1), ("after", 2)])
def test_a_kill_repeats_one_message_at_the_most_and_loses_none(
    committing_db: CommittedTo, told: Gateway, where: str, received: int
) -> None:
    assert worker(committing_db, told, where).returncode == -signal.SIGKILL
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == ("queued", 1)

    assert worker(committing_db, told, "never").stdout.split() == ["0"], "the claim of the dead still holds"
    claims_run_out()
    assert worker(committing_db, told, "never").stdout.split() == ["1"]
    assert Delivery.objects.get().state == "sent"
    assert len(told.sent) == received
    assert {document["key"] for _, document in told.sent} == {str(row.parcel)}


def test_of_many_workers_at_once_one_sends(told: Gateway) -> None:
    together, taken = Barrier(4), []

    def work() -> None:
        together.wait()
        try:
            taken.append(reactions.deliver_due())
        finally:
            connection.close()

    threads: list[Any] = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [0, 0, 0, 1]
    assert len(told.sent) == 1
