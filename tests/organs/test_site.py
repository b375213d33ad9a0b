"""The site's own facts, its emblem, and the one-time pass of the wizard."""

from __future__ import annotations

import struct
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.models import SetupPass
from sunlit.organs.rules import NoCity, NoSuchPass, NotAFact, NotAllowed, NotAnEmblem, RegionTier, SiteChanged
from sunlit.organs.rules.site import MOST_EMBLEM, PNG, SVG, emblem_type
from sunlit.organs.values import SiteFacts, Viewer
from tests.support.ledger import nothing_recorded, recorded, refused

pytestmark = pytest.mark.django_db

CLERK, EYES = Actor.system("city"), Viewer.system("city")
LAMP = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g fill="url(#a)"><circle cx="4" cy="4" r="3"/></g></svg>'


def png(width: int = 64, height: int = 64) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


def test_the_city_says_whose_site_it_is_and_it_is_on_record() -> None:
    assert queries.site(EYES) == SiteFacts()
    told = commands.set_site(revision=0, city=" 示范市 ", tier=RegionTier.CITY, site_code="3299000001", emblem=LAMP, by=CLERK)

    facts = queries.site(EYES)
    assert (facts.city, facts.site_code, facts.emblem_type, facts.revision) == ("示范市", "3299000001", SVG, told)
    assert queries.emblem(EYES) == (SVG, LAMP)
    (act,) = recorded("organs.site-set")
    assert '"what":["city","site_code","emblem"]' in act.body
    with nothing_recorded():
        assert isinstance(commands.set_site(revision=0, city="示范市", by=CLERK), Unchanged)

    commands.set_site(revision=told, emblem=b"", by=CLERK)
    assert queries.emblem(EYES) is None


def test_of_two_who_change_it_at_once_the_second_is_told() -> None:
    commands.set_site(revision=0, city="示范市", by=CLERK)
    with refused(SiteChanged), nothing_recorded():
        commands.set_site(revision=0, city="别的市", by=CLERK)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"city": " "}, NoCity),
        ({"city": "市" * 51}, NotAFact),
        ({"contact": "电话\u202e021"}, NotAFact),
        ({"contact": "一\n二"}, NotAFact),
        ({"site_code": "329900"}, NotAFact),
        ({"region": "3299"}, NotAFact),
        ({"emblem": b"GIF89a"}, NotAnEmblem),
    ],
)
def test_what_a_page_could_not_show_is_refused(facts: dict[str, str], refusal: type[NotAFact]) -> None:
    with refused(refusal), nothing_recorded():
        commands.set_site(revision=0, by=CLERK, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [png(), LAMP, b'<?xml version="1.0" encoding="UTF-8"?>' + LAMP])
def test_a_picture_that_is_only_one_is_taken(data: bytes) -> None:
    assert emblem_type(data) in (PNG, SVG)


def drawn(inside: str, *, at_root: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"{at_root}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        png(0, 4),
        png(5000, 64),
        png()[:20],
        png() + bytes(MOST_EMBLEM),
        drawn("<script/>"),
        drawn("<SCRIPT/>"),
        drawn("<style>g{}</style>"),
        drawn("<image href='x'/>"),
        drawn("<use href='#a'/>"),
        drawn("<foreignObject/>"),
        drawn("<svg/>"),
        drawn("<g onclick='a()'/>"),
        drawn("", at_root=" onload='a()'"),
        drawn("<g style='fill:red'/>"),
        drawn("<g fill='url(https://city.example/a)'/>"),
        drawn("<g fill='url( //city.example )'/>"),
        drawn("<g fill='\\75rl(x)'/>"),
        drawn("<g xmlns:x='http://www.w3.org/1999/xlink' x:href='#a'/>"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + LAMP,
        b'<?xml-stylesheet href="a.css"?>' + LAMP,
        b"<html xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg/>",
        b"<svg",
    ],
)
def test_a_picture_that_holds_more_than_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAnEmblem):
        emblem_type(data)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_a_picture(data: bytes) -> None:
    with suppress(NotAnEmblem):
        assert emblem_type(data) in (PNG, SVG)


def test_a_token_lets_in_once_and_the_last_one_made_alone() -> None:
    first, second = commands.open_setup(by=CLERK), commands.open_setup(by=CLERK)
    assert not SetupPass.objects.filter(digest__in=[first, second]).exists()

    entered = commands.enter_setup(second, by=CLERK)
    assert queries.setup_open(entered)
    for token in (first, second, "", "wrong"):
        with refused(NoSuchPass), nothing_recorded():
            commands.enter_setup(token, by=CLERK)

    commands.close_setup(entered, by=CLERK)
    assert not queries.setup_open(entered)
    assert isinstance(commands.close_setup(entered, by=CLERK), Unchanged)
    assert [len(recorded(f"organs.setup-{deed}")) for deed in ("opened", "entered", "closed")] == [2, 1, 1]


def test_neither_a_token_nor_its_session_outlives_the_afternoon() -> None:
    now = clock.now()
    token = commands.open_setup(by=CLERK)
    entered = commands.enter_setup(token, by=CLERK)
    late = commands.open_setup(by=CLERK)
    with clock.frozen(now + timedelta(hours=5)):
        assert not queries.setup_open(entered)
        with refused(NoSuchPass):
            commands.enter_setup(late, by=CLERK)
    assert not queries.setup_open(new_id())


def test_only_an_administrator_tells_and_only_the_known_ask() -> None:
    nobody = Actor.account(new_id())
    for one in (
        lambda: commands.set_site(revision=0, city="示范市", by=nobody),
        lambda: commands.open_setup(by=nobody),
        lambda: commands.enter_setup("x", by=nobody),
        lambda: commands.close_setup(new_id(), by=nobody),
        lambda: queries.site(Viewer()),
    ):
        with refused(NotAllowed), nothing_recorded():
            one()
