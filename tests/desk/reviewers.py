"""The people of the review city at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from sunlit.organs.models import Officer
from tests.support.people import make_account

if TYPE_CHECKING:
    from sunlit.organs.rules import Function
    from tests.review.people import ReviewCity


def at_desk(city: ReviewCity, unit: str, function: Function) -> Client:
    """An officer of the city, signed in."""
    return signed_in(officer_of(city, unit, function))


def officer_of(city: ReviewCity, unit: str, function: Function) -> Officer:
    """Who holds the post with a function in a unit."""
    return Officer.objects.get(pk=city.who(unit, function).name.partition("/officer:")[2])


def signed_in(officer: Officer) -> Client:
    """An officer, signed in; their account is made where they have none."""
    if officer.account is None:
        officer.account = make_account(f"a{officer.number}", functions=(), display_name=officer.name)
        officer.save()
    client = Client()
    client.force_login(officer.account)
    return client


def page(client: Client, path: str = "/inbox/") -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return str(answer.content.decode())
