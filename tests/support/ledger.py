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
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from tests.support.program import FILES, first_start
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoDbBlocker

    from sunlit.kernel.refusal import Refusal
    from sunlit.ledger.models import Act


#: How the databases are named on PostgreSQL that the processes of one run share: who starts the others tells them.
OF_THIS_RUN = os.environ.setdefault("TESTS_OF_THIS_RUN", f"sunlit_first_{secrets.token_hex(6)}_")


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
    there = [alias for alias in connections if connections[alias].vendor != "unknown"]  # the portal has none but its own
    blocks = [transaction.atomic(using=alias) for alias in there]
    for block in blocks:
        block._from_testcase = True
        block.__enter__()
    try:
        yield
    finally:
        for block, alias in zip(blocks, there, strict=True):
            transaction.set_rollback(True, using=alias)
            block.__exit__(None, None, None)


def made_once(make: Callable[[], Any], *, for_all: bool = False) -> tuple[Any, Any]:
    """Two fixtures, `made` and `city`, for a module all of whose tests begin with the same city.

    It is made once. Each test's own transaction lies inside the one of the city and is undone by itself; what it is
    handed is a copy. With `for_all` it is there for the tests of the module that do not name it, too.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
        with django_db_blocker.unblock(), undone():
            yield make()

    @pytest.fixture(autouse=for_all)
    def city(made: Any, db: None) -> Any:
        return deepcopy(made)

    return made, city


@dataclass(frozen=True)
class CommittedTo:
    """A database of one test.

    Attributes:
        home: the SUNLIT_HOME that processes of this test use.
        environment: what a process has to be given to use the same database.
    """

    home: Path
    environment: dict[str, str]


@pytest.fixture(scope="session")
def migrated(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Migrated, empty databases to be copied: a file on SQLite, the name of a database on PostgreSQL."""
    aliases = [a for a in FILES if connections[a].vendor != "unknown"]  # the portal has none but its own
    if connections["noticeboard"].vendor == "sqlite":
        return {alias: str(first_start() / FILES[alias]) for alias in aliases}
    with django_db_blocker.unblock():
        return {alias: _migrated_for_all(alias) for alias in aliases}


@pytest.fixture(scope="session")
def django_db_setup(migrated: dict[str, str], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The databases of the tests that roll back, copied instead of migrated: in memory on SQLite."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            for alias, kept in migrated.items():
                stack.enter_context(_copied(alias, kept))
        yield
        with django_db_blocker.unblock():
            stack.close()


@contextmanager
def _copied(alias: str, kept: str) -> Iterator[None]:
    """Let this process use a copy of a migrated database: in memory on SQLite."""
    if connections[alias].vendor == "postgresql":
        with _scratch(Path(), kept) as name, _using(alias, name):
            yield
        return
    with _using(alias, f"file:memory_{alias}?mode=memory&cache=shared"):
        connections[alias].ensure_connection()
        with closing(sqlite3.connect(kept)) as file:
            file.backup(connections[alias].connection)
        yield


def _migrated_for_all(alias: str) -> str:
    """The name of a database that the first process of this run makes and all of them copy; the last drops it."""
    name = f"{OF_THIS_RUN}{alias}"
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])  # let go with the connection
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {name}")
            with _using(alias, name):
                only = () if alias == "default" else (alias,)
                call_command("migrate", *only, verbosity=0, interactive=False, database=alias)
    return name


def drop_migrated() -> None:
    """Drop what the processes of this run copied on PostgreSQL."""
    if url := os.environ.get("SUNLIT_TEST_DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as server:
            for alias in FILES:
                server.execute(f"DROP DATABASE IF EXISTS {OF_THIS_RUN}{alias} WITH (FORCE)")


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
        for alias, file in FILES.items():
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
