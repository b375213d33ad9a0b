"""The portal as a process of its own: asks itself for pages, and tells what it has loaded and opened."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sunlit.site.wsgi import application


def ask(path: str, method: str = "GET", **more: str) -> dict[str, Any]:
    """The answer to one request, as the web server would get it."""
    from django.test.client import RequestFactory

    told: dict[str, Any] = {}
    environ = RequestFactory().generic(method, path, HTTP_HOST="127.0.0.1", **more).environ

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.update(status=int(status[:3]), headers={k.lower(): v for k, v in headers})

    answer = application(environ, start)
    told["text"] = b"".join(answer).decode(errors="replace")
    answer.close()
    return told


def tell() -> dict[str, Any]:
    """Each page asked for on the command line, and what this process is made of."""
    pages = {path: ask(path) for path in sys.argv[1:]}
    from django.db import connections

    opened = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            opened.add(handle.readlink().name)
        except OSError:
            continue
    return {
        "pages": pages,
        "posted": ask("/units/", "POST")["status"],
        "apps": sorted(name for name in sys.modules if name.startswith("sunlit.") and name.count(".") == 1),
        "django": sorted(name for name in sys.modules if name.startswith("django.contrib.") and name.count(".") == 2),
        "connected": [alias for alias in connections if connections[alias].connection is not None],
        "opened": sorted(opened),
    }


if __name__ == "__main__":
    json.dump(tell(), sys.stdout, ensure_ascii=False)
