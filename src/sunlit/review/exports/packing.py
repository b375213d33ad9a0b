"""Office files as the archives they are: opened whole, packed again so that the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

#: Zip has no time before it, and the bytes must not tell when they were made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: What a form unpacks to at most.
_MOST = 20 * 1024 * 1024
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opened(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name, in order.

    Raises:
        ValueError: it is none, or unpacks to more than a form can need.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            if sum(one.file_size for one in held.infolist()) > _MOST:
                message = "unpacks to too much"
                raise ValueError(message)
            return {name: held.read(name) for name in held.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise ValueError(str(error)) from error


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            held.writestr(zipfile.ZipInfo(name, _EPOCH), parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def still(data: bytes) -> bytes:
    """An archive packed so that it does not tell when."""
    return packed(opened(data))


def clean(words: str) -> str:
    """`words` without what XML cannot hold."""
    return _UNFIT.sub("", words)
