"""How tests speak of the ledger: what was recorded, and a database that is really committed to.

Most tests need nothing of this but `nothing_recorded` and `recorded`, and the mark `django_db`: commands run inside the
test's own transaction and are undone with it. A test that starts threads or processes, kills them, or needs a real commit
takes `committing_db` instead of the mark. It cannot take `transactional_db`, `django_db(transaction=True)` or
`live_server`: those empty every table afterwards, and the ledger refuses.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.db import connections

from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db.backends.base.base import BaseDatabaseWrapper
    from pytest_django import DjangoDbBlocker

    from sunlit.kernel.refusal import Refusal
    from sunlit.ledger.models import Act


@contextmanager
def nothing_recorded() -> Iterator[None]:
    """Nothing is recorded by what happens inside."""
    from sunlit.ledger.models import Act

    before = Act.objects.count()
    yield
    assert Act.objects.count() == before, "something was recorded"


@contextmanager
def refused(refusal: type[Refusal]) -> Iterator[None]:
    """What happens inside is refused with this refusal."""
    with pytest.raises(refusal):
        yield


def recorded(kind: str) -> list[Act]:
    """The acts of one kind, oldest first."""
    from sunlit.ledger.models import Act

    return list(Act.objects.filter(kind=kind).order_by("at", "subject", "subject_seq"))


@dataclass(frozen=True)
class CommittedTo:
    """A database of one test.

    Attributes:
        home: the SUNLIT_HOME that processes of this test use.
        environment: what a process has to be given to use the same database.
    """

    home: Path
    environment: dict[str, str]


@pytest.fixture
def committing_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[CommittedTo]:
    """A copy of the migrated, empty test database, for this test alone; commits are real, and it is dropped afterwards.

    The test's own code, its threads (each closes its connection when it ends) and its processes (given `environment`)
    all use the copy.
    """
    settings = connections.settings["default"]
    original, name = connections["default"], settings["NAME"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SUNLIT_")}
    environment |= {
        "SUNLIT_HOME": str(tmp_path),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
    }
    with django_db_blocker.unblock():
        copy = f"sunlit_{secrets.token_hex(6)}" if original.vendor == "postgresql" else str(tmp_path / "sunlit.sqlite3")
        _copy(original, copy)
        settings["NAME"] = copy
        del connections["default"]
        try:
            if original.vendor == "postgresql":
                environment["SUNLIT_DATABASE_URL"] = _url(settings)
            yield CommittedTo(tmp_path, environment)
        finally:
            connections["default"].close()
            settings["NAME"] = name
            connections["default"] = original
            if original.vendor == "postgresql":
                with original._nodb_cursor() as cursor:
                    cursor.execute(f"DROP DATABASE {copy} WITH (FORCE)")


def _copy(original: BaseDatabaseWrapper, name: str) -> None:
    if original.vendor == "postgresql":
        template = original.settings_dict["NAME"]
        original.close()  # a database is a template only while nobody uses it
        with original._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return
    original.ensure_connection()
    with closing(sqlite3.connect(name)) as copy:
        original.connection.backup(copy)


def _url(settings: dict[str, str]) -> str:
    user, password, host, port = (quote(str(settings[k] or ""), safe="") for k in ("USER", "PASSWORD", "HOST", "PORT"))
    login = f"{user}{':' + password if password else ''}@" if user else ""
    return f"postgresql://{login}{host}{':' + port if port else ''}/{settings['NAME']}"


@pytest.fixture
def no_other_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those reactions follow that the test itself registers."""
    from sunlit.ledger import cursors, worker

    monkeypatch.setattr(cursors, "REACTIONS", {})
    monkeypatch.setattr(worker, "find_reactions", lambda: None)
