"""Searching 100,000 powers through HTTP: two workers of the portal's own process, and what they hold; every hit reached.

Beside it in the same run: a page that reads nothing, by the same workers, and counting by LIKE with sqlite3 alone.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
POWERS, UNITS, WORKERS = 100_000, 400, 2
ONE, MANY, MOST_MB = 50, 200, 250
_REQUESTS = {1: 240, 8: 480}

_DEEDS = "开办 设立 变更 延续 注销 占用 改建 迁移 拆除 经营 运输 储存 采集 放流 排放 举办 使用 制作 销售 出租".split()
_THINGS = (
    "夜间集市 河灯 灯会 戏台 茶馆 码头 渡口 桥梁 沟渠 粮仓 窑炉 染坊 药铺 客栈 驿站 磨坊 鱼塘 果园 苗圃 牧场 花炮 灯笼 风筝 龙舟 锣鼓 "
    "牌匾 古树 水井 石刻 碑亭 竹筏 渔网 蜂箱 蚕茧 陶器 漆器 纸张 墨锭 绢帛 铜器"
).split()
_HOW = "未取得许可擅自 不按照规定 逾期不改正仍然 在禁止区域内 超过核定范围 隐瞒有关情况 使用伪造证件 拒绝接受检查".split()
_TYPES = (("licensing", "行政许可"), ("penalty", "行政处罚"), ("inspection", "行政检查"), ("certification", "行政确认"), ("other", "其他行政权力"))
_SYLLABLES = "安宁昌德丰广和吉嘉康乐隆宁平庆瑞顺泰兴永正中"
#: What people type: one and two characters, everyday names, whole names, laws and articles, codes, sounds, what is not there.
QUERIES = (
    "灯 市 河灯 夜市 茶馆 许可 处罚 检查 集市 渡口 花炮 放河灯 夜间集市 开办茶馆 经营戏台 未取得许可 隐瞒有关情况 占用桥梁 码头 许可 "
    "河灯管理条例 63 茶馆管理条例第12条 灯笼 确认 yejianjishi heden cg sylt 德安市 德安市茶馆 XK-00042 00777 经营场地证明 申请书 "
    "没有的说法 夜间集试 风筝举办 龙舟 变更 古树 迁移 水井 拆除 碑亭 改建 苗圃 延续"
)


def words() -> list[str]:
    """The queries, those of two words kept together."""
    pairs = {"码头 许可", "河灯管理条例 63", "灯笼 确认", "龙舟 变更", "古树 迁移", "水井 拆除", "碑亭 改建", "苗圃 延续"}
    out, parts = [], QUERIES.split()
    while parts:
        if " ".join(parts[:2]) in pairs:
            out.append(" ".join(parts[:2]))
            parts = parts[2:]
        else:
            out.append(parts.pop(0))
    return out


def powers() -> Iterator[tuple[str, Any]]:
    """Invented powers of realistic length, each with its key."""
    from sunlit.noticeboard.values import PublicBasis, PublicMaterial, PublicPower

    chance = random.Random(2008)  # noqa: S311 - the same city every time
    for i in range(POWERS):
        deed, thing, (kind, kind_words) = chance.choice(_DEEDS), chance.choice(_THINGS), _TYPES[i % len(_TYPES)]
        town = chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES)
        name = f"{deed}{thing}{kind_words[2:]}（{town}）" if kind != "penalty" else f"对{chance.choice(_HOW)}{deed}{thing}的处罚（{town}）"
        unit = i % UNITS
        base = f"{thing}管理条例"
        yield f"p{i:06}", PublicPower(
            name=name, edition=1, standing="in-use" if i % 40 else "abolished", unit=f"u{unit:03}", unit_name=unit_name(unit),
            region=f"99{unit % 20:02}00", tier=3 + unit % 3, code=f"{kind[:2].upper()}-{i:05}", aliases=(f"{deed[0]}{thing}",),
            type=kind, type_words=kind_words, holder=unit_name(unit),
            bases=(
                PublicBasis(title=base, article=f"第{_numeral(1 + i % 90)}条", text=f"{name}，应当向{unit_name(unit)}提出申请。"),
                PublicBasis(title=f"{town}市{thing}管理办法", article=f"第{_numeral(1 + i % 30)}条", text="应当提交下列材料。"),
            ),
            materials=tuple(PublicMaterial(name=m) for m in ("申请书", f"{thing}图样", "经营场地证明")),
            conditions=(f"有符合{thing}安全要求的场地", "有健全的管理制度"), served=("个体工商户",), result=f"{deed}{thing}许可证",
        )  # fmt: skip


def unit_name(unit: int) -> str:
    """An invented unit."""
    a, b = divmod(unit, len(_SYLLABLES))
    return f"{_SYLLABLES[a % len(_SYLLABLES)]}{_SYLLABLES[b]}市{_THINGS[unit % len(_THINGS)]}管理局"


def _numeral(n: int) -> str:
    from sunlit.kernel.numerals import write_numeral

    return write_numeral(n)


def fill() -> None:
    """Put the city out: records, lists and the index, as the gate would, many at a time."""
    from django.db import transaction

    from sunlit.kernel import clock
    from sunlit.kernel.canonical import canonical_json, digest
    from sunlit.kernel.plain import to_plain
    from sunlit.noticeboard.models import Record, Shown
    from sunlit.noticeboard.store import searching, writing
    from sunlit.noticeboard.values import PublicUnit

    now = clock.now()
    for unit in range(UNITS):
        body = PublicUnit(code=f"U{unit:03}", name=unit_name(unit), kind="department", kind_words="政府部门", region="990000", region_name="示范市", tier=3)
        writing.put("unit", f"u{unit:03}", body, place=unit + 1, at=now)
    every = powers()
    while batch := list(itertools.islice(every, 5_000)):
        with transaction.atomic(using="noticeboard"):
            plain = [(key, body, to_plain(body)) for key, body in batch]
            records = Record.objects.bulk_create(
                Record(kind="power", key=k, version=1, place=UNITS + 1, at=now, digest=digest(p), body=canonical_json(p).decode())
                for k, _, p in plain
            )
            Shown.objects.bulk_create(
                Shown(
                    kind="power", key=k, record=r, version=1, at=now, name=b.name, code=b.code, type=b.type, unit=b.unit,
                    region=b.region, tier=b.tier, standing=b.standing,
                )
                for (k, b, _), r in zip(plain, records, strict=True)
            )  # fmt: skip
            searching.follow_all(dict(batch))


def recall(per_page: int = 500) -> tuple[int, int]:
    """Queries tried, and those whose pages together are exactly what holds every term."""
    from sunlit.noticeboard.models import Sought
    from sunlit.noticeboard.store import searching
    from sunlit.noticeboard.store.sought import terms_of

    texts = [(key, "\0".join(held)) for key, *held in Sought.objects.values_list("key", "name", "text", "pinyin").iterator()]
    good = 0
    asked = words()
    for query in asked:
        terms = terms_of(query)
        truth = {key for key, text in texts if all(term in text for term in terms)}
        first = searching.search(query, per_page=per_page)
        if first.guessed or not first.total:
            good += not truth
            continue
        pages = [first, *(searching.search(query, page=n, per_page=per_page) for n in range(2, min(first.last, 12) + 1))]
        reached = [hit.key for page in pages for hit in page.hits]
        whole = first.last <= len(pages)
        right = len(reached) == len(set(reached)) and set(reached) <= truth and (not whole or set(reached) == truth)
        good += right and first.total == len(truth)
    return len(asked), good


def scanning(file: str) -> float:
    """Milliseconds that sqlite3 alone takes to count by LIKE, the 95th of 100."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    taken = []
    for query in words()[:20]:
        start = time.perf_counter()
        db.execute("SELECT count(*) FROM noticeboard_sought WHERE name LIKE ? OR text LIKE ?", [f"%{query}%"] * 2).fetchone()
        taken.append(time.perf_counter() - start)
    return _p95(taken)


def _p95(seconds: Sequence[float]) -> float:
    return 1000 * sorted(seconds)[int(len(seconds) * 0.95)]


def _ask(port: int, path: str) -> float:
    start = time.perf_counter()
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    there.request("GET", path)
    answer = there.getresponse()
    answer.read()
    there.close()
    assert answer.status == 200, (path, answer.status)  # noqa: PLR2004 - done
    return time.perf_counter() - start


def measure(port: int, paths: Sequence[str], clients: int) -> float:
    """Milliseconds within which 95 of 100 were answered."""
    wanted = list(itertools.islice(itertools.cycle(paths), _REQUESTS[clients]))
    with ThreadPoolExecutor(clients) as pool:
        return _p95(list(pool.map(lambda path: _ask(port, path), wanted)))


def held(pid: int) -> float:
    """Megabytes a process and its children hold, shared ones counted once."""
    out, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        out += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        waiting += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii").split()]
    return out


def inner() -> None:
    """In a process of its own: fill the board, check every hit, print what was found as JSON."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", "noticeboard", verbosity=0, interactive=False, database="noticeboard")
    fill()
    tried, good = recall()
    sys.stdout.write(json.dumps([tried, good, scanning(str(settings.DATABASES["noticeboard"]["NAME"]))]))


def _surroundings(home: str, **more: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("SUNLIT_")}
    return env | {
        "SUNLIT_HOME": home, "DJANGO_SETTINGS_MODULE": "sunlit.site.settings", "PYTHONUTF8": "1",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more,
    }  # fmt: skip


def _serving(home: str) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "sunlit.site.wsgi:application", "--preload", "--no-control-socket"),
        *("--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level", "error"),
    ]
    server = subprocess.Popen(command, env=_surroundings(home, SUNLIT_PROCESS="portal"), cwd=ROOT)
    for _ in range(300):
        try:
            _ask(port, "/robots.txt")
        except OSError:
            time.sleep(0.1)
        else:
            return server, port
    server.terminate()
    message = "the portal did not come up"
    raise RuntimeError(message)


def main() -> list[tuple[str, str, str, bool]]:
    """The rows of the table: what, measured, floor, reached."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, __file__, "inner"], env=_surroundings(home), stdout=subprocess.PIPE, encoding="utf-8",
            check=True,
        )  # fmt: skip
        tried, good, like = json.loads(done.stdout)
        server, port = _serving(home)
        try:
            paths = [f"/search/?q={quote(query)}" for query in words()]
            measure(port, paths, 8)  # warm
            taken = {clients: measure(port, paths, clients) for clients in (1, 8)}
            bare = {clients: measure(port, ["/robots.txt"], clients) for clients in (1, 8)}
            memory = held(server.pid)
        finally:
            server.terminate()
            server.wait()
    of = f"{POWERS:,} powers"
    return [
        (f"search: {of}, every hit reached", f"{good} of {tried} queries", "all", good == tried),
        (f"search: {of}, p95, 1 client", f"{taken[1]:.0f} ms", f"≤ {ONE} ms (bare page {bare[1]:.0f}, LIKE {like:.0f})", taken[1] <= ONE),
        (f"search: {of}, p95, 8 clients", f"{taken[8]:.0f} ms", f"≤ {MANY} ms (bare page {bare[8]:.0f})", taken[8] <= MANY),
        (f"search: {WORKERS} workers hold", f"{memory:.0f} MB", f"≤ {MOST_MB} MB", memory <= MOST_MB),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        inner()
    else:
        for row in main():
            print(*row, sep="  ")
