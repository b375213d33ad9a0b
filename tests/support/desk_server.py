"""The desk as a browser meets it: a process of its own over a home that is thrown away, filled with `desk_city`.

`python -m tests.support.desk_server` prints one line of JSON (address, accounts, keys) and serves until its standard
input is closed; with the word `stocktake` a stocktake
has begun there; with the word `empty` it is the desk of an installation in which nothing was set up, and the link to do so.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

if TYPE_CHECKING:
    from uuid import UUID


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main() -> None:
    """Fill, serve, say where."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from tests.support import faulty_page
    from tests.support.program import found_databases

    settings.ROOT_URLCONF = faulty_page.__name__  # the desk, and one page with every fault the sweep must find
    found_databases(Path(os.environ["SUNLIT_HOME"]))
    told = _empty() if "empty" in sys.argv else _stocktake() if "stocktake" in sys.argv else _filled()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Threads, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told["url"] = f"http://127.0.0.1:{server.server_port}"
    print(json.dumps(told), flush=True)  # noqa: T201 - what the test waits for
    sys.stdin.read()


def _filled() -> dict[str, Any]:
    from sunlit.catalogue.models import Found
    from sunlit.review.models import DirectoryItem
    from tests.support import desk_city
    from tests.support.people import PASSWORD, make_account
    from tests.support.review_pages import complete_draft, reviews_at_every_desk

    city = desk_city.fill()
    admin = make_account(display_name="张某")
    _told(admin.officer.pk, f"power:{city.power}", "task:1")
    batch = _batch(admin.officer.pk)
    make_account("newcomer", second_factor=False)
    make_account("clerk", functions=())
    reviews = {name: str(key) for name, key in reviews_at_every_desk(city).items()}
    complete_draft(city, "河灯救生许可")
    opened = Found.objects.filter(code="text-differs").earliest("ordinal").pk
    accepted = Found.objects.filter(code="vague").earliest("ordinal").pk
    return {
        "password": PASSWORD, "secret": admin.totp_secret,  # type: ignore[attr-defined]
        "law": str(city.law), "loading": str(city.loading), "batch": str(batch), "checked": str(city.checked), "running": str(city.running),
        "failed": str(city.failed), "clean": str(city.clean), "power": str(city.power), "draft": str(city.draft),
        "withheld": str(city.withheld), "comments": str(city.comments), "directory": str(city.directory), "item": str(DirectoryItem.objects.earliest("ordinal").pk), "staged": str(city.staged), "waiting": str(city.waiting), "taken": str(city.taken), "words": str(city.words), "report": str(city.report), "flow": str(city.flow), "change": str(city.change),
        "stocktake": str(city.stocktake), "unit_list": str(city.unit_list), "office_list": str(city.office_list), "sample": city.sample,
        "opened": opened, **reviews, "accepted": accepted, "unit": str(city.unit), "post": str(city.post), "sessions": _sessions(),
    }  # fmt: skip


def _batch(officer: UUID) -> UUID:
    """What somebody asked of many steps, while the worker is at it."""
    from sunlit.kernel import clock
    from sunlit.review.models import Batch

    now = clock.now()
    return Batch.objects.create(
        deed="pass", state="running", officer_id=officer, by="system:test", background=True, done=7, total=30,
        asked_at=now, told_at=now,
    ).pk  # fmt: skip


def _told(officer: UUID, *about: str) -> None:
    """Messages in somebody's inbox, one read."""
    from sunlit.courier import commands
    from sunlit.courier.models import Message
    from sunlit.kernel import clock
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Addressee

    said = {"step": "河灯展演许可申请受理", "unit": "测试市河灯管理局", "day": clock.today()}
    for one in about:
        for kind in ("task-opened", "task-due-soon", "task-overdue"):
            commands.send(kind, to=Addressee(officer=officer), about=one, said=said, by=Actor.system("test"))
    Message.objects.filter(kind="task-opened").update(read_at=clock.now())


def _stocktake() -> dict[str, Any]:
    """A stocktake that has just begun, and sessions of those who take part, by the name they go by."""
    from django.test import Client

    from sunlit.organs.models import Officer
    from tests.stocktake.people import LEGAL, stocktake_city
    from tests.support.people import make_account

    city = stocktake_city()
    city.begin()
    sessions = {}
    for name, actor in {**city.people, "法制": city.who("市灯局", LEGAL)}.items():
        account = make_account(name, functions=(), display_name=name)
        Officer.objects.filter(pk=actor.name.partition("/officer:")[2]).update(account=account)
        client = Client()
        client.force_login(account)
        sessions[name] = str(client.cookies["sessionid"].value)
    return {
        "sessions": sessions, "stocktake": str(city.stocktake), "office": str(city.office("许可科")),
        "unit": str(city.list()),
    }  # fmt: skip


def _empty() -> dict[str, Any]:
    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands

    return {"link": f"/setup/{commands.open_setup(by=Actor.system('cli'))}/"}


def _sessions() -> dict[str, str]:
    """Session keys of the three administrators, and of the browser the wizard's link was opened in."""
    from django.contrib.sessions.backends.db import SessionStore

    from sunlit.kernel.actor import Actor
    from sunlit.organs import commands
    from sunlit.organs.rules import Function
    from tests.support.people import make_officer, session_of, sign_in_session

    by = Actor.system("test")
    out = {kind: sign_in_session(kind) for kind in ("system", "security", "audit")}
    for function in (Function.REGISTRAR, Function.LEGAL, Function.LEADER):
        out[function.value] = session_of(make_officer(function))
    for function in (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY):
        out[function.value] = session_of(make_officer(function, unit="测试市政务公开办"))
    wizard = SessionStore()
    wizard["setup"] = str(commands.enter_setup(commands.open_setup(by=by), by=by))
    wizard.create()
    return out | {"setup": str(wizard.session_key)}


if __name__ == "__main__":
    main()
