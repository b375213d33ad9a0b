"""A field's plain value as lines of text, for laying beside another."""

from __future__ import annotations

import json
from typing import Any

#: Fields that are keys of rows elsewhere, not words.
_KEYS = frozenset({"law", "version", "post", "unit"})
#: Fields that are the digest of a file, and what is said where there is one.
_FILES = {"sample": "有样表", "proof": "有存证"}


def in_words(value: Any) -> str:
    """A field's value as lines of text, for laying beside another: what a person can read without JSON."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(filter(None, (in_words(one) for one in value)))
    if isinstance(value, dict):
        told = (
            _FILES[key] if key in _FILES and one else in_words(one) for key, one in value.items() if key not in _KEYS
        )
        return "　".join(filter(None, told))
    return value if isinstance(value, str) else json.dumps(value)
