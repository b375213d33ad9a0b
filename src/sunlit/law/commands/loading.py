"""入库: read law files, and take in what is new of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.law import intake, policies
from sunlit.law.acts import LawCompleted, LawDescribed, LawLoaded, LawReplaced
from sunlit.law.commands.endings import concerned, tell_endings
from sunlit.law.commands.shelving import one_at_a_time, shelve
from sunlit.law.models import LoadedFile, Loading
from sunlit.law.models.held import known_laws
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sunlit.kernel.actor import Actor


def load_laws(
    files: Sequence[tuple[str, bytes]], *, by: Actor, replacing: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> intake.LoadingSeen:  # fmt: skip
    """Read law files (name, bytes) and take in what is new; says what became of each.

    Each file is taken in whole or refused with its reason, and a refused one does not hold up the others. Reading is
    the long part and is done before the database is written to; `progress` is told how many files of how many are read.

    Args:
        files: in the order in which they are to be taken; the order makes no difference to what is held in the end.
        by: who takes them in.
        replacing: put a text that differs in the place of the held one of the same version, instead of refusing it.
        progress: is told how many files of how many are read.

    Raises:
        NotAllowed.
    """
    policies.require_librarian(by)
    read = intake.read_files(files, progress=progress)
    done = take_in(read, replacing=replacing, by=by)
    return done.seen if isinstance(done, NothingNew) else done


@dataclass(frozen=True, slots=True)
class NothingNew(Unchanged):
    """All that the files tell was held already, or they were refused."""

    seen: intake.LoadingSeen


@command
def take_in(read: Sequence[intake.ReadFile], *, by: Actor, replacing: bool = False) -> intake.LoadingSeen | NothingNew:
    """入库: take into the library what is new of law files that have been read.

    Raises:
        NotAllowed.
    """
    policies.require_librarian(by)
    one_at_a_time()
    steps = intake.plan(read, known_laws([f.text.title for f in read if f.text]), replacing=replacing)
    if not intake.changed(steps):
        return NothingNew("nothing of these files is new", intake.seen(steps))
    keys = concerned(steps)
    shelve(steps)
    _record(steps)
    seen = intake.seen(steps, tell_endings(keys))
    loading = _keep(seen, by)
    return replace(seen, id=loading.pk, at=loading.at, by=by.name)


def _record(steps: Sequence[intake.Step]) -> None:
    for step in steps:
        law, version = step.law, step.version
        if law is None or version is None:
            continue
        if step.outcome in ("new-law", "new-version"):
            emit(
                LawLoaded(
                    law=law.key, version_id=version.key, dated=version.dated, effective=version.effective,
                    text=version.digest, articles=len(version.articles),
                )
            )  # fmt: skip
        elif step.outcome == "completed":
            emit(LawCompleted(law=law.key, version_id=version.key, text=version.digest, articles=len(version.articles)))
        elif step.outcome == "replaced":
            emit(
                LawReplaced(
                    law=law.key, version_id=version.key, was=step.was, text=version.digest,
                    articles=len(version.articles),
                )
            )  # fmt: skip
        if fields := (*step.law_fields, *step.version_fields):
            emit(LawDescribed(law=law.key, fields=tuple(sorted(fields))))


def _keep(seen: intake.LoadingSeen, by: Actor) -> Loading:
    loading = Loading.objects.create(
        at=clock.now(), by=by.name, instruments=seen.instruments, versions=seen.versions,
        provisions=dict(seen.provisions), added_instruments=seen.added_instruments, added_versions=seen.added_versions,
    )  # fmt: skip
    LoadedFile.objects.bulk_create(
        LoadedFile(
            loading=loading, ordinal=i, name=f.name, outcome=f.outcome, version_id=f.version, title=f.title,
            reason=f.reason, warnings=[[w.kind, w.detail] for w in f.warnings],
            changes=(
                {
                    "since": f.changes.since.isoformat() if f.changes.since else None, "same": f.changes.same,
                    "changed": f.changes.changed, "added": f.changes.added, "removed": f.changes.removed,
                    "renumbered": f.changes.renumbered,
                }
                if f.changes else None
            ),
        )
        for i, f in enumerate(seen.files)
    )  # fmt: skip
    return loading
