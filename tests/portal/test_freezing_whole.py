"""The whole invented city as a folder of plain pages."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

import pytest

from sunlit.portal.freezing import freeze
from tests.portal.test_freezing import BOTH, Page, files, later
from tests.support import public_city
from tests.support.ledger import made_once

__all__ = ["later"]

pytestmark = [
    pytest.mark.once,
    pytest.mark.long,
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("later"),
]
made, _board = made_once(public_city.fill, for_all=True)


def test_every_link_leads_to_a_file_wherever_the_folder_lies(tmp_path) -> None:
    done = freeze(tmp_path / "a" / "b", languages=BOTH)
    written = files(tmp_path / "a" / "b")
    html = {name: Page(data.decode()) for name, data in written.items() if name.endswith(".html")}

    assert done.dead == ()
    assert len(html) > 100
    for name, found in html.items():
        assert found.client == [], name
        for link in found.links:
            to = urlsplit(link)
            if to.scheme or not to.path:
                assert to.scheme in ("", "https", "http")
                continue
            assert not link.startswith("/"), (name, link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), to.path))
            assert target in written, (name, link)
            if to.fragment and not target.endswith("downloads/index.html"):  # a unit without files has no place there
                assert to.fragment in html[target].ids, (name, link)
    feed = re.findall(r'href="([^"]*)"', written["feed.atom"].decode())
    assert "results/r-market/index.html" in feed
    assert all(link in written for link in feed)
