"""The portal as a browser meets it: a process of its own that knows the noticeboard alone, filled with `public_city`.

`python -m tests.support.portal_server` prints one line of JSON and serves until its standard input is closed.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from wsgiref.simple_server import make_server

from tests.support.desk_server import _Quiet, _Threads


def main() -> None:
    """Fill, serve, say where."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.portal_settings"
    os.environ.pop("SUNLIT_TEST_DATABASE_URL", None)
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application
    from nacl.public import PrivateKey

    from sunlit.noticeboard.store import handing
    from tests.support import public_city
    from tests.support.program import found_databases

    found_databases(Path(os.environ["SUNLIT_HOME"]), "noticeboard")
    public_city.fill()
    handing.keep_key(bytes(PrivateKey.generate().public_key))
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Threads, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), flush=True)  # noqa: T201 - what the test waits for
    sys.stdin.read()


if __name__ == "__main__":
    main()
