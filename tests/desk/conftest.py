"""Whoever sits at the desk, and the city that lies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import desk_city
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_account(display_name="张某"))
    return client


made, city = made_once(desk_city.fill)
