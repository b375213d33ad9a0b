"""Writers and sequencers are killed at random; nothing acknowledged is lost, nothing is out of order."""

from __future__ import annotations

import os
import random
import secrets
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("SUNLIT_TEST_DATABASE_URL", "")


@pytest.fixture
def home(tmp_path):
    """A home with a database that writers really commit to; on PostgreSQL a scratch database, dropped afterwards."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("SUNLIT_")}
    env |= {"SUNLIT_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "sunlit.site.settings"}
    if not POSTGRES:
        run(env, "migrate")
        yield env
        return
    import psycopg

    name = f"sunlit_faults_{secrets.token_hex(4)}"
    with psycopg.connect(POSTGRES, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            env["SUNLIT_DATABASE_URL"] = urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
            run(env, "migrate")
            yield env
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(env, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.lamps", *words], env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def start(env, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.faults.lamps", *words], env=env, cwd=ROOT, stderr=subprocess.PIPE)


def killed_at_random(env, acknowledged: Path, *, seconds: float, writers: int) -> int:
    """Let writers and two sequencers run, kill one at random again and again; returns how many died."""
    chance = random.Random(2008)
    jobs = [("write", str(acknowledged), "7")] * writers + [("sequence",)] * 2
    running = [(job, start(env, *job)) for job in jobs]
    deaths, until = 0, time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            time.sleep(chance.uniform(0.2, 0.9))
            victim = chance.randrange(len(running))
            job, process = running[victim]
            assert process.poll() is None, process.stderr.read().decode()
            process.kill()
            process.wait()
            process.stderr.close()
            deaths += 1
            running[victim] = (job, start(env, *job))
    finally:
        for _, process in running:
            process.kill()
            process.wait()
            process.stderr.close()
    return deaths


LOOK = """
import django; django.setup()
import json, sys
from sunlit.ledger import sequence_once
from sunlit.ledger.models import Entry
from sunlit.ledger.verifying import verify
while sequence_once(): pass
seen = verify()
rows = list(Entry.objects.order_by("idx").values_list("act__body", "act__subject", "act__subject_seq"))
last, disordered = {}, 0
for _, subject, seq in rows:
    disordered += seq != last.get(subject, 0) + 1
    last[subject] = seq
print(json.dumps({"faults": seen.faults, "waiting": seen.waiting, "disordered": disordered,
                  "tokens": [json.loads(b)["with_"][0] for b, _, _ in rows]}))
"""


def after_the_storm(env):
    import json

    done = subprocess.run([sys.executable, "-c", LOOK], env=env, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("seconds", "writers"),
    [pytest.param(6, 3, id="a short storm"), pytest.param(45, 6, id="a long storm", marks=pytest.mark.faults)],
)
def test_no_acknowledged_act_is_lost_and_each_subject_keeps_its_order(home, tmp_path, seconds: int, writers: int) -> None:
    acknowledged = tmp_path / "acknowledged"

    deaths = killed_at_random(home, acknowledged, seconds=seconds, writers=writers)

    seen = after_the_storm(home)
    told = acknowledged.read_text().split()
    assert deaths >= 3
    assert len(told) > 20
    assert set(told) - set(seen["tokens"]) == set()
    assert len(seen["tokens"]) == len(set(seen["tokens"]))
    assert (seen["faults"], seen["waiting"], seen["disordered"]) == ([], 0, 0)


@pytest.mark.skipif(not POSTGRES, reason="SQLite lets one writer in at a time: only PostgreSQL has commits that come late")
def test_a_reader_by_number_loses_a_late_commit_and_the_sequencer_does_not(home) -> None:
    import psycopg

    url = home["SUNLIT_DATABASE_URL"]
    insert = (
        "WITH a AS (INSERT INTO ledger_act (id, subject, subject_seq, kind, kind_version, actor, at, body, digest, prev) "
        "VALUES (gen_random_uuid(), %s, 1, 'test.lamp-lit', 1, 'system:x', '', '{\"with_\":[\"' || %s || '\"]}', '', '') RETURNING id) "
        "INSERT INTO ledger_outbox (act_id) SELECT id FROM a RETURNING id"
    )
    naive: list[int] = []

    def read_on(reader) -> None:
        rows = reader.execute("SELECT id FROM ledger_outbox WHERE id > %s ORDER BY id", [naive[-1] if naive else 0])
        naive.extend(row[0] for row in rows)

    with psycopg.connect(url) as early, psycopg.connect(url) as late, psycopg.connect(url, autocommit=True) as reader:
        first = late.execute(insert, ["lamp:late", "late"]).fetchone()[0]
        second = early.execute(insert, ["lamp:early", "early"]).fetchone()[0]
        early.commit()
        read_on(reader)
        late.commit()
        read_on(reader)

    assert first < second
    assert naive == [second], "the naive reader has lost the late one"
    assert sorted(after_the_storm(home)["tokens"]) == ["early", "late"]


@pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL alters a table in place; only SQLite's is rebuilt")
def test_triggers_survive_a_rebuilt_table(home) -> None:
    missing, after = map(int, run(home, "rebuild").split())

    assert missing == 2, "the rebuild is expected to take the triggers of the acts away"
    assert after == 0
