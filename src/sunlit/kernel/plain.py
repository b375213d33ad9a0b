"""Frozen dataclasses as plain JSON values and back, strictly: what one side wrote the other reads, or says why not."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class NotPlain(ValueError):  # noqa: N818 - says what is the case
    """A value that is not what its type declares, with the way to it: `bases[2].title`."""


def to_plain(value: object) -> Any:  # noqa: PLR0911 - one a kind of value
    """`value` in JSON's types: dataclasses as objects with every field, tuples as lists, dates in ISO form.

    Raises:
        TypeError: something inside has no word in JSON.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [to_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    message = f"no plain form of a {type(value).__name__}"
    raise TypeError(message)


def from_plain(kind: type[_T], data: object) -> _T:
    """The `kind` that `data` tells. A field that is missing takes its default, so old records stay readable.

    Raises:
        NotPlain: a field is unknown, is missing without default, or is not of its type.
    """
    return typing.cast("_T", _reader(typing.cast("Any", kind))(data, kind.__name__))


@functools.cache
def _reader(hint: Any) -> Callable[[Any, str], Any]:  # noqa: PLR0911 - one a kind of type
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return functools.partial(_object, hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value, at: _made(hint, value, at)
    if origin is typing.Literal:
        return lambda value, at: value if value in inner else _no(at, value)
    if origin in (typing.Union, types.UnionType):
        some = tuple(_reader(one) for one in inner if one is not type(None))
        return lambda value, at: None if value is None and type(None) in inner else _first(some, value, at)
    if origin is tuple:
        each = _reader(inner[0])
        return lambda value, at: tuple(each(v, f"{at}[{i}]") for i, v in enumerate(_of(list, value, at)))
    if origin in (dict, Mapping):
        of = _reader(inner[1])
        return lambda value, at: {k: of(v, f"{at}.{k}") for k, v in _of(dict, value, at).items()}
    if hint in _PLAIN:
        return _PLAIN[hint]
    message = f"no plain form of {hint}"
    raise TypeError(message)


@functools.cache
def _fields(kind: Any) -> dict[str, tuple[Callable[[Any, str], Any], bool]]:
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        f.name: (_reader(hints[f.name]), f.default is missing and f.default_factory is missing)
        for f in dataclasses.fields(kind)
    }


def _object(kind: Any, value: Any, at: str) -> Any:
    given = _of(dict, value, at)
    fields = _fields(kind)
    if unknown := given.keys() - fields.keys():
        message = f"{at}: no field {min(unknown)!r}"
        raise NotPlain(message)
    if lacking := [name for name, (_, needed) in fields.items() if needed and name not in given]:
        message = f"{at}: {lacking[0]!r} is missing"
        raise NotPlain(message)
    return kind(**{name: fields[name][0](v, f"{at}.{name}") for name, v in given.items()})


def _of(kind: type, value: Any, at: str) -> Any:
    return value if type(value) is kind else _no(at, value)


def _made(kind: Any, value: Any, at: str) -> Any:
    try:
        return kind(value)
    except (TypeError, ValueError):
        return _no(at, value)


def _first(readers: tuple[Callable[[Any, str], Any], ...], value: Any, at: str) -> Any:
    for read in readers[:-1]:
        try:
            return read(value, at)
        except NotPlain:
            continue
    return readers[-1](value, at)


def _no(at: str, value: object) -> Any:
    message = f"{at}: not this, {value!r:.80}"
    raise NotPlain(message)


def _parsed(parse: Callable[[str], Any]) -> Callable[[Any, str], Any]:
    return lambda value, at: _made(parse, _of(str, value, at), at)


_PLAIN: dict[Any, Callable[[Any, str], Any]] = {
    str: lambda value, at: _of(str, value, at),
    int: lambda value, at: _of(int, value, at),
    bool: lambda value, at: _of(bool, value, at),
    UUID: _parsed(UUID),
    date: _parsed(date.fromisoformat),
    datetime: _parsed(datetime.fromisoformat),
    Any: lambda value, _at: value,
}
