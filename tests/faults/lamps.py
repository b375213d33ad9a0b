"""Processes that write, sequence and die: run as `python -m tests.faults.lamps DEED …` over the database of one test."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunlit.site.settings")

import django

django.setup()

from django.db import DatabaseError, connection  # noqa: E402 - after Django is set up

from sunlit.kernel.actor import Actor  # noqa: E402
from sunlit.ledger import command, emit, sequence_once  # noqa: E402
from sunlit.ledger.models import Act, Outbox  # noqa: E402
from sunlit.ledger.verifying import verify  # noqa: E402
from tests.ledger.acts import LampLit  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ME = Actor.system("lamps")
STARTED_BY = 0


class Changed(DatabaseError):  # noqa: N818
    """The database thought better of it."""


@command
def light(lamp: str, token: str, *, by: Actor) -> None:
    """点灯: light a lamp, with a token to know it by."""
    emit(LampLit(lamp=lamp, with_=(token,)))


def fork(deed: Callable[[], object]) -> int:
    """Let another process do it; returns its number. Nobody may have a connection open: two processes never share one."""
    assert connection.connection is None
    global STARTED_BY  # noqa: PLW0603 - in the child, once
    here = os.getpid()
    if child := os.fork():
        return child
    STARTED_BY = here
    deed()
    os._exit(0)


def orphaned() -> bool:
    """Whether the process that forked this one is gone: then nobody would ever kill it."""
    return os.getppid() != STARTED_BY


def storm(acknowledged: str, writers: int, deaths: int) -> None:
    """Let writers and two sequencers run and kill one at random, again and again, and all in the end.

    Between two deaths something must have been written, so that a slow machine only takes longer.
    """
    chance, told = random.Random(2008), Path(acknowledged)
    told.touch()
    jobs = [lambda: write(acknowledged, lamps=7)] * writers + [sequence] * 2
    running = [fork(job) for job in jobs]
    try:
        for _ in range(deaths):
            before = told.stat().st_size
            while told.stat().st_size < before + 100:
                time.sleep(chance.uniform(0, 0.1))
                assert not os.waitpid(-1, os.WNOHANG)[0], "one of them ended by itself"
            victim = chance.randrange(len(running))
            kill(running[victim])
            running[victim] = fork(jobs[victim])
    finally:
        for child in running:
            with contextlib.suppress(OSError, AssertionError):  # what is wrong with it has been said
                kill(child)


def kill(child: int) -> None:
    """Kill a process of ours; it must have been at work until then."""
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it had ended before"


def write(acknowledged: str, lamps: int) -> None:
    """Write until killed, and tell each token once its command has returned.

    With all numbers taken and all rows written, one commit in a hundred comes late and one in twenty not at all.
    """
    chance = random.Random(os.getpid())
    commit = connection._commit

    def commit_or_not() -> None:
        if chance.random() < 0.01:
            time.sleep(chance.uniform(0.05, 0.4))
        if chance.random() < 0.05:
            raise Changed
        commit()

    connection._commit = commit_or_not
    with Path(acknowledged).open("ab", buffering=0) as told:
        for n in range(1_000_000):
            if orphaned():
                return
            token = f"{os.getpid()}-{n}"
            try:
                light(f"l{chance.randrange(lamps)}", token, by=ME)
            except Changed:
                continue
            told.write(f"{token}\n".encode())


def sequence() -> None:
    """Sequence until killed."""
    while not orphaned():
        if not sequence_once(limit=50):
            time.sleep(0.005)


def die_at(step: int) -> None:
    """Let this process be killed at a step: before or after each statement, before or after the commit."""
    taken = 0

    def take_step() -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(execute: Callable[..., Any], *given: Any) -> Any:
        take_step()
        done = execute(*given)
        take_step()
        return done

    commit = connection._commit

    def commit_between() -> None:
        take_step()
        commit()
        take_step()

    connection._commit = commit_between
    connection.execute_wrappers.append(around)


def die_on_the_way(deed: str, step: int, told: int) -> None:
    """Do it and tell it, or be killed at a step."""
    die_at(step)
    if deed == "write":
        light("killed", f"{step}", by=ME)
    else:
        sequence_once(limit=3)
    os.write(told, b"done")


def steps(deed: str) -> None:
    """Do `deed` again and again, killed one step later each time, until it lives; print what was seen in between."""
    seen: dict[str, Any] = {"deaths": 0, "faults": [], "lost": [], "waiting": 0}
    for step in range(1, 200):
        if deed == "sequence":
            light("waiting", f"{step}", by=ME)
            light("waiting", f"{step}", by=ME)
        connection.close()
        heard, told = os.pipe()
        child = fork(lambda step=step, told=told: die_on_the_way(deed, step, told))
        status = os.waitpid(child, 0)[1]
        os.close(told)
        acknowledged = os.read(heard, 4) == b"done"
        os.close(heard)
        seen["faults"] += [f"step {step}: {fault}" for fault in verify().faults]
        kept = Act.objects.filter(subject="lamp:killed", body__contains=f'"with_":["{step}"]').exists()
        if deed == "write" and acknowledged and not kept:
            seen["lost"].append(step)
        if acknowledged:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        seen["deaths"] += 1
    while sequence_once():
        pass
    seen["waiting"] = Outbox.objects.count()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    named, *given = sys.argv[1:]
    {
        "storm": lambda: storm(given[0], writers=int(given[1]), deaths=int(given[2])),
        "steps": lambda: steps(given[0]),
    }[named]()
