"""Reads the words in use: the city's own, else the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier.models.messages import OwnWords
from sunlit.courier.templates import TEMPLATES, Words
from sunlit.courier.values import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def words_in_use() -> Mapping[tuple[str, Language], Words]:
    """By template and language. One statement."""
    own = {(one.kind, Language(one.language)): Words(one.said, one.brief) for one in OwnWords.objects.all()}
    return {
        (code, language): own.get((code, language), words)
        for code, template in TEMPLATES.items()
        for language, words in template.words.items()
    }
