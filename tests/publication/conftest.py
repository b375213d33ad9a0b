"""The city in January, before anything was published; no reaction may have stumbled by the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.kernel import clock
from sunlit.ledger.cursors import readers
from tests.publication.publishing import JANUARY, settle
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator


def in_january() -> None:
    with clock.frozen(JANUARY):
        settle()


made, settled = made_once(in_january)


@pytest.fixture
def january(settled: None) -> Iterator[None]:
    with clock.frozen(JANUARY):
        yield
    assert [r.name for r in readers() if r.failures] == []
