"""款 and 项 that a list cites, held against the article: are they there, and are the words theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.findings.quotation import TELLING, Standing, bare, compare, pieces, segments
from sunlit.kernel.numerals import write_numeral
from sunlit.law.texts import parts, text_at
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


def absent_part(text: str, place: Place) -> str:
    """What an article surely does not have of a cited place, in words: 第三款, 第（五）项; empty if nothing is missing.

    An article printed as one paragraph of several sentences may have lost its line breaks: its 款 prove nothing.
    """
    found = parts(text)
    paragraphs = max((p.place.paragraph for p in found), default=0)
    if place.paragraph > paragraphs:
        joined = paragraphs <= 1 and text.rstrip("。").count("。") > 0
        return "" if joined else f"第{write_numeral(place.paragraph)}款"
    if place.item and text_at(text, Place(0, paragraph=place.paragraph, item=place.item)) is None:
        listed = [p for p in found if p.place.item and place.paragraph in (0, p.place.paragraph)]
        return f"第（{write_numeral(place.item)}）项" if listed else ""
    return ""


def paragraph_quoted(quoted: str, text: str, cited: Sequence[Place]) -> int:
    """The one 款 that quoted words are, where no cited 款 holds any of them; 0 where that cannot be said.

    Only words long enough to tell anything are looked at, and only where every cited place names a 款 that is there.
    """
    whole = {p.place.paragraph: p.text for p in parts(text) if p.level == "款"}
    if not cited or not all(p.paragraph in whole for p in cited):
        return 0
    telling = [p for s in segments(quoted) for p in pieces(s) if len(bare(p)) >= TELLING]
    own = [whole[p.paragraph] for p in cited]
    if not telling or any(compare(piece, o).standing is Standing.FAITHFUL for piece in telling for o in own):
        return 0
    holding = [n for n, words in whole.items() if compare(quoted, words).standing is Standing.FAITHFUL]
    return holding[0] if len(holding) == 1 else 0
