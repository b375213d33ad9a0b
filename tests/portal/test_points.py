"""Points of a list on an item's page: numbered, unless their own words number them."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("duties", "counted"),
    [
        (("受理。", "审查。"), True), (("1.受理", "2.审查"), False), (("直接实施责任：", "受理"), False),
        (("（一）受理", "（二）审查"), False), (("一、受理",), False), (("3日内受理", "10日内审查"), True),
    ],
)  # fmt: skip
def test_lines_that_bring_their_own_numbers_are_not_numbered_again(duties: tuple[str, ...], counted: bool) -> None:
    html = render_to_string("portal/points.html", {"points": duties})

    assert ("<ol" in html, html.count("<li>")) == (counted, len(duties))
