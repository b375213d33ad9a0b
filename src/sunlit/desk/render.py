"""Values into words: what a refusal says, and what stored codes are called on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from sunlit.kernel.refusal import Refusal


def in_words(refusal: Refusal) -> str:
    """The sentence of a refusal in the reader's language, with its facts filled in."""
    return gettext(type(refusal).words).format(**refusal.facts)
