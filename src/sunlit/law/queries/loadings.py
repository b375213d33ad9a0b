"""What was taken into the library, when and by whom, with the warnings; and what files would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Count

from sunlit.law import intake, policies
from sunlit.law.models import LoadedFile, Loading
from sunlit.law.models.held import known_laws
from sunlit.law.values import Warned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class LoadingListed:
    """A loading in the list of them; `files` is how many it had."""

    id: UUID
    at: datetime
    by: str
    files: int
    added_instruments: int
    added_versions: int


def preview_laws(viewer: Viewer, files: Sequence[tuple[str, bytes]]) -> intake.LoadingSeen:
    """What `load_laws` would make of files (name, bytes) now; nothing is written.

    Raises:
        NotAllowed.
    """
    policies.require_loading_reader(viewer)
    read = intake.read_files(files)
    return intake.seen(intake.plan(read, known_laws([f.text.title for f in read if f.text])))


def takes_in(viewer: Viewer) -> bool:
    """Whether one may take laws in."""
    return policies.may_take_in(viewer)


def loadings(viewer: Viewer, *, page: int = 1, per_page: int = 20) -> tuple[tuple[LoadingListed, ...], int]:
    """The loadings of one page, newest first, and how many there are in all.

    Raises:
        NotAllowed.
    """
    policies.require_loading_reader(viewer)
    rows = Loading.objects.annotate(n=Count("files")).order_by("-at", "-pk")
    shown = rows[(page - 1) * per_page : page * per_page]
    seen = tuple(
        LoadingListed(
            id=row.pk, at=row.at, by=row.by, files=vars(row)["n"], added_instruments=row.added_instruments,
            added_versions=row.added_versions,
        )
        for row in shown
    )  # fmt: skip
    return seen, Loading.objects.count()


def loading(viewer: Viewer, loading_id: UUID) -> intake.LoadingSeen | None:
    """One loading with its files and their warnings; None if there is none.

    Raises:
        NotAllowed.
    """
    policies.require_loading_reader(viewer)
    row = Loading.objects.filter(pk=loading_id).first()
    if row is None:
        return None
    files = LoadedFile.objects.filter(loading=row).select_related("version").order_by("ordinal")
    return intake.LoadingSeen(
        files=tuple(_file(f) for f in files), instruments=row.instruments, versions=row.versions,
        provisions=row.provisions, added_instruments=row.added_instruments, added_versions=row.added_versions,
        id=row.pk, at=row.at, by=row.by,
    )  # fmt: skip


def _file(row: LoadedFile) -> intake.FileTaken:
    version = row.version
    return intake.FileTaken(
        name=row.name, outcome=cast("intake.Outcome", row.outcome), title=row.title,
        law=version.instrument_id if version else None, version=version.pk if version else None,
        dated=version.dated if version else None, effective=version.effective if version else None,
        effective_assumed=bool(version and version.effective_assumed), articles=version.articles if version else 0,
        reason=row.reason, warnings=tuple(Warned(*pair) for pair in row.warnings), changes=_changes(row.changes),
    )  # fmt: skip


def _changes(kept: dict[str, str | int] | None) -> intake.Changes | None:
    if kept is None:
        return None
    since = kept["since"]
    return intake.Changes(
        since=date.fromisoformat(str(since)) if since else None, same=int(kept["same"]), changed=int(kept["changed"]),
        added=int(kept["added"]), removed=int(kept["removed"]), renumbered=int(kept["renumbered"]),
    )  # fmt: skip
