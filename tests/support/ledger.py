"""How tests speak of the ledger: what was recorded, and databases that writers really commit to."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from sunlit.ledger.models import Act


@contextmanager
def nothing_recorded():
    """Nothing is recorded by what happens inside."""
    before = Act.objects.count()
    yield
    assert Act.objects.count() == before, "something was recorded"


@contextmanager
def refused(refusal):
    """What happens inside is refused with this refusal."""
    with pytest.raises(refusal):
        yield


def recorded(kind: str) -> list[Act]:
    """The acts of one kind, oldest first."""
    return list(Act.objects.filter(kind=kind).order_by("at", "subject", "subject_seq"))
