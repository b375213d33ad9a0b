"""What every test can rely on."""

from __future__ import annotations

import functools
import gc
import itertools
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from sunlit.cli.machine import find_chromium
from tests.support.ledger import committing_db, django_db_setup, drop_migrated, migrated, no_other_reactions
from tests.support.program import found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: No test asserts on time. The gate tries the same examples each time; on a desk they differ from run to run.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
#: The same, asked with a quarter of the examples: enough for every day, and for a second database.
settings.register_profile("few", parent=settings.get_profile("house"))
settings.load_profile("house")
_SHARE, _LEAST = 4, 10

__all__ = ["committing_db", "django_db_setup", "migrated", "no_other_reactions"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began the run ends it."""
    if not hasattr(config, "workerinput"):
        drop_migrated()


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays to the end: nobody need look through it again and again for what may be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_page_kept() -> None:
    """Records of one test have the numbers of those of another: pages kept by them would be mixed up."""
    if (page := sys.modules.get("sunlit.portal.render.page")) is not None:
        page._kept.clear()
        page._remembered.clear()
        page._size = 0  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _files_listed_once() -> None:
    """Each client of a test starts the site anew, and the site lists the files of its look then: once is enough."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    listing, listed = WhiteNoiseMiddleware.add_files_from_finders, {}

    def listed_once(self: WhiteNoiseMiddleware) -> None:
        key = (self.static_prefix, self.max_age)
        if key not in listed:
            listing(self)
            listed[key] = dict(self.files)
        self.files.update(listed[key])

    WhiteNoiseMiddleware.add_files_from_finders = listed_once


@pytest.fixture
def founded(tmp_path: Path) -> None:
    """The test's folder is the data folder of an installation that was started once."""
    found(tmp_path)


#: So many examples of a property are traced where coverage is measured. The rest take the same branches.
_TRACED = 25


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Try a property's later examples untraced: tracing makes each of them take three times as long."""
    tracer, property_ = sys.gettrace(), getattr(getattr(item, "obj", None), "hypothesis", None)
    if tracer is None or property_ is None:
        return (yield)
    tried, examples = property_.inner_test, itertools.count()

    @functools.wraps(tried)
    def counted(*args: object, **named: object) -> object:
        if next(examples) == _TRACED:
            sys.settrace(None)
        return tried(*args, **named)

    property_.inner_test = counted
    try:
        return (yield)
    finally:
        property_.inner_test = tried
        sys.settrace(tracer)


#: Whoever takes one of these asks a database.
_ASKS = {"db", "committing_db", "migrated"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """The longest first, in whatever order the rest comes: begun last, one process would wait for it alone."""
    _choose(config, items)
    if settings.get_current_profile_name() == "few":
        for test in {item.obj for item in items if is_hypothesis_test(getattr(item, "obj", None))}:  # type: ignore[attr-defined]
            told = test._hypothesis_internal_use_settings
            fewer = min(told.max_examples, max(_LEAST, told.max_examples // _SHARE))
            test._hypothesis_internal_use_settings = settings(told, max_examples=fewer)
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let whoever uses the database use both, the portal its own; skip what needs a browser where there is none.

    On PostgreSQL only what asks a database is run: the rest cannot come out otherwise there.
    """
    from django.conf import settings

    there = [a for a, where in settings.DATABASES.items() if not where.get("ENGINE", "dummy").endswith("dummy")]
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and (not mark.kwargs or len(there) == 1):
            item.add_marker(pytest.mark.django_db(databases=there))
    if any(where["ENGINE"].endswith("postgresql") for where in settings.DATABASES.values()):
        kept = [item for item in items if _asks(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _asks(item)])
        items[:] = kept
    if find_chromium():
        return
    skipped = pytest.mark.skip(reason="no Chromium here (Debian: apt install chromium fonts-noto-cjk)")
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("sweep"):
            item.add_marker(skipped)


def _asks(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgresql"))
    return marked or not _ASKS.isdisjoint(getattr(item, "fixturenames", ()))
