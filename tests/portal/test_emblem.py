"""The city's emblem stands beside its name, and the house's mark where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from sunlit.noticeboard.store import keeping
from tests.support import public_city

pytestmark = [pytest.mark.django_db(databases=["noticeboard"]), pytest.mark.urls("sunlit.portal.root")]
AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def client(settings) -> Client:
    settings.MIDDLEWARE = ["sunlit.look.language.ChosenLanguage"]
    return Client()


def test_the_emblem_stands_in_place_of_the_mark_once_it_is_put_out(client: Client) -> None:
    board = public_city.fill()
    assert 'src="/emblem"' not in client.get("/units/").content.decode()
    assert client.get("/emblem").status_code == 404

    board.put("site", "site", replace(public_city.site(), emblem=True))
    keeping.keep("emblem", "image/png", b"a picture", at=AT, place=1)

    assert 'src="/emblem"' in client.get("/units/").content.decode()
    answer = client.get("/emblem")
    assert (answer.content, answer["Content-Type"]) == (b"a picture", "image/png")
    assert client.get("/emblem", headers={"If-None-Match": answer["ETag"]}).status_code == 304
