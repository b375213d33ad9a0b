"""Takes a backup: first the inner database, then the noticeboard, then the files.

In that order every attachment the inner copy names is there, because its bytes were on disk before its row; and the
noticeboard may only be ahead of the inner side, whose reactions are repeated without harm.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from sunlit import __version__
from sunlit.kernel import clock
from sunlit.site.backup import register
from sunlit.site.backup.databases import attachments_of, copy_database
from sunlit.site.backup.manifest import (
    FORMAT,
    NAME,
    CopiedFile,
    Manifest,
    copied,
    created,
    flush_folder,
    walk,
    write_manifest,
)
from sunlit.site.backup.refusals import FilesGone, InsideFiles, NotEmpty

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sunlit.site.env import Env

#: Where a city's own layouts of printed forms lie, and what they end in.
FORMS, _FORM = "forms", (".docx", ".xlsx")
#: Keys that lie in the data folder, and what is lost without them: signed cookies; what the public sealed for us.
KEYS = ("secret.key", "noticeboard.key")


def take(env: Env, folder: Path, *, progress: Callable[[str], None] = lambda _: None) -> Manifest:
    """Copy everything into `folder`, which is made, or is there and empty. The system may go on meanwhile.

    It is written in a hidden folder inside, and moved up when all of it is on disk, the manifest last: a backup that
    was interrupted has none, and is refused by everything that reads backups.

    Raises:
        NotEmpty, InsideFiles, NothingThere, FilesGone.
    """
    folder = folder.absolute()
    if folder.resolve().is_relative_to((env.home / "files").resolve()):
        raise InsideFiles(folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    aside = folder / f".taking-{secrets.token_hex(4)}"
    aside.mkdir(mode=0o700)
    try:
        _require_alone(folder, aside)
        manifest = _take(env, aside, progress)
        register.note(env, folder, manifest.taken_at)  # before it is one: rather one too many than one forgotten
        _move_up(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    with suppress(OSError):  # a note for whoever asks when the last one was; the backup is whole without it
        (env.home / "backed-up").write_text(manifest.taken_at, encoding="utf-8")
    return manifest


def _require_alone(folder: Path, aside: Path) -> None:
    """Nothing else is there: looked at once our own folder is made, so that of two that begin at once none goes on."""
    if others := sorted(set(folder.iterdir()) - {aside}):
        raise NotEmpty(folder=folder, what=others[0].name)


def _take(env: Env, aside: Path, progress: Callable[[str], None]) -> Manifest:
    taken_at = clock.now().isoformat(timespec="seconds")
    progress("内网数据库……")
    inner = copy_database("inner", env.database, aside / "inner")
    progress("公示栏数据库……")
    noticeboard = copy_database("noticeboard", env.noticeboard, aside / "noticeboard")
    progress("附件……")
    damaged = _copy_attachments(env.home / "files", aside / "files")
    for own in attachments_of(env.database, aside / "inner"):
        if not (aside / "files" / own[:2] / own).is_file():
            raise FilesGone(digest=own)
    _copy_keys(env, aside)
    _copy_forms(env, aside)
    files: list[CopiedFile] = [copied(aside, way) for way in sorted(walk(aside))]
    manifest = Manifest(
        format=FORMAT, program=__version__, taken_at=taken_at, databases=(inner, noticeboard), files=tuple(files),
        damaged=tuple(damaged),
    )  # fmt: skip
    write_manifest(aside, manifest)
    return manifest


def _copy_attachments(source: Path, target: Path) -> list[str]:
    """Copy every file that is kept under its digest; returns those whose bytes are not what their name says."""
    target.mkdir(mode=0o700)
    damaged = []
    for place in sorted(source.glob("??/*")):
        own = place.name
        if own.startswith(".") or not place.is_file():  # what is being written at this moment has no row yet
            continue
        (target / own[:2]).mkdir(exist_ok=True, mode=0o700)
        if _copy(place, target / own[:2] / own) and copied(target, f"{own[:2]}/{own}").sha256 != own:
            damaged.append(own)
    for folder in (*target.iterdir(), target):
        flush_folder(folder)
    return damaged


def _copy(source: Path, target: Path) -> bool:
    """Copy one file, flushed and for our eyes only; False where it went away meanwhile."""
    try:
        with source.open("rb") as one, created(target) as two:
            shutil.copyfileobj(one, two, 1 << 20)
    except FileNotFoundError:
        return False
    return True


def _copy_keys(env: Env, aside: Path) -> None:
    (aside / "keys").mkdir(mode=0o700)
    for name in KEYS:
        _copy(env.home / name, aside / "keys" / name)
    flush_folder(aside / "keys")


def _copy_forms(env: Env, aside: Path) -> None:
    """The forms the city has laid out anew; what else lies beside them stays there."""
    folder = env.home / FORMS
    own = sorted(p for p in folder.glob("*") if p.suffix.lower() in _FORM and p.is_file() and p.name[0] not in ".~")
    if own:
        (aside / FORMS).mkdir(mode=0o700)
        for place in own:
            _copy(place, aside / FORMS / place.name)
        flush_folder(aside / FORMS)


def _move_up(aside: Path, folder: Path) -> None:
    flush_folder(aside)
    for path in sorted(aside.iterdir(), key=lambda p: p.name == NAME):
        path.rename(folder / path.name)
    aside.rmdir()
    flush_folder(folder)
