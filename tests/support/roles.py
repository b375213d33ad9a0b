"""Who may do what: every page of the desk and every command, tried by every role, as a table.

The table is `docs/reference/roles.csv`. Whoever adds a page or a command judges its row and puts it there.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

from django.template.backends.django import Template
from django.test import Client
from django.utils.module_loading import autodiscover_modules

from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.ledger.commanding import COMMANDS
from sunlit.organs.models import Unit
from sunlit.organs.queries import viewer_of
from sunlit.organs.rules import Function, NotAllowed
from tests.support import desk_city
from tests.support.ledger import undone
from tests.support.people import appoint, make_account, make_unit
from tests.support.role_calls import CALLS, POSTED, Given
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.organs.models import Account

TABLE = ROOT / "docs" / "reference" / "roles.csv"
#: Each role: what it administers, or the functions of its post and the unit of it ("" is the unit in question).
ROLES: dict[str, tuple[str, tuple[Function, ...], str]] = {
    "visitor": ("", (), ""),
    "no-post": ("", (), ""),
    "administrator": ("system", (), ""),
    "security-administrator": ("security", (), ""),
    "audit-administrator": ("audit", (), ""),
    "open-government": ("", (Function.OPEN_GOVERNMENT,), "政务公开办"),
    "county-open-government": ("", (Function.OPEN_GOVERNMENT,), "另一区政务公开办"),
    "city-legal": ("", (Function.CITY_LEGAL,), "政府法制办"),
    "staffing": ("", (Function.STAFFING,), "编办"),
    "secrecy": ("", (Function.SECRECY,), "保密办"),
    "supervisor": ("", (Function.SUPERVISOR,), "监察室"),
    "registrar": ("", (Function.REGISTRAR,), ""),
    "registrar-elsewhere": ("", (Function.REGISTRAR,), "另一单位"),
    "officer": ("", (), ""),
    "office-head": ("", (Function.OFFICE_HEAD,), ""),
    "unit-legal": ("", (Function.LEGAL,), ""),
    "leader": ("", (Function.LEADER,), ""),
}
#: Roles of the demonstration that are another one in another unit.
SAME = {
    "county-registrar": "registrar-elsewhere",
    "township-registrar": "registrar-elsewhere",
    # of a county: the same for the units of the county, and nothing for any other (tests/organs/test_standing,
    # tests/stories/test_counties_publish)
    "county-legal": "city-legal",
    "county-leader": "leader",
}
#: What an answer means, by its status: refused; as if it were not there; turned back in words, because what was sent
#: would not do. Everything else that is no fault was served.
_MEANINGS = {400: "back", 403: "no", 404: "none", 405: "-", 409: "back", 422: "back"}
_WRONG = 500
#: Steps of signing in, which no post opens or closes: tried by these, the same for all others that are signed in.
_ENTERING = ("account_", "mfa_")
_OF_ALL = ("visitor", "no-post", "administrator")


@dataclass(frozen=True)
class Row:
    """One page by one method, or one command, and what becomes of it for each role, in the order of `ROLES`."""

    what: str
    how: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return ",".join((self.what, self.how, *self.answers))


class Tried:
    """A city with somebody in every role."""

    def __init__(self) -> None:
        self.city = desk_city.fill(items=4)
        own = Unit.objects.get(pk=self.city.unit).code
        self.accounts: dict[str, Account] = {}
        for role, (administers, functions, unit) in ROLES.items():
            if role != "visitor":
                self.accounts[role] = account = make_account(role, functions=(), administers=administers)
                if role.startswith("county-"):
                    make_unit(unit, county="另一区")
                if functions or role == "officer":
                    appoint(account, *functions, unit=unit or own)
        self.given = Given.of(self.city)
        self.sessions: dict[str, str] = {}
        self.actors = {role: viewer_of(account.pk).actor for role, account in self.accounts.items()}

    def page(self, name: str, address: str) -> Iterator[Row]:
        """A page asked for and written to by every role; a method that it does not know gives no row."""
        tried = _OF_ALL if name.startswith(_ENTERING) else tuple(ROLES)
        for method in ("GET", "POST"):
            answers = {role: self._asked(self._signed_in(role), method, name, address) for role in tried[:2]}
            if "-" not in answers.values():
                answers |= {role: self._asked(self._signed_in(role), method, name, address) for role in tried[2:]}
                yield Row(name, method, tuple(answers.get(role, answers["no-post"]) for role in ROLES))

    def _signed_in(self, role: str) -> Client:
        client = Client()
        if role in self.accounts:
            if role not in self.sessions:
                client.force_login(self.accounts[role])
                self.sessions[role] = client.cookies.output(header="", sep=";")
            client.cookies = SimpleCookie(self.sessions[role])
        return client

    def _asked(self, client: Client, method: str, name: str, address: str) -> str:
        sent = POSTED.get(name, lambda _: {})(self.given) if method == "POST" else {}
        with undone(), undrawn(), refusals() as refused:
            answer = client.get(address) if method == "GET" else client.post(address, sent)
        status, where = answer.status_code, answer.headers.get("Location", "")
        assert status < _WRONG, f"{method} {address} failed"
        if status == 302 and where.startswith("/account/login/"):
            return "enter"
        if method == "POST" and NotAllowed in refused and status != 404:
            return "no"  # some pages say so in a message
        return _MEANINGS.get(status, "yes")

    def command(self, name: str) -> Row:
        """A command called by every role, with what would let the right one do it."""
        return Row(name, "call", tuple(self._called(name, role) for role in ROLES))

    def _called(self, name: str, role: str) -> str:
        by = self.actors.get(role, Actor.account("nobody"))
        with undone():
            try:
                CALLS[name](self.given, by)
            except NotAllowed:
                return "no"
            except Refusal as refusal:
                return f"{refusal.code}"
        return "yes"


@contextmanager
def undrawn() -> Iterator[None]:
    """Pages are not drawn: that decides nothing, and is what takes long."""
    drawn = Template.render
    Template.render = lambda *_given, **_more: ""  # type: ignore[method-assign]
    try:
        yield
    finally:
        Template.render = drawn  # type: ignore[method-assign]


@contextmanager
def refusals() -> Iterator[set[type[Refusal]]]:
    """The kinds of refusals that are made inside, whatever a page makes of them."""
    made: set[type[Refusal]] = set()
    begin = Refusal.__init__

    def noticed(self: Refusal, **facts: object) -> None:
        made.add(type(self))
        begin(self, **facts)

    Refusal.__init__ = noticed  # type: ignore[method-assign]
    try:
        yield made
    finally:
        Refusal.__init__ = begin  # type: ignore[method-assign]


def commands() -> dict[str, str]:
    """Every command of the house: its name in the table, by its dotted name. What is called by another is called so."""
    autodiscover_modules("commands")
    inner = {"_submit": "submit_lists", "_stage": "stage_lists", "_ask": "ask_loading", "_attach": "attach", "_keep_paper": "keep_paper"}
    out = {}
    for dotted in COMMANDS:
        if dotted.startswith("sunlit."):
            name = dotted.rpartition(".")[2]
            out[dotted] = f"{dotted.split('.')[1]}.{inner.get(name, name)}"
    return out


def table() -> dict[tuple[str, str], Row]:
    """The table as it is written."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        first, *rows = csv.reader(file)
    assert first == ["what", "how", *ROLES], "the columns of docs/reference/roles.csv are the roles"
    return {(row[0], row[1]): Row(row[0], row[1], tuple(row[2:])) for row in rows}


def differences(found: list[Row], written: dict[tuple[str, str], Row]) -> list[str]:
    """What of these rows the table says otherwise, or not at all; each with what to do."""
    out: list[str] = []
    for row in found:
        held: Any = written.get((row.what, row.how))
        if held is None:
            out.append(f"{row.what} {row.how} is not in docs/reference/roles.csv. Judge each answer, then add: {row}")
        elif held != row:
            told = zip(ROLES, held.answers, row.answers, strict=True)
            changed = [f"{role}: {was} → {now}" for role, was, now in told if was != now]
            out.append(f"{row.what} {row.how}: {'; '.join(changed)}. If that is meant, write it down: {row}")
    return out


_MARKS = {"yes": "●", "no": "–", "none": "∅", "enter": "→", "back": "○"}
_SHORT = {
    "visitor": "visitor", "no-post": "no post", "administrator": "admin", "security-administrator": "security",
    "audit-administrator": "audit", "open-government": "open gov", "county-open-government": "open gov of another county", "city-legal": "city legal", "registrar-elsewhere": "registrar of another unit",
    "unit-legal": "unit legal",
}  # fmt: skip
PAGE = TABLE.with_suffix(".md")
_INTRO = """# Who may do what

Every page of the desk and every command, by every role, made from [roles.csv](roles.csv), which the tests try one by one: a page or a command that is not in it
fails them, with the row to judge and add. `WRITE_ROLES=1 ./sunlit test tests/desk/test_roles.py` writes both files anew, to be read before they are kept.

● served, done, or led on to another page (the steps of setting up, for who has not opened its link) · – refused · ∅ as if there were no such thing · → to the sign-in · ○ turned back in words: allowed to ask, and what was sent would not
do; a code is the refusal of a command that the role may give.

The unit in question is that of registrar, unit legal and leader; a registrar of a county or of a township is one of another unit. The lists and
their findings were handed in for the whole city, the loading and the powers for the unit. Steps of signing in are open to everybody alike.
"""


def rendered() -> str:
    """The table as a page."""
    heads = ["", *(_SHORT.get(role, role) for role in ROLES)]
    lines = [_INTRO]
    for title, some in (("Pages", ("GET", "POST")), ("Commands", ("call",))):
        lines += [f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        for row in table().values():
            if row.how in some:
                name = f"`{row.what}`" + (f" {row.how}" if row.how != "call" else "")
                lines.append(f"| {name} | {' | '.join(_MARKS.get(a, f'`{a}`') for a in row.answers)} |")
        lines.append("")
    return "\n".join(lines)
