"""One spelling for one value: JSON in canonical form (RFC 8785 for the types used here), and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_JSON = "canonical JSON holds text, whole numbers, true, false, null, lists and text-keyed objects, not {}"


def canonical_json(value: object) -> bytes:
    """`value` as UTF-8 JSON, keys in order of their UTF-16 code units, no space, no escapes but the needful.

    Raises:
        TypeError: a float, or any type JSON has no word for; a record of acts has neither.
    """
    return json.dumps(_checked(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def salted(salt: str, value: object) -> str:
    """A digest that proves what `value` was to whoever has the salt, and tells nobody else whether a guess is right."""
    return digest([salt, value])


def _checked(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, list | tuple):
        return [_checked(v) for v in value]
    if isinstance(value, dict):
        return _checked_mapping(value)
    raise TypeError(_NOT_JSON.format(type(value).__name__))


def _checked_mapping(value: Mapping[object, object]) -> dict[str, object]:
    for key in value:
        if not isinstance(key, str):
            raise TypeError(_NOT_JSON.format(f"an object keyed by {type(key).__name__}"))
    pairs = sorted(((str(k), v) for k, v in value.items()), key=lambda kv: kv[0].encode("utf-16-be"))
    return {k: _checked(v) for k, v in pairs}
