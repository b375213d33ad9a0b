"""Keeps what people hand in, content-addressed: bytes on disk before the row that names them."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from sunlit.files.models import Attachment
from sunlit.kernel import clock

_BLOCK = 1 << 20


class Damaged(Exception):  # noqa: N818 - says what is the case
    """What lies on disk is not, or no longer, what was handed in."""


def keep(data: bytes) -> str:
    """Keep `data` for good and return its SHA-256 in hexadecimal. Keeping it again changes nothing.

    The bytes are written aside, flushed and renamed before the row is made, so a row never names a file that a
    crash took away; a file without a row is harmless and is used when the same content comes again.
    """
    digest = hashlib.sha256(data).hexdigest()
    place = _place(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{digest}.{secrets.token_hex(4)}")
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(place)
        _flush(place.parent)
    Attachment.objects.get_or_create(sha256=digest, defaults={"size": len(data), "kept_at": clock.now()})
    return digest


def read(sha256: str) -> bytes:
    """The bytes kept under a digest.

    Raises:
        Attachment.DoesNotExist: nothing was kept under it.
        Damaged: the file is gone or is not what was handed in.
    """
    kept = Attachment.objects.get(pk=sha256)
    try:
        data = _place(kept.sha256).read_bytes()
    except OSError as error:
        raise Damaged(sha256) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(sha256)
    return data


def holds(sha256: str) -> bool:
    """Whether anything is kept under a digest, and lies where it should."""
    return _place(sha256).exists() and Attachment.objects.filter(pk=sha256).exists()


def destroy(sha256: str) -> bool:
    """Overwrite what is kept under a digest, take it off the disk, and forget it. Says whether there was anything.

    A disk that writes elsewhere than where it is told (flash, snapshots, journals of data) may hold the old bytes until
    it reuses them: only destroying the medium is certain.
    """
    place = _place(sha256)
    there = place.exists()
    if there:
        with place.open("r+b") as file:
            left = place.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
        _flush(place.parent)
    return Attachment.objects.filter(pk=sha256).delete()[0] > 0 or there


def _place(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
