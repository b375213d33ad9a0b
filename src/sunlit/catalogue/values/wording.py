"""A field's plain value as lines of text, for laying beside another."""

from __future__ import annotations

import json
from typing import Any

#: Fields that are keys of rows elsewhere, not words.
_KEYS = frozenset({"law", "version", "post", "unit"})
_TERM_UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年"}
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
    if isinstance(value, dict) and value.keys() >= {"amount", "unit", "words"}:
        return _term(value)
    if isinstance(value, dict):
        told = (
            _FILES[key] if key in _FILES and one else in_words(one) for key, one in value.items() if key not in _KEYS
        )
        return "　".join(filter(None, told))
    return value if isinstance(value, str) else json.dumps(value)


def _term(value: dict[str, Any]) -> str:
    """A term as its list has it, else by its number and unit; with its source."""
    amount, unit = value["amount"], str(value["unit"])
    words = value["words"] or ("" if amount is None else f"{amount} {_TERM_UNITS.get(unit, unit)}".strip())
    if not value["words"] and amount == 0 and unit == "workday":
        words = "即办"
    return "　".join(filter(None, (words, value.get("source", ""))))
