"""Which files a directory is given away as: their names, what each is made from, and how."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.publication.exports.documents import form_one_document, item_document, volume_document
from sunlit.publication.exports.texts import as_csv, as_json
from sunlit.publication.exports.typeset import form_one_pdf, item_pdf, volume_pdf, volumes
from sunlit.publication.exports.workbooks import directory_workbook, form_one_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sunlit.publication.exports.fonts import Faces
    from sunlit.publication.values import Directory, Entry

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
#: Goes up when files are made otherwise than before, so that all are made again.
_MAKING = 1
#: Powers in one volume for Word.
_MOST_WRITTEN = 400


@dataclass(frozen=True, slots=True)
class ToMake:
    """A file that can be made.

    Attributes:
        made_from: digest of all it says: the same digest, the same bytes.
        make: makes it; faces are needed by PDFs alone.
    """

    name: str
    made_from: str
    as_of: date
    make: Callable[[Faces | None], bytes]

    @property
    def form(self) -> str:
        """Its format: the end of its name."""
        return self.name.rpartition(".")[2]


def files_of(directory: Directory) -> Iterator[ToMake]:
    """Every file: the whole directory as data, then unit by unit, then the whole on paper. Names have no folder yet."""
    whole = _digest(directory)
    for form, make in (("xlsx", directory_workbook), ("csv", as_csv), ("json", as_json)):
        yield ToMake(f"all.{form}", whole, directory.as_of, _without_faces(make, directory))
    for volume in directory.volumes:
        yield from _of_unit(directory.of_unit(volume.key), f"units/{volume.key}")
    yield from _printed(directory, "all", whole)


def items_of(directory: Directory) -> Iterator[ToMake]:
    """Every power by itself, on paper and for Word, named by its key: made again when it alone says something else."""
    names = {e.key: e.power.name for e in directory.entries}
    for unit, entry in ((v.unit, e) for v in directory.volumes for e in v.entries):
        of = directory.of_power(unit, entry)
        said = hashlib.sha256(f"{_digest(of)}\n{names.get(entry.power.parent, '')}".encode()).hexdigest()
        yield ToMake(f"{entry.key}.pdf", said, of.as_of, _item_pdf(directory, entry))
        yield ToMake(f"{entry.key}.docx", said, of.as_of, _item_document(directory, entry))


def _item_pdf(directory: Directory, entry: Entry) -> Callable[[Faces | None], bytes]:
    return lambda faces: item_pdf(directory, entry, _needed(faces))


def _item_document(directory: Directory, entry: Entry) -> Callable[[Faces | None], bytes]:
    return lambda _: item_document(directory, entry)


def _of_unit(directory: Directory, folder: str) -> Iterator[ToMake]:
    said, [volume] = _digest(directory), directory.volumes
    day = directory.as_of
    yield ToMake(f"{folder}/directory.xlsx", said, day, _without_faces(directory_workbook, directory))
    yield from _printed(directory, f"{folder}/volume", said)
    yield from _written(directory, f"{folder}/volume", said)
    yield ToMake(f"{folder}/form-one.xlsx", said, day, lambda _: form_one_workbook(directory, volume))
    yield ToMake(f"{folder}/form-one.docx", said, day, lambda _: form_one_document(directory, volume))
    yield ToMake(f"{folder}/form-one.pdf", said, day, lambda faces: form_one_pdf(directory, volume, _needed(faces)))


def _printed(directory: Directory, name: str, said: str) -> Iterator[ToMake]:
    """Volumes as PDF: one, or numbered ones where there is too much for one."""
    parts = volumes(directory)
    for number, part in enumerate(parts, 1):
        called = f"{name}-{number}" if len(parts) > 1 else name
        yield ToMake(f"{called}.pdf", said, directory.as_of, _pdf(part, number, len(parts)))


def _written(directory: Directory, name: str, said: str) -> Iterator[ToMake]:
    """Volumes for Word, likewise; they take longer to make, so each holds less."""
    parts = volumes(directory, most=_MOST_WRITTEN)
    for number, part in enumerate(parts, 1):
        called = f"{name}-{number}" if len(parts) > 1 else name
        yield ToMake(f"{called}.docx", said, directory.as_of, _without_faces(volume_document, part))


def _pdf(part: Directory, number: int, parts: int) -> Callable[[Faces | None], bytes]:
    return lambda faces: volume_pdf(part, _needed(faces), part=number, parts=parts)


def _without_faces(make: Callable[[Directory], bytes], directory: Directory) -> Callable[[Faces | None], bytes]:
    return lambda _: make(directory)


def _needed(faces: Faces | None) -> Faces:
    assert faces is not None
    return faces


def _digest(directory: Directory) -> str:
    return hashlib.sha256(b"%d\n" % _MAKING + as_json(directory)).hexdigest()
