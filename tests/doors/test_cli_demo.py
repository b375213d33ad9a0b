"""The demonstration from start to stop, as a stranger runs it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sunlit.demo.codes import totp
from sunlit.kernel import clock
from tests.support.program import sunlit
from tests.support.running_demo import PATIENCE, Demo, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(bool(os.environ.get("SUNLIT_TEST_DATABASE_URL")), reason="the demonstration is on SQLite")


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def words_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "数 据"


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Demo]]:
    running: list[Demo] = []

    def begin(*words: str, **more: str) -> Demo:
        running.append(Demo(home, *words, **more))
        return running[-1]

    yield begin
    for demo in running:
        if demo.process.poll() is None:
            demo.process.kill()
            demo.process.wait()
        demo.log.close()


def page(port: int, path: str = "/") -> str:
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
        if answer.status != 302:
            assert answer.status == 200, (answer.status, body[:500])
            return body
        path = answer.headers["Location"]


@pytest.mark.long
def test_the_city_starts_is_told_stops_and_goes_on(start: Callable[..., Demo], home: Path) -> None:
    demo = start("--port", "0")

    assert demo.told.keys() == {"portal", "desk", "accounts"}
    assert {account["role"] for account in demo.told["accounts"]} >= {"administrator", "open-government", "registrar"}
    assert all(account.keys() == {"role", "user", "password", "totp_secret"} for account in demo.told["accounts"])
    assert demo.file.stat().st_mode & 0o077 == 0
    assert "示范市" in page(demo.port)
    assert "夜间集市开办许可" in page(demo.public_port, "/types/licensing/")
    said = demo.said()
    for words in (demo.told["desk"], demo.told["portal"], demo.told["accounts"][0]["password"], "./sunlit demo code", "Ctrl-C"):
        assert words in said
    children = demo.children()
    assert len(children) >= 5  # two web servers, their workers, the worker
    codes = sunlit(home, "demo", "code").stdout
    assert re.match(r"admin  \d{6}（\d+ 秒内有效）\n", codes)
    second = sunlit(home, "demo")
    assert second.returncode == 1
    assert demo.told["desk"] in second.stderr

    assert demo.stop() == 0
    assert "已停止" in demo.said()
    assert not any(map(alive, children))

    again = start("--port", str(demo.port))
    assert (again.told["desk"], again.told["accounts"]) == (demo.told["desk"], demo.told["accounts"])
    assert again.public_port == demo.port + 1
    assert again.stop(signal.SIGTERM) == 0


@pytest.mark.faults
def test_nothing_outlives_a_demonstration_that_was_killed(start: Callable[..., Demo]) -> None:
    demo = start("--port", "0")
    children = demo.children()

    demo.stop(signal.SIGKILL)

    wait_until(lambda: not any(map(alive, children)))
    assert start("--port", "0").told["accounts"] == demo.told["accounts"]


@pytest.mark.faults
def test_a_fresh_city_has_new_accounts(start: Callable[..., Demo]) -> None:
    first = start("--port", "0")
    first.stop()

    fresh = start("--port", "0", "--fresh")

    assert fresh.told["accounts"] != first.told["accounts"]


@pytest.mark.faults
def test_a_city_that_was_interrupted_while_it_was_made_is_made_anew(start: Callable[..., Demo], home: Path) -> None:
    start("--port", "0").stop()
    (home / "demo" / "seeded").unlink()

    assert "示范市" in page(start("--port", "0").port)


@pytest.mark.faults
def test_a_part_that_fails_stops_the_rest_and_shows_its_log(start: Callable[..., Demo], home: Path) -> None:
    demo = start("--port", "0")
    children = demo.children()
    worker = next(pid for pid in children if "worker" in words_of(pid))

    os.kill(worker, signal.SIGKILL)

    assert demo.process.wait(PATIENCE) == 3
    assert "后台进程意外停止" in demo.said()
    assert not any(map(alive, children))


@pytest.mark.faults
def test_what_is_set_for_the_real_city_does_not_reach_the_invented_one(start: Callable[..., Demo], home: Path) -> None:
    demo = start("--port", "0", SUNLIT_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none", SUNLIT_CITY="某某市", SUNLIT_MODE="production")

    assert "示范市" in page(demo.port)
    assert (home / "demo" / "sunlit.sqlite3").exists()


def test_a_port_that_is_taken_is_named_with_the_way_out(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = sunlit(home, "demo", "--port", port)

    assert ended.returncode == 2
    assert port in ended.stderr
    assert "--port" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert sunlit(home, "demo", "--port", "70000").returncode == 2
    assert not home.exists()


def test_codes_are_asked_for_before_there_is_a_city(home: Path) -> None:
    ended = sunlit(home, "demo", "code")

    assert (ended.returncode, ended.stderr) == (2, "还没有演示数据：请先运行 ./sunlit demo。\n")


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],  # RFC 6238, appendix B
)
def test_the_changing_code_is_that_of_the_standard(moment: int, code: str) -> None:
    from datetime import UTC, datetime

    with clock.frozen(datetime.fromtimestamp(moment, UTC)):
        assert totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") == code
