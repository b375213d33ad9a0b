"""What a basis cell cites, as plain values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.kernel.text import tidy
from sunlit.law.citations.folding import Folded, fold_cell
from sunlit.law.citations.titles import days_in
from sunlit.law.citations.walk import Entry, Reader
from sunlit.law.values import Citation

if TYPE_CHECKING:
    from collections.abc import Hashable


#: What leads from a number to the quoted words: a colon, 规定：, a full stop, a lone conjunction.
_LEAD = re.compile(
    r"^[\s》)）]*(?:的?(?:有关|相关)?规定(?=[\s:：,，。;；“\"]|$))?[\s:：,，、。;；]*(?:(?:和|及|与|以及|并)$)?"
)
_TRAIL = " \t\n\u3000;；,，、(（"
#: The caption of an article, as some statutes are printed: 第三条【登记】.
_CAPTION = re.compile(r"^[【\[][^】\]\n]{1,24}[】\]]\s*")
_QUOTED = re.compile(r"^“([^”]*)”[。;；]?$|^\"([^\"]*)\"[。;；]?$")
#: What may follow a citation without being the words of the law.
_NO_WORDS = re.compile(
    r"[\s()（）]*(?:等?[的之]?(?:有关|相关)?(?:规定|条款|内容|要求)?(?:进行|给予|予以)?(?:执行|办理|处理|处罚|实施)?"
    r"|全文(?:适用)?|等|略)[\s。.；;，,、()（）]*"
)
_WORDS = re.compile("[\u3007\u4e00-\u9fff]")


def read_basis(cell: str) -> tuple[Citation, ...]:
    """Every provision that a basis cell (实施依据) cites as the basis, in written order.

    One citation per law and article; a law cited as a whole has an empty `article`, an article that stands under no
    law an empty `title`. Amending decisions in the note after a title, and laws and articles named inside quoted
    words, are not the basis. A cell of any content is read in time proportional to its length; what cites nothing
    gives nothing.
    """
    folded = fold_cell(cell)
    entries = Reader(folded).read()
    return _without_repeats(entries, _citations(folded, entries))


def quoted_words(cell: str) -> str:
    """The words between two heads as a reader would copy them: tidied, lines kept, marks that only join left out."""
    lines = (tidy(line) for line in _LEAD.sub("", cell).splitlines())
    text = "\n".join(line for line in lines if line)
    text = _CAPTION.sub("", _LEAD.sub("", text)).rstrip(_TRAIL)
    whole = _QUOTED.match(text)
    text = (whole[1] or whole[2] or "") if whole else text
    return "" if _NO_WORDS.fullmatch(text) or not _WORDS.search(text) else text


def _citations(folded: Folded, entries: list[Entry]) -> list[Citation]:
    """The entries as citations. Words that follow a list belong to its last; the others say so (`with_next`)."""
    out: list[Citation] = []
    shared = False
    for entry in reversed(entries):
        text = "" if entry.with_next else quoted_words(folded.words(entry.words_from, entry.words_to))
        shared = shared if entry.with_next else bool(text)
        named, titled = entry.named, entry.law.titled
        out.append(
            Citation(
                tag=entry.law.tag,
                title=titled.title if titled else "",
                article=named.label if named else "",
                text=text,
                places=named.places if named else (),
                suggested=named.suggested if named else (),
                edition=entry.law.edition,
                edition_date=max(days_in(entry.law.edition), default=None),
                span=folded.origins(entry.start, entry.end),
                with_next=entry.with_next and shared,
            )
        )
    return out[::-1]


def _without_repeats(entries: list[Entry], citations: list[Citation]) -> tuple[Citation, ...]:
    """Each citation once: an article announced in a list takes the words quoted under its own number below."""
    out: list[Citation] = []
    announced: dict[Hashable, int] = {}
    told: set[Hashable] = set()
    for entry, citation in zip(entries, citations, strict=True):
        place = (id(entry.law), citation.places[0].of_article if citation.places else citation.article)
        waiting = announced.get(place) if citation.text else None
        if waiting is not None and _same_place(out[waiting], citation):
            named = max(out[waiting], citation, key=lambda c: len(c.article))
            out[waiting] = replace(named, text=citation.text, span=out[waiting].span)
            del announced[place]
            continue
        same = (citation.title, citation.article, citation.text)
        if same in told:
            continue
        told.add(same)
        if not citation.text and not citation.with_next:
            announced[place] = len(out)
        out.append(citation)
    return tuple(out)


def _same_place(one: Citation, other: Citation) -> bool:
    """Whether one of two citations of an article names a part of it and the other does not, or both the same."""
    return one.article.startswith(other.article) or other.article.startswith(one.article)
