"""The list of what a backup holds: written last, and its own digest with it, so that nothing half done passes."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import NotPlain, from_plain, to_plain
from sunlit.site.backup.refusals import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "manifest.json"
FORMAT = 1
_BLOCK = 1 << 20
#: Bytes of a manifest that are read: room for some millions of files.
_MOST = 1 << 30


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """One file of the backup: its way from the backup's folder, with slashes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """One table: how many rows were copied, and of PostgreSQL the columns in the order in which they were."""

    name: str
    rows: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedDatabase:
    """One database.

    Attributes:
        side: `inner` or `noticeboard`.
        engine: `sqlite` or `postgresql`.
        migrations: `app.name` of all that were applied, in order.
    """

    side: str
    engine: str
    migrations: tuple[str, ...]
    tables: tuple[CopiedTable, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        program: the version that took it.
        taken_at: when the first database was copied, in UTC.
        damaged: digests of attachments that were damaged on disk already, copied as they were.
    """

    format: int
    program: str
    taken_at: str
    databases: tuple[CopiedDatabase, ...]
    files: tuple[CopiedFile, ...]
    damaged: tuple[str, ...] = ()

    def database(self, side: str) -> CopiedDatabase:
        """The one of this side."""
        return next(d for d in self.databases if d.side == side)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it, flushed."""
    plain = to_plain(manifest)
    told = {"manifest": plain, "sha256": digest(plain)}
    with created(folder / NAME) as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup, once every file of it is there as it was taken, and no other.

    Raises:
        Damaged.
    """

    def no(what: str) -> Damaged:
        return Damaged(folder=folder, what=what)

    try:
        with (folder / NAME).open("rb") as file:
            told = json.loads(file.read(_MOST))
        plain, own = told["manifest"], told["sha256"]
        intact = digest(plain) == own
        manifest = from_plain(Manifest, plain) if intact else None
    except OSError as error:
        raise no(f"没有 {NAME}，是没有做完的备份或别的目录") from error
    except (ValueError, TypeError, KeyError, NotPlain, RecursionError) as error:
        raise no(f"{NAME} 读不懂") from error
    if manifest is None:
        raise no(f"{NAME} 被改动过")
    if manifest.format != FORMAT or [d.side for d in manifest.databases] != ["inner", "noticeboard"]:
        raise no("是本程序不认识的格式")
    listed = {one.path for one in manifest.files}
    there = set(walk(folder)) - {NAME}
    if lost := sorted(listed - there):
        raise no(f"缺少 {lost[0]}")
    if more := sorted(there - listed):
        raise no(f"多出 {more[0]}")
    for one in manifest.files:
        if copied(folder, one.path) != one:
            raise no(f"{one.path} 与备份时不同")
    return manifest


def walk(folder: Path) -> Iterator[str]:
    """The ways of all files under a folder; anything that is no plain file is named with what it is.

    A link is never followed: it would lead out of the backup.
    """
    for root, folders, names in os.walk(folder):
        links = [path for name in folders if (path := Path(root, name)).is_symlink()]
        for path in sorted([*(Path(root, name) for name in names), *links]):
            way = path.relative_to(folder).as_posix()
            yield way if path.is_file() and not path.is_symlink() else f"{way}（不是普通文件）"


def copied(folder: Path, way: str) -> CopiedFile:
    """One file as it lies there."""
    own, size = hashlib.sha256(), 0
    with (folder / way).open("rb") as file:
        while block := file.read(_BLOCK):
            own.update(block)
            size += len(block)
    return CopiedFile(way, size, own.hexdigest())


@contextmanager
def created(path: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone, flushed when it is written."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
