"""The worker is killed again and again while it copies: citizens see a batch whole or not at all, and once."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.kernel import clock
from sunlit.noticeboard.models import Record
from sunlit.organs.values import Viewer
from tests.publication.publishing import JANUARY, filed, office, opening, posted, settle
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from tests.support.ledger import CommittedTo


@pytest.mark.parametrize(
    "stride",
    [pytest.param(13, id="now and then"), pytest.param(1, id="at each single statement", marks=pytest.mark.faults)],
)
def test_however_often_it_is_killed_it_copies_all_of_it_once(committing_db: CommittedTo, stride: int) -> None:
    with clock.frozen(JANUARY):
        settle()
        powers = [filed(posted()), filed(opening(name="另一项")), filed(opening(name="又一项"))]
        commands.publish(powers, by=office())
    for alias in connections:
        connections[alias].close()

    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.copying", JANUARY.replace(tzinfo=None).isoformat(), str(stride)],
        env=committing_db.environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)

    assert told["deaths"] >= 40 // stride  # it had enough to do for dying at many places
    assert told["seen"] == [{"powers": 0, "lost": []}, {"powers": 3, "lost": []}]
    assert told["faults"] == []
    assert set(Record.objects.values_list("version", flat=True)) == {1}
    assert PowerEdition.objects.filter(on_noticeboard_at=None).count() == 0
    assert queries.powers(Viewer.system("test"), state="waiting").total == 0
