"""The desk as a browser meets it: a process of its own over a home that is thrown away, filled with `desk_city`.

`python -m tests.support.desk_server` prints one line of JSON (address, accounts, keys) and serves until its standard
input is closed; with the word `empty` it is the desk of an installation in which nothing was set up, and the link to do so.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


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
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tests.support import faulty_page

    settings.ROOT_URLCONF = faulty_page.__name__  # the desk, and one page with every fault the sweep must find
    call_command("migrate", verbosity=0)
    call_command("migrate", "noticeboard", verbosity=0, database="noticeboard")
    told = _empty() if "empty" in sys.argv else _filled()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Threads, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told["url"] = f"http://127.0.0.1:{server.server_port}"
    print(json.dumps(told), flush=True)  # noqa: T201 - what the test waits for
    sys.stdin.read()


def _filled() -> dict[str, Any]:
    from sunlit.catalogue.models import Found
    from tests.support import desk_city
    from tests.support.people import PASSWORD, make_account

    city = desk_city.fill()
    admin = make_account(display_name="张某")
    make_account("newcomer", second_factor=False)
    make_account("clerk", functions=())
    opened = Found.objects.filter(code="text-differs").earliest("ordinal").pk
    accepted = Found.objects.filter(code="vague").earliest("ordinal").pk
    return {
        "password": PASSWORD, "secret": admin.totp_secret,  # type: ignore[attr-defined]
        "law": str(city.law), "loading": str(city.loading), "checked": str(city.checked), "running": str(city.running),
        "failed": str(city.failed), "clean": str(city.clean), "power": str(city.power), "draft": str(city.draft),
        "withheld": str(city.withheld), "staged": str(city.staged), "waiting": str(city.waiting), "taken": str(city.taken), "words": str(city.words), "report": str(city.report),
        "opened": opened, "accepted": accepted, "unit": str(city.unit), "post": str(city.post), "sessions": _sessions(),
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
    from tests.support.people import sign_in_session

    by = Actor.system("test")
    out = {kind: sign_in_session(kind) for kind in ("system", "security", "audit")}
    wizard = SessionStore()
    wizard["setup"] = str(commands.enter_setup(commands.open_setup(by=by), by=by))
    wizard.create()
    return out | {"setup": str(wizard.session_key)}


if __name__ == "__main__":
    main()
