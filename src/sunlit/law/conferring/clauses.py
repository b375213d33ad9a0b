"""An article cut into what can confer one power: 款, sentences, and clauses of conditions and consequences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.law.texts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what leads to it.

    Attributes:
        paragraph: the 款 it stands in.
        text: the clause as printed, without the 项 it introduces.
        start: where it begins in the article.
        deeds: its conditions: segments that end in 的, and those of the clauses before it in the same sentence.
        says: what follows the conditions.
        said_at: where `says` begins in the article.
        items: the 项 that it introduces, as printed.
        measure: it is a 项 under a head that gives power (有权采取下列措施); `head` is that head.
        head: the words of the sentence before this clause; of a 项 the head that introduces it.
    """

    paragraph: int
    text: str
    start: int
    deeds: str
    says: str
    said_at: int
    items: str = ""
    measure: bool = False
    head: str = ""


#: A head after which 项 are acts of the body named in it.
_GIVES = re.compile(
    r"(?:采取|行使|实施|决定|作出|给予)(?:以下|下列)[^，。；：]{0,12}(?:措施|职权|事项|权力|处理|处罚|处理决定)"
    r"|有权[^。；]{0,30}[：:]$|可以[^，。；]{0,20}[：:]$|下列规定[^，。；]{0,8}(?:处罚|处理|给予)"
)
_DEEDS = re.compile(r"(?:行为|情形|情况)(?:之一)?的|人民法院|设定")
_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
_CLAUSE = re.compile(r"[^；;]+[；;]?")
_SEGMENT = re.compile(r"[^，,：:]+[，,：:]?")
_CONDITION = re.compile(r"(?:的|之一|时|后|情形下|情况下)[，,：:]?$")


def clauses(article_text: str) -> Iterator[Clause]:
    """The clauses of an article in written order."""
    cursor = 0
    found = parts(article_text)
    for part in found:
        if part.level == "款":
            number = part.place.paragraph
            inner = [p.text for p in found if p.level == "项" and p.place.paragraph == number]
            cursor = max(article_text.find(part.text.split("\n", 1)[0], cursor), cursor)
            yield from _of_paragraph(number, part.text, cursor, inner)


def _of_paragraph(number: int, text: str, at: int, inner: Sequence[str]) -> Iterator[Clause]:
    head = text[: text.find(inner[0])] if inner else text
    items = text[len(head) :]
    sentences = list(_SENTENCE.finditer(head))
    for i, sentence in enumerate(sentences):
        last = i == len(sentences) - 1
        yield from _of_sentence(number, sentence[0], at + sentence.start(), items if last else "")
    if inner:
        gives = bool(_GIVES.search(head)) and not _DEEDS.search(head)
        yield from _of_items(number, inner, head, at + len(head), gives=gives)


def _of_items(number: int, items: Sequence[str], head: str, at: int, *, gives: bool) -> Iterator[Clause]:
    for text in items:
        body = re.sub(r"^[（(][^）)]{1,6}[）)]\s*", "", text.strip())
        lead = at + text.find(body)
        at += len(text) + 1
        if gives:
            yield Clause(number, body, lead, head, body, lead, measure=True, head=head)
        else:
            for clause in _of_sentence(number, body, lead, ""):
                if clause.deeds and clause.says:
                    yield Clause(
                        number, clause.text, clause.start, clause.deeds, clause.says, clause.said_at, head=head
                    )


def _of_sentence(number: int, sentence: str, at: int, items: str) -> Iterator[Clause]:
    before, conditions = "", ""
    found = list(_CLAUSE.finditer(sentence))
    for i, piece in enumerate(found):
        text = piece[0].strip()
        start = at + piece.start() + len(piece[0]) - len(piece[0].lstrip())
        own, said = _split(text)
        deeds = own if not conditions else f"{conditions}{own}"
        yield Clause(
            number,
            text,
            start,
            deeds,
            text[said:],
            start + said,
            items if i == len(found) - 1 or not before else "",
            head=before,
        )
        before += piece[0]
        conditions = conditions or own


def _split(text: str) -> tuple[str, int]:
    """The conditions of a clause, and where its consequences begin: behind the last segment that ends in 的."""
    end = 0
    for segment in _SEGMENT.finditer(text):
        if _CONDITION.search(segment[0].strip()) and segment.end() < len(text):
            end = segment.end()
    return text[:end], end
