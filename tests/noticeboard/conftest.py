from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connections


@pytest.fixture
def committing_noticeboard(django_db_blocker, tmp_path):
    """A noticeboard in a file of its own, for this test alone; commits are real."""
    settings = connections.settings["noticeboard"]
    kept, before = connections["noticeboard"], settings["NAME"]
    with django_db_blocker.unblock():
        settings["NAME"] = str(tmp_path / "noticeboard.sqlite3")
        del connections["noticeboard"]
        try:
            call_command("migrate", "noticeboard", verbosity=0, interactive=False, database="noticeboard")
            yield
        finally:
            connections["noticeboard"].close()
            settings["NAME"] = before
            connections["noticeboard"] = kept
