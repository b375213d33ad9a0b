"""Law files as texts, with the digest by which the same words are known again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.kernel.text import words_only
from sunlit.law.texts import Unreadable, articles_of, count_provisions, read_law

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sunlit.law.intake.records import Articles
    from sunlit.law.values import LawText, Level

#: No title of a law is longer (the table's column is as wide); what claims to be one is none.
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: the law it tells, or the reason why it tells none, with what to do.

    Attributes:
        articles: first text under each (number, insert).
        digest: of the words; see `words_digest`.
        counts: provisions by level, 款, 项 and 目 included.
    """

    name: str
    text: LawText | None
    articles: Articles
    digest: str = ""
    counts: Mapping[Level, int] = field(default_factory=dict)
    reason: str = ""


def read_files(
    files: Sequence[tuple[str, bytes]], *, progress: Callable[[int, int], None] | None = None
) -> tuple[ReadFile, ...]:
    """Read files (name, bytes) in their order; `progress` is told how many of how many are done."""
    out = []
    for i, (name, data) in enumerate(files, 1):
        out.append(_read(name, data))
        if progress:
            progress(i, len(files))
    return tuple(out)


def words_digest(articles: Articles, otherwise: str = "") -> str:
    """SHA-256 over the words of the articles alone: files that differ in punctuation, space and width agree.

    A text without articles is known by `otherwise`.
    """
    sha = hashlib.sha256()
    for (number, insert), text in articles.items():
        sha.update(f"\n{number}.{insert}\t{words_only(text)}".encode())
    if not articles:
        sha.update(words_only(otherwise).encode())
    return sha.hexdigest()


def _read(name: str, data: bytes) -> ReadFile:
    try:
        text = read_law(data, name)
    except Unreadable as error:
        return ReadFile(name, None, {}, reason=f"{error.reason}。{error.remedy}。")
    if not text.title or len(text.title) > LONGEST_TITLE:
        return ReadFile(name, None, {}, reason="没有可辨认的标题：请在正文第一行写明法规全称。")
    articles = articles_of(text)
    return ReadFile(name, text, articles, words_digest(articles, text.preamble + text.annex), count_provisions([text]))
