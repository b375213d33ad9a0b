"""Markers planted where nothing may leave, and the search for them in everything that has left.

What may leave of an edition is written down here once more, on purpose: whoever adds a field to the whitelist of
`publication` without adding it here makes the test fail that plants in all others.
"""

from __future__ import annotations

import dataclasses
import io
import re
import types
import typing
import uuid
import zipfile
import zlib

if typing.TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.catalogue.values.powers import PowerContent

#: Fields of an edition that the public may read, by `Class.field`. All others are planted, those added later too.
OPEN = frozenset(
    {
        *(
            f"PowerContent.{name}"
            for name in (
                "name", "aliases", "type", "tenure", "part", "lead", "holder", "preparer", "nature", "entrusted_by", "levels",
                "bases", "steps", "disclosure", "charged", "fees", "statutory_term", "promised_term", "quantity_limit", "conditions",
                "materials", "result", "discretion", "rights", "remedies", "channels", "place", "hours", "served", "duties",
                "accountability",
            )
        ),
        *(f"Basis.{name}" for name in ("title", "article", "text", "kind", "law", "version", "dated")),
        *(f"StepPost.{name}" for name in ("number", "name", "unit_name", "office", "post", "post_name", "term", "duty")),
        "Showing.kind", "Showing.where", "Disclosure.forms", "Disclosure.scope", "Disclosure.time",
        *(f"FeeItem.{name}" for name in ("name", "basis", "standard", "waiver")),
        *(f"Term.{name}" for name in ("amount", "unit", "source", "words")),
        *(f"Material.{name}" for name in ("name", "form", "copies", "issuer", "note", "sample")),
        *(f"DiscretionStep.{name}" for name in ("circumstance", "range", "basis")),
        *(f"Remedies.{name}" for name in ("review_body", "review_term", "court", "suit_term", "note")),
        "Channel.kind", "Channel.words",
    }
)  # fmt: skip
#: What decides where a power goes, and has to say so.
_NEEDED = frozenset(
    {"PowerContent.type", "Disclosure.scope", "Showing.kind", "Channel.kind", "Basis.law", "Basis.version"}
)


class Markers:
    """Markers by where they were planted. Each is a word that stands nowhere else, of plain letters."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def new(self, where: str) -> str:
        """A marker for a place."""
        marker = f"Zq{len(self.planted):03}{uuid.uuid4().hex[:8]}Qz"
        self.known(where, marker)
        return marker

    def known(self, where: str, value: object) -> None:
        """Something that is there already and must not leave either, such as the key of an officer."""
        self.planted[f"{where} ({len(self.planted)})"] = str(value)

    def in_closed_fields(self, content: PowerContent) -> PowerContent:
        """The same edition with a marker in every field that is not open."""
        return typing.cast("PowerContent", self._filled(content, ""))

    def everywhere(self, content: PowerContent, where: str) -> PowerContent:
        """The same edition with a marker in every text of it, for a power of which nothing may leave."""
        return typing.cast("PowerContent", self._filled(content, where))

    def _filled(self, value: typing.Any, all_of: str) -> typing.Any:
        """Its closed fields marked; with `all_of`, every text. Parts that are there are filled in the same way."""
        hints = typing.get_type_hints(type(value))
        out = {}
        for field in dataclasses.fields(value):
            at, now = f"{type(value).__name__}.{field.name}", getattr(value, field.name)
            of_text = hints[field.name] in (str, tuple[str, ...])
            if at not in OPEN or (all_of and of_text and at not in _NEEDED):
                out[field.name] = self._marked(hints[field.name], f"{all_of} {at}".strip())
            elif dataclasses.is_dataclass(now):
                out[field.name] = self._filled(now, all_of)
            elif isinstance(now, tuple) and now and dataclasses.is_dataclass(now[0]):
                out[field.name] = tuple(self._filled(one, all_of) for one in now)
        return dataclasses.replace(value, **out)

    def _marked(self, hint: typing.Any, at: str) -> typing.Any:
        args = typing.get_args(hint)
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            return self._marked(next(a for a in args if a is not type(None)), at)
        if typing.get_origin(hint) is tuple:
            return (self._marked(args[0], at),)
        if dataclasses.is_dataclass(hint):
            hints = typing.get_type_hints(hint)
            return hint(**{f: self._marked(h, f"{at}.{f}") for f, h in hints.items()})  # type: ignore[operator]
        if hint is uuid.UUID:
            made = uuid.uuid4()
            self.known(at, made)
            return made
        if hint is str:
            return self.new(at)
        raise TypeError(f"plant {at}: how is a {hint} marked?")

    def found(self, places: Iterable[tuple[str, bytes]]) -> set[tuple[str, str]]:
        """Which markers stand in what has left, and where: (planted in, found in). Looked for in any case."""
        marks = {where: marker.lower().encode() for where, marker in self.planted.items()}
        out = set()
        for name, data in places:
            low = data.lower()
            out |= {(where, name) for where, mark in marks.items() if mark in low or mark.replace(b"-", b"") in low}
        return out


def opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it: the parts of an office document, the streams of a PDF."""
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                yield f"{name}/{part.filename}", archive.read(part)
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield f"{name}/stream", zlib.decompress(stream)
            except zlib.error:
                continue
