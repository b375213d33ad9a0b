"""Small files of every form a power may carry, made of bytes."""

from __future__ import annotations

import io
import zipfile
import zlib

#: What nobody outside may read.
SECRET = "ZhangSanGPS39.9N"


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data


def jpeg(*more: bytes) -> bytes:
    """A JPEG with these segments before its picture."""
    return (
        b"\xff\xd8"
        + b"".join(more)
        + segment(0xDB, b"\0" * 65)
        + segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + b"\x12\x34"
        + b"\xff\xd9"
    )


def png(*more: tuple[bytes, bytes]) -> bytes:
    """A PNG of one dot with these chunks."""
    chunks = [(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"), *more, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(d).to_bytes(4) + kind + d + zlib.crc32(kind + d).to_bytes(4) for kind, d in chunks
    )


def pdf(more: bytes = b"<< /Producer (x) >>", packed: bytes = b"") -> bytes:
    """As much of a PDF as is looked at."""
    stream = b"1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(packed) + b"\nendstream\nendobj\n"
    return b"%PDF-1.7\n" + stream + more + b"\ntrailer\n<< >>\n%%EOF\n"


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zipped document of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
