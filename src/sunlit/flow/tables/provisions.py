"""依据 in a cell: 《…》第…条；《…》第…条第…款."""

from __future__ import annotations

import re

from sunlit.flow.tables.spelling import Unclear, is_exact, read_exact, spell
from sunlit.flow.values import StepBasis
from sunlit.kernel.plain import NotPlain, from_plain, to_plain
from sunlit.kernel.text import squeeze
from sunlit.law.citations import plain_title, read_basis

#: Longer than the bases of any one step.
_LONGEST = 8_000
_BETWEEN = re.compile(r"[；;\n]+")
#: Characters of the words that may stand around citations and say no more: 依照、根据、的规定.
_JOINED = " \t\u3000、，,和及与依照根据按的规定"
_TITLED = re.compile(r"《(.+)》(.*)", re.DOTALL)


def print_bases(bases: tuple[StepBasis, ...]) -> str:
    """The provisions as a cell has them."""
    plain = "；".join(f"《{basis.title}》{basis.article}" for basis in bases)
    return spell(to_plain(bases), plain, lambda cell: to_plain(read_bases(cell)))


def read_bases(cell: str) -> tuple[StepBasis, ...]:
    """The provisions a cell cites; articles in canonical form, several articles of one law as several.

    Raises:
        Unclear: a piece is no citation of a law.
    """
    if is_exact(cell):
        try:
            value = read_exact(cell)
            return tuple(from_plain(StepBasis, one) for one in value) if isinstance(value, list) else _no(cell)
        except NotPlain:
            return _no(cell)
    if len(cell) > _LONGEST:
        return _no(cell)
    pieces = filter(None, (piece.strip(" \t\u3000。，,、") for piece in _BETWEEN.split(cell)))
    return tuple(basis for piece in pieces for basis in _cited(piece))


def _cited(piece: str) -> tuple[StepBasis, ...]:
    found = _TITLED.fullmatch(piece)
    if found and not squeeze(found[2]):
        return (StepBasis(title=plain_title(found[1])),)
    citations = read_basis(piece)
    whole = all(citation.title and citation.places and not citation.text for citation in citations)
    if not citations or not whole or _left_over(piece, [citation.span for citation in citations]):
        return _no(piece)
    return tuple(
        StepBasis(title=plain_title(citation.title), article=str(place))
        for citation in citations
        for place in citation.places
    )


def _left_over(piece: str, spans: list[tuple[int, int]]) -> bool:
    """Whether words of a piece are in no citation."""
    at = 0
    for start, end in (*spans, (len(piece), len(piece))):
        if piece[at:start].strip(_JOINED):
            return True
        at = end
    return False


def _no(words: str) -> tuple[StepBasis, ...]:
    message = f"“{words[:30]}”读不出是哪部法律的哪一条：写作《法律全称》第几条第几款，几处用分号隔开"
    raise Unclear(message)
