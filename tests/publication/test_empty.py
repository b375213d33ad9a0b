"""What is made for people to take home before anything was published."""

from __future__ import annotations

import pytest

from sunlit.publication.reactions import make_files
from tests.publication.test_files import nothing_in_hand

__all__ = ["nothing_in_hand"]

pytestmark = [
    pytest.mark.django_db(databases=["default", "noticeboard"]),
    pytest.mark.usefixtures("nothing_in_hand"),
]


def test_an_empty_board_makes_nothing() -> None:
    assert make_files() == 0
