"""Every page and every command, by every role, as the table in docs/reference/roles.csv says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sunlit.demo.city import ROLES as DEMO
from tests.desk.test_gates import NAMES, address
from tests.support.role_calls import CALLS
from tests.support.roles import PAGE, ROLES, SAME, TABLE, Row, Tried, commands, differences, rendered, table

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])


@pytest.fixture
def tried(caplog: pytest.LogCaptureFixture) -> Tried:
    caplog.set_level("CRITICAL", "django.request")  # hundreds are refused
    return Tried()


def rows_of_pages(tried: Tried) -> list[Row]:
    return [row for name in NAMES for row in tried.page(name, address(name, tried.city).replace("/do/suspend/", "/do/sign/"))]


def rows_of_commands(tried: Tried) -> list[Row]:
    return [tried.command(name) for name in sorted(set(commands().values()) & CALLS.keys())]


def compare(rows: list[Row], how: Callable[[Row], bool]) -> None:
    if os.environ.get("WRITE_ROLES"):  # the whole table anew, to be read before it is kept
        kept = [str(row) for row in table().values() if not how(row)] if TABLE.exists() else []
        TABLE.write_text("\n".join([",".join(("what", "how", *ROLES)), *sorted([*kept, *map(str, rows)])]) + "\n", encoding="utf-8")
        PAGE.write_text(rendered(), encoding="utf-8")
    written = {key: row for key, row in table().items() if how(row)}
    gone = [f"{what} {method} is in docs/reference/roles.csv and nowhere else: take the row out" for what, method in written.keys() - {(r.what, r.how) for r in rows}]
    assert differences(rows, written) + gone == []


@pytest.mark.long
@pytest.mark.once
def test_every_page_answers_every_role_as_the_table_says(tried: Tried) -> None:
    compare(rows_of_pages(tried), lambda row: row.how != "call")


@pytest.mark.long
def test_every_command_obeys_every_role_as_the_table_says(tried: Tried) -> None:
    missing = set(commands().values()) - CALLS.keys()
    assert missing == set(), "say in tests/support/role_calls.py how these are called"
    assert CALLS.keys() <= set(commands().values())
    compare(rows_of_commands(tried), lambda row: row.how == "call")


def test_the_page_says_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == rendered(), "WRITE_ROLES=1 writes docs/reference/roles.md anew"


def test_every_role_of_the_city_has_its_column() -> None:
    assert {SAME.get(role, role) for role, *_ in DEMO} <= ROLES.keys()
