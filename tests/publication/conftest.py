"""The city in January, before anything was published; no reaction may have stumbled by the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.kernel import clock
from sunlit.ledger.cursors import readers
from tests.publication.publishing import JANUARY, settle

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def january(db: None) -> Iterator[None]:
    with clock.frozen(JANUARY):
        settle()
        yield
    assert [r.name for r in readers() if r.failures] == []
