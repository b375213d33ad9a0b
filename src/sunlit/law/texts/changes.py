"""What became of each article between two versions of a law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.pairing import pair_articles
from sunlit.kernel.text import words_only
from sunlit.law.texts.labels import label_of
from sunlit.law.values import ArticleChange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.kernel.pairing import Key
    from sunlit.law.values import LawText


def articles_of(text: LawText) -> dict[Key, str]:
    """The articles of a text by (number, insert); of one printed twice the first."""
    articles: dict[Key, str] = {}
    for provision in text.provisions:
        if provision.level == "条":
            articles.setdefault((provision.number, provision.insert), provision.text)
    return articles


def article_diff(old: Mapping[Key, str], new: Mapping[Key, str]) -> tuple[ArticleChange, ...]:
    """What became of each article, in the order of the new version; a removed one stands where it was.

    An article that kept its number is the same, or changed; one whose text stands, or nearly stands, at another number
    is renumbered. Articles alike in every letter, digit and character are the same whatever their punctuation.
    """
    partner = pair_articles(old, new)
    taken = set(partner.values())
    changes: list[ArticleChange] = []
    removed = [key for key in sorted(old) if key not in taken]
    for key in sorted(new):
        before = partner.get(key)
        while removed and (removed[0] < before if before else removed[0] <= key):
            changes.append(_change(removed[0], None, old, new))
            del removed[0]
        changes.append(_change(before, key, old, new))
    changes += [_change(key, None, old, new) for key in removed]
    return tuple(changes)


def _change(before: Key | None, after: Key | None, old: Mapping[Key, str], new: Mapping[Key, str]) -> ArticleChange:
    old_label, old_text = (label_of("条", *before), old[before]) if before else ("", "")
    new_label, new_text = (label_of("条", *after), new[after]) if after else ("", "")
    if before is None:
        return ArticleChange("added", "", new_label, "", new_text, text_changed=True)
    if after is None:
        return ArticleChange("removed", old_label, "", old_text, "", text_changed=True)
    differs = words_only(old_text) != words_only(new_text)
    if before != after:
        return ArticleChange("renumbered", old_label, new_label, old_text, new_text, text_changed=differs)
    return ArticleChange("changed" if differs else "same", old_label, new_label, old_text, new_text, differs)
