"""Channels that are there, and an officer who has agreed to them."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from sunlit.courier.rules import QuietHours
from tests.support.gateway import gateway

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

    from tests.support.gateway import Gateway


@pytest.fixture
def sms(settings: SettingsWrapper) -> Iterator[Gateway]:
    """A gateway that is set up."""
    with gateway() as there:
        settings.COURIER_SMS_URL, settings.COURIER_SMS_TOKEN = there.url, "t0ken"
        settings.COURIER_QUIET = QuietHours(time(21), time(8))
        yield there


@pytest.fixture
def smtp(settings: SettingsWrapper) -> None:
    """E-mail that is set up; what is sent lies in `django.core.mail.outbox`."""
    settings.COURIER_MAIL, settings.DEFAULT_FROM_EMAIL = True, "sunlit@example.cn"
    settings.COURIER_QUIET = QuietHours(time(21), time(8))
