"""Taking a law out for good that should never have come in. Called while a spill is purged, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from sunlit.law.commands.endings import tell_endings
from sunlit.law.models import Instrument, LoadedFile, Loading, Name, Provision, Repeal, Source, Version, index
from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sunlit.kernel.actor import Actor


def purge_law(law_id: UUID, *, by: Actor) -> tuple[int, datetime | None, tuple[str, ...]]:
    """Delete a law with all its versions, what was noted of their files, and their words in the index.

    Returns how many rows went, when the first of them came, and the keys under which versions may have been published.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    law = Instrument.objects.select_for_update().filter(pk=law_id).first()
    if law is None:
        return 0, None, ()
    versions = list(law.versions.values_list("pk", flat=True))
    files = LoadedFile.objects.filter(version__in=versions)
    came = Loading.objects.filter(files__in=files).order_by("at").values_list("at", flat=True).first()
    ended = set(Repeal.objects.filter(version__in=versions).values_list("key", flat=True))
    provisions = Provision.objects.filter(version__in=versions)
    index.remove(provisions)
    rows = 0
    for gone in (
        files, provisions, Source.objects.filter(version__in=versions), Repeal.objects.filter(version__in=versions),
        Version.objects.filter(pk__in=versions), Name.objects.filter(instrument=law),
        Instrument.objects.filter(pk=law.pk),
    ):  # fmt: skip
        rows += gone.delete()[0]
    tell_endings(sorted(ended - {law.key}))
    return rows, came, tuple(f"{law_id}/{version}" for version in versions)


def settle_words() -> None:
    """Let the word index forget what was taken out of it: until then the pairs lie there, marked as gone."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO law_provision_index (law_provision_index) VALUES ('optimize')")
