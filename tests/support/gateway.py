"""An SMS gateway on this machine: it keeps what it is sent, and answers as a test wishes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Gateway:
    """Where it listens, what it answers (in turn, the last for good), and what it was sent: (headers, document)."""

    url: str
    answers: list[int] = field(default_factory=lambda: [202])
    sent: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What people would read."""
        return [document["text"] for _, document in self.sent]


@contextmanager
def gateway() -> Iterator[Gateway]:
    """One that listens until the end of the block."""
    kept = Gateway("")

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.sent.append((dict(self.headers), json.loads(body)))
            status = kept.answers.pop(0) if len(kept.answers) > 1 else kept.answers[0]
            self.send_response(status)
            if status in (301, 302, 307, 308):
                self.send_header("Location", kept.url + "elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            raise AssertionError("a gateway is only ever posted to")

        def log_message(self, *_told: object) -> None:
            """Not on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    kept.url = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
