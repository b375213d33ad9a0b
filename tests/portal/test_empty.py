"""What citizens see before anything was published."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sunlit.portal.freezing import freeze
from tests.portal.test_downloads import ATOM
from tests.portal.test_pages import get, portal

__all__ = ["portal"]

pytestmark = [
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("portal"),
]


def test_an_empty_board_still_has_pages():
    for path in ("/", "/units/", "/types/", "/laws/"):
        get(path)


def test_an_empty_feed_is_a_feed() -> None:
    assert ET.fromstring(get("/feed.atom")).findtext("a:updated", "", ATOM) == "1970-01-01T00:00:00+00:00"


def test_an_empty_board_makes_a_site_too(tmp_path) -> None:
    done = freeze(tmp_path / "site", languages=("zh-hans",))

    assert (done.as_of, done.dead) == ("1970-01-01", ())
