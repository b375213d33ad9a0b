"""Law files read into plain values: Markdown, plain text and .docx. Pure Python; knows no library and no database."""

from __future__ import annotations

from sunlit.law.texts.changes import article_diff, articles_of
from sunlit.law.texts.opening import Unreadable
from sunlit.law.texts.parts import count_provisions, parts, text_at
from sunlit.law.texts.reading import read_law

__all__ = ["Unreadable", "article_diff", "articles_of", "count_provisions", "parts", "read_law", "text_at"]
