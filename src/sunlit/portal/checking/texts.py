"""Which version of a law spoke on a day, and what two versions differ in, article by article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sunlit.kernel.pairing import pair_articles
from sunlit.portal.checking.naming import article_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.noticeboard.values import PublicArticle, PublicLaw


@dataclass(frozen=True, slots=True)
class Compared:
    """One article in two versions of its law.

    Attributes:
        label: in the newer one; in the older where the newer has it no more. before: in the older, where it is another.
        old, new: its texts; empty where it was added, or is gone.
    """

    change: Literal["changed", "added", "removed", "renumbered"]
    label: str
    before: str
    old: str
    new: str


def in_force(law: PublicLaw, day: date) -> bool:
    """Whether a version spoke on a day; one whose days are not known spoke on every day."""
    return (law.effective is None or law.effective <= day) and (law.until is None or day < law.until)


def order(law: PublicLaw) -> tuple[date, date]:
    """Versions from the earliest on, by the day they took effect, else by their date."""
    return law.effective or law.dated or date.min, law.dated or date.min


def on_day(versions: Iterable[tuple[str, PublicLaw]], day: date) -> tuple[str, PublicLaw] | None:
    """The version that spoke on a day, the latest of several; None where none of those held did."""
    return max(((key, law) for key, law in versions if in_force(law, day)), key=lambda one: order(one[1]), default=None)


def compared(older: PublicLaw, newer: PublicLaw) -> tuple[Compared, ...]:
    """The articles two versions differ in, in the order of the newer; one that is gone stands where it was."""
    old, new = _articles(older), _articles(newer)
    partner = pair_articles(*({key: a.text for key, a in some.items()} for some in (old, new)))
    taken = set(partner.values())
    gone = [key for key in sorted(old) if key not in taken]
    out: list[Compared] = []
    for key in sorted(new):
        before = partner.get(key)
        while gone and gone[0] < (before or key):
            out.append(_removed(old[gone.pop(0)]))
        if before is None:
            out.append(Compared("added", new[key].label, "", "", new[key].text))
        elif before != key or old[before].text != new[key].text:
            label = old[before].label if before != key else ""
            how: Literal["changed", "renumbered"] = "renumbered" if label else "changed"
            out.append(Compared(how, new[key].label, label, old[before].text, new[key].text))
    return (*out, *(_removed(old[key]) for key in gone))


def _removed(article: PublicArticle) -> Compared:
    return Compared("removed", article.label, "", article.text, "")


def _articles(law: PublicLaw) -> dict[tuple[int, int], PublicArticle]:
    found: dict[tuple[int, int], PublicArticle] = {}
    for article in law.articles:
        key = article_key(article.label) if article.level == "条" else None
        if key is not None:
            found.setdefault(key, article)
    return found
