"""The words of every template, as the city has set them or as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import policies
from sunlit.courier.models.wording import words_in_use
from sunlit.courier.templates import TEMPLATES
from sunlit.courier.values import WordingSeen

if TYPE_CHECKING:
    from sunlit.organs.values import Viewer


def wordings(viewer: Viewer) -> tuple[WordingSeen, ...]:
    """Every template in every language, in the order of the register. One statement.

    Raises:
        NotAllowed: whoever looks may not word them.
    """
    policies.require_wording_seen(viewer)
    return tuple(
        WordingSeen(
            kind=kind, language=language, said=words.said, brief=words.brief,
            own=words != TEMPLATES[kind].words[language], parameters=tuple(sorted(TEMPLATES[kind].parameters)),
        )
        for (kind, language), words in words_in_use().items()
    )  # fmt: skip
