"""Processes that write, sequence and die: run as `python -m tests.faults.lamps DEED …` over a home of their own."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunlit.site.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after Django is set up

from sunlit.kernel.actor import Actor  # noqa: E402
from sunlit.ledger import command, emit, sequence_once, triggers  # noqa: E402
from tests.ledger.acts import LampLit  # noqa: E402

ME = Actor.system("lamps")


class Changed(Exception):  # noqa: N818
    """The writer thought better of it."""


@command
def light(lamp: str, token: str, *, by: Actor) -> None:
    """点灯: light a lamp, with a token to know it by."""
    emit(LampLit(lamp=lamp, with_=(token,)))


def write(acknowledged: str, lamps: int) -> None:
    """Write until killed: one in a hundred commits late, one in twenty is rolled back; tell each token once committed."""
    chance = random.Random(os.getpid())
    with Path(acknowledged).open("ab", buffering=0) as told:
        for n in range(1_000_000):
            token = f"{os.getpid()}-{n}"
            try:
                with transaction.atomic():
                    light(f"l{chance.randrange(lamps)}", token, by=ME)
                    if chance.random() < 0.01:
                        time.sleep(chance.uniform(0.05, 0.4))
                    if chance.random() < 0.05:
                        raise Changed  # noqa: TRY301
            except Changed:
                continue
            told.write(f"{token}\n".encode())


def sequence() -> None:
    """Sequence until killed."""
    while True:
        if not sequence_once(limit=50):
            time.sleep(0.005)


def migrate() -> None:
    """Make the database."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def rebuild() -> None:
    """Change a column of the acts, as a later migration may; print what is missing before and after putting it back."""
    from django.db import models

    from sunlit.ledger.models import Act

    wider = models.CharField(max_length=150)
    wider.set_attributes_from_name("kind")
    wider.model = Act
    with connection.schema_editor() as editor:
        editor.alter_field(Act, Act._meta.get_field("kind"), wider, strict=True)
    before = len(triggers.missing())
    triggers.install()
    sys.stdout.write(f"{before} {len(triggers.missing())}\n")


if __name__ == "__main__":
    deed, *given = sys.argv[1:]
    {"write": lambda: write(given[0], int(given[1])), "sequence": sequence, "migrate": migrate, "rebuild": rebuild}[deed]()
