"""The portal through HTTP: search over 100,000 powers, item pages; two gunicorn workers, beside fixed bytes."""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
POWERS = int(os.environ.get("BENCH_POWERS", "100000"))
_CHARACTERS = (
    "取得许可擅自从事经营生产建设工程安全环境保护食品药品医疗卫生教育文化旅游交通水利农林土地矿产"
    "城乡规划住房保险劳动税收财政审计统计市场监督知识产权"
)
_VERBS = ("许可", "处罚", "备案", "登记", "检查", "确认", "奖励", "征收", "强制", "裁决", "给付")
_BATCH = 2_000
#: Bytes that a page of fixed content answers with: about what an item page weighs.
_FIXED = 30_000


def names(dice: random.Random) -> list[str]:
    """Invented names of the usual length."""
    return ["".join(dice.choices(_CHARACTERS, k=dice.randint(8, 18))) + dice.choice(_VERBS) for _ in range(POWERS)]


def power(n: int, name: str, dice: random.Random) -> object:
    """One power as the public sees it: three bases, four papers, two everyday names."""
    from sunlit.noticeboard.values import (
        PublicBasis,
        PublicMaterial,
        PublicPower,
        PublicRemedies,
        PublicStep,
        PublicTerm,
    )

    def words(length: int) -> str:
        return "".join(dice.choices(_CHARACTERS, k=length))

    return PublicPower(
        name=name,
        edition=1,
        standing="in-use",
        unit=f"u{n % 300}",
        unit_name=f"示范市第{n % 300}局",
        region="990100",
        tier=dice.choice((3, 4)),
        type=dice.choice(("licensing", "penalty", "other")),
        type_words=name[-2:],
        code=f"990100AB-XK-{n:06}",
        aliases=(words(3), words(4)),
        bases=tuple(
            PublicBasis(
                title=f"{words(6)}条例",
                article=f"第{dice.choice('二三四五')}十{dice.choice('一二三')}条",
                text=words(120),
            )
            for _ in range(3)
        ),
        materials=tuple(PublicMaterial(name=words(6), copies=1) for _ in range(4)),
        served=("企业", "个人"),
        steps=tuple(PublicStep(number=i, name=words(3), office=words(4), duty=words(20)) for i in range(1, 5)),
        promised_term=PublicTerm(amount=5, unit="workday"),
        result=words(8),
        charged=False,
        remedies=PublicRemedies(review_body="示范市人民政府", court="示范市中级人民法院"),
        duties=(words(30), words(30)),
    )


def fill() -> None:
    """In a process of its own: the noticeboard, as publishing leaves it."""
    from sunlit.site import database

    database.ready()
    from django.db import transaction

    from sunlit.kernel import clock
    from sunlit.kernel.canonical import canonical_json, digest
    from sunlit.kernel.plain import to_plain
    from sunlit.noticeboard.models import Record, Shown
    from sunlit.noticeboard.store import searching

    dice = random.Random(2008)
    now, every = clock.now(), names(dice)
    for start in range(0, POWERS, _BATCH):
        bodies = {f"p{n}": power(n, every[n], dice) for n in range(start, min(start + _BATCH, POWERS))}
        with transaction.atomic(using="noticeboard"):
            records = []
            for at, (key, body) in enumerate(bodies.items(), start):
                plain = to_plain(body)
                records.append(
                    Record(
                        kind="power",
                        key=key,
                        version=1,
                        place=at,
                        at=now,
                        digest=digest(plain),
                        body=canonical_json(plain).decode(),
                    )
                )
            made = Record.objects.bulk_create(records, batch_size=500)
            Shown.objects.bulk_create(
                [
                    Shown(
                        kind="power",
                        key=r.key,
                        record=r,
                        version=1,
                        at=now,
                        **{
                            c: getattr(bodies[r.key], c)
                            for c in ("name", "code", "type", "unit", "region", "tier", "standing")
                        },
                    )
                    for r in made
                ],
                batch_size=500,
            )
            searching.follow_all(bodies)
    print(json.dumps(every[:3_000]))


def fixed(_environ: object, start_response: object) -> list[bytes]:
    """The floor: a page of fixed bytes, from the same server."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(_FIXED))])  # type: ignore[operator]
    return [b"x" * _FIXED]


def asked(port: int, paths: list[str], clients: int) -> tuple[float, float]:
    """Requests a second, and the 95th percentile of milliseconds, for so many clients at once."""
    took: list[float] = []
    turn = iter(paths)
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                path = next(turn, None)
            if path is None:
                return
            begun = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            assert answer.status == 200, (path, answer.status)
            took.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    return len(took) / (time.perf_counter() - begun), took[int(len(took) * 0.95)] * 1000


class Server:
    """gunicorn with two workers on a free port."""

    def __init__(self, app: str, environment: dict[str, str], folder: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable,
            "-P",
            "-m",
            "gunicorn",
            app,
            "--bind",
            f"127.0.0.1:{self.port}",
            "--workers",
            "2",
            "--preload",
            "--no-control-socket",
        ]
        self.process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return

    def megabytes(self) -> float:
        """Memory of the workers together, pages they share counted once (Pss)."""
        total = 0
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, encoding="ascii", check=True
        ).stdout
        for pid in children.split():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


def main() -> list[tuple[str, str, str, bool]]:
    """Fill, serve, ask."""
    with tempfile.TemporaryDirectory() as home:
        inner = {**os.environ, "SUNLIT_HOME": home, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'bench'}", "PYTHONUTF8": "1"}
        filled = subprocess.run(
            [sys.executable, "-c", "import portal_speed; portal_speed.fill()"],
            env=inner,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        known = json.loads(filled.stdout.splitlines()[-1])
        dice = random.Random(1)
        queries = []
        for name in dice.sample(known, 300):
            at = dice.randrange(len(name) - 2)
            queries += [name[at : at + 2], name[at : at + dice.randint(3, 6)]]
        looked_for = [f"/search/?q={quote(q)}" for q in queries]
        items = [f"/powers/p{dice.randrange(400)}/" for _ in range(3_000)]
        floor = Server("portal_speed:fixed", inner, home)
        try:
            floor_rate, floor_p95 = asked(floor.port, ["/"] * 2_000, 8)
        finally:
            floor.stop()
        portal = Server("sunlit.site.wsgi:application", {**inner, "SUNLIT_PROCESS": "portal"}, home)
        try:
            asked(portal.port, [*looked_for[:20], *items[:800]], 2)  # pages are made when first asked for
            rate, item_p95 = asked(portal.port, items, 8)
            _, one = asked(portal.port, looked_for, 1)
            _, eight = asked(portal.port, looked_for, 8)
            memory = portal.megabytes()
        finally:
            portal.stop()
    beside = f"页面固定 {floor_rate:,.0f} 次/秒，p95 {floor_p95:.0f} 毫秒"
    return [
        (
            f"事项页，8 个客户端（{beside}）",
            f"{rate:,.0f} 次/秒，是固定页面的 {rate / floor_rate:.2f}",
            "≥ 300 次/秒",
            rate >= 300,
        ),
        ("事项页 p95，8 个客户端", f"{item_p95:.0f} 毫秒", "≤ 40 毫秒", item_p95 <= 40),
        (f"搜索 {POWERS:,} 项，1 个客户端 p95", f"{one:.0f} 毫秒", "≤ 50 毫秒", one <= 50),
        (f"搜索 {POWERS:,} 项，8 个客户端 p95", f"{eight:.0f} 毫秒", "≤ 200 毫秒", eight <= 200),
        ("两个工作进程的内存", f"{memory:.0f} MB", "≤ 250 MB", memory <= 250),
    ]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    for row in main():
        print(" · ".join(map(str, row)))
