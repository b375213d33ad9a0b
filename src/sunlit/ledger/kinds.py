"""Kinds of acts: checks an act before it is recorded, and reads back what was, also of kinds nobody knows any more."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sunlit.kernel.act import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sunlit.ledger import models

_KIND = re.compile(r"(?=.{3,100}$)[a-z]+\.[a-z]+(-[a-z]+)*")
_SUBJECT = re.compile(r"[a-z][a-z-]*:[\w.-]+", re.ASCII)
_SUBJECT_LENGTH = 200
#: What an act may hold as text: an identifier, a code, a digest. A sentence or a name does not fit.
_CODE = re.compile(r"[!-~]{0,200}")


class NotRecordable(ValueError):  # noqa: N818 - says what is the case
    """An act that must not be recorded as it is: a fault of the program."""


@dataclass(frozen=True, slots=True)
class UnknownAct:
    """An act of a kind, or of a version of it, that this program does not know; readable all the same."""

    kind: str
    version: int
    subject: str
    fields: dict[str, object]


def known_kinds() -> dict[tuple[str, int], type[Act]]:
    """Every kind of act that is loaded, by its name and version.

    Raises:
        ValueError: two classes claim one name and version.
    """
    found: dict[tuple[str, int], type[Act]] = {}
    queue: list[type[Act]] = [Act]
    while queue:
        queue += (below := queue.pop().__subclasses__())
        for one in below:
            if "kind" not in vars(one):
                continue
            key = (one.kind, one.version)
            before = found.get(key, one)  # a class with slots is made twice; the later is the one modules hold
            if (before.__module__, before.__qualname__) != (one.__module__, one.__qualname__):
                message = f"two kinds of act are called {key}"
                raise ValueError(message)
            found[key] = one
    return found


def act_of(row: models.Act) -> Act | UnknownAct:
    """The act a row records, as the value its command emitted.

    Raises:
        ValueError: its fields are not those of the kind and version it names.
    """
    fields = json.loads(row.body)
    kind = _kind(row.kind, row.kind_version)
    return UnknownAct(row.kind, row.kind_version, row.subject, fields) if kind is None else read_back(kind, fields)


def read_back(kind: type[Act], body: dict[str, Any]) -> Act:
    """The act of this kind that `body` tells.

    Raises:
        ValueError: a field is missing, is not one of the kind's, or is not of its type.
    """
    readers = readers_of(kind)
    if readers.keys() != body.keys():
        message = f"not the fields of {kind.kind} version {kind.version}: {sorted(readers.keys() ^ body.keys())}"
        raise ValueError(message)
    return kind(**{name: read(body[name]) for name, read in readers.items()})


def check(act: Act) -> None:
    """Let pass an act that may be recorded and will be readable for good.

    Raises:
        NotRecordable: its kind or subject is not named as such, it holds free text, or it would not read back as it is.
    """
    if not _KIND.fullmatch(getattr(act, "kind", "")):
        message = f"{type(act).__qualname__} is no kind of act: `kind` is app.verb-in-the-past"
        raise NotRecordable(message)
    if not _SUBJECT.fullmatch(act.subject) or len(act.subject) > _SUBJECT_LENGTH:
        message = f"{act.kind}: a subject is noun:identifier in ASCII, not {act.subject!r}"
        raise NotRecordable(message)
    body = act.body()
    if wrong := next((text for text in _texts(body) if not _CODE.fullmatch(text)), None):
        message = f"{act.kind} holds free text ({len(wrong)} characters); an act holds identifiers, codes and digests"
        raise NotRecordable(message)
    try:
        same = read_back(type(act), json.loads(json.dumps(body))) == act
    except (TypeError, ValueError) as error:
        message = f"{act.kind} would not read back: {error}"
        raise NotRecordable(message) from error
    if not same:
        message = f"{act.kind} would read back as another act: a field is not of the type it is declared with"
        raise NotRecordable(message)


_readers: dict[type[Act], dict[str, Callable[[Any], Any]]] = {}


def readers_of(kind: type[Act]) -> dict[str, Callable[[Any], Any]]:
    """For each field of a kind, what turns JSON back into its type.

    Raises:
        TypeError: a field is declared with a type that an act cannot hold.
    """
    if kind not in _readers:
        hints = typing.get_type_hints(kind)
        _readers[kind] = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return _readers[kind]


_seen: dict[tuple[str, int], type[Act]] = {}


def _kind(name: str, version: int) -> type[Act] | None:
    if (name, version) not in _seen:
        _seen.update(known_kinds())
    return _seen.get((name, version))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if origin is typing.Literal:
        return lambda value: _one_of(inner, value)
    if origin in (typing.Union, types.UnionType):
        readers = [_reader(one) for one in inner]
        return lambda value: _first(readers, value)
    if origin is tuple and len(inner) == 2 and inner[1] is ...:  # noqa: PLR2004 - tuple[X, ...]
        each = _reader(inner[0])
        return lambda value: tuple(each(v) for v in _instance(list, value))
    if origin is dict and inner[0] is str:
        of = _reader(inner[1])
        return lambda value: {key: of(v) for key, v in _instance(dict, value).items()}
    message = f"an act cannot hold {hint}"
    raise TypeError(message)


def _instance(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        message = f"{value!r} is no {kind.__name__}"
        raise ValueError(message)
    return value


def _one_of(values: tuple[Any, ...], value: Any) -> Any:
    if value not in values:
        message = f"{value!r} is none of {values}"
        raise ValueError(message)
    return value


def _first(readers: list[Callable[[Any], Any]], value: Any) -> Any:
    """What the first reader makes of it that can read it."""
    for read in readers[:-1]:
        try:
            return read(value)
        except (TypeError, ValueError):
            continue
    return readers[-1](value)


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    str: functools.partial(_instance, str),
    int: functools.partial(_instance, int),
    bool: functools.partial(_instance, bool),
    type(None): functools.partial(_instance, type(None)),
    UUID: lambda value: UUID(_instance(str, value)),
    date: lambda value: date.fromisoformat(_instance(str, value)),
    datetime: lambda value: datetime.fromisoformat(_instance(str, value)),
    object: lambda value: value,
    Any: lambda value: value,
}
