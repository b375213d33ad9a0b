"""How tests speak of the ledger: what was recorded, and a database that is really committed to.

Most tests need nothing of this but `nothing_recorded` and `recorded`, and the mark `django_db`: commands run inside the
test's own transaction and are undone with it. A test that starts threads or processes, kills them, or needs a real commit
takes `committing_db` instead of the mark. It cannot take `transactional_db`, `django_db(transaction=True)` or
`live_server`: those empty every table afterwards, and the ledger refuses.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is undone. Commands may run in it: it stands in for the transaction of the test."""
    blocks = [transaction.atomic(using=alias) for alias in connections]
    for block in blocks:
        block._from_testcase = True
        block.__enter__()
    try:
        yield
    finally:
        for block, alias in zip(blocks, connections, strict=True):
            transaction.set_rollback(True, using=alias)
            block.__exit__(None, None, None)


@dataclass(frozen=True)
class CommittedTo:
    """A database of one test.

    Attributes:
        home: the SUNLIT_HOME that processes of this test use.
        environment: what a process has to be given to use the same database.
    """

    home: Path
    environment: dict[str, str]


#: Each database by its alias, and the file it lies in beside the others.
_FILES = {"default": "sunlit.sqlite3", "noticeboard": "noticeboard.sqlite3"}


@pytest.fixture(scope="session")
def migrated(
    django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Migrated, empty databases that `committing_db` copies; made once, by the first test that needs them."""
    folder = tmp_path_factory.mktemp("migrated")
    with django_db_blocker.unblock(), ExitStack() as stack:
        names = {alias: stack.enter_context(_scratch(folder / file)) for alias, file in _FILES.items()}
        for alias, name in names.items():
            with _using(alias, name):
                only = () if alias == "default" else (alias,)
                call_command("migrate", *only, verbosity=0, interactive=False, database=alias)
        yield names


@pytest.fixture
def committing_db(migrated: dict[str, str], django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[CommittedTo]:
    """Migrated, empty databases for this test alone; commits are real, and they are dropped afterwards.

    The test's own code, its threads (each closes its connection when it ends) and its processes (given `environment`)
    all use them.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SUNLIT_", "COV_", "PYTEST_"))}
    environment |= {
        "SUNLIT_HOME": str(tmp_path),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
    }
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias, file in _FILES.items():
            name = stack.enter_context(_scratch(tmp_path / file, migrated[alias]))
            settings = stack.enter_context(_using(alias, name))
            if connection.vendor == "postgresql":
                environment["SUNLIT_DATABASE_URL" if alias == "default" else "SUNLIT_NOTICEBOARD_URL"] = _url(settings)
        yield CommittedTo(tmp_path, environment)


@contextmanager
def _scratch(file: Path, template: str = "") -> Iterator[str]:
    """The name of a new database, a copy of another one or empty: `file` on SQLite, a scratch one on PostgreSQL."""
    if connection.vendor == "sqlite":
        if template:
            shutil.copyfile(template, file)
        yield str(file)
        return
    name = f"sunlit_{secrets.token_hex(6)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} {'TEMPLATE ' + template if template else ''}")
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _using(alias: str, name: str) -> Iterator[dict[str, Any]]:
    """Let this process use another database than the one of the tests that roll back."""
    settings = connections.settings[alias]
    kept, before = connections[alias], settings["NAME"]
    settings["NAME"] = name
    del connections[alias]
    try:
        yield settings
    finally:
        connections[alias].close()
        settings["NAME"] = before
        connections[alias] = kept


def _url(settings: dict[str, Any]) -> str:
    user, password, host, port = (quote(str(settings[k] or ""), safe="") for k in ("USER", "PASSWORD", "HOST", "PORT"))
    login = f"{user}{':' + password if password else ''}@" if user else ""
    return f"postgresql://{login}{host}{':' + port if port else ''}/{settings['NAME']}"


@pytest.fixture
def no_other_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those reactions and chores follow that the test itself registers."""
    from sunlit.ledger import cursors

    monkeypatch.setattr(cursors, "REACTIONS", {})
    monkeypatch.setattr(cursors, "CHORES", {})
    monkeypatch.setattr(cursors, "_put_off", {})
    monkeypatch.setattr(cursors, "find_reactions", lambda: None)
