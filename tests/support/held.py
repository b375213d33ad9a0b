"""A folder of law files as held laws, without a database, for benches and for tests on real data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel.text import title_key
from sunlit.law.rules.chain import EndTold, Span, chain, reaches
from sunlit.law.texts import articles_of, read_law
from sunlit.law.values import HeldLaw, HeldVersion

if TYPE_CHECKING:
    from pathlib import Path

    from sunlit.law.values import LawText

_SUFFIXES = (".md", ".txt", ".docx")


def held_laws(*folders: Path) -> tuple[HeldLaw, ...]:
    """The laws of all files under the folders, versions of one title together, repeals applied."""
    by_title: dict[str, list[LawText]] = {}
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES):
            text = read_law(path.read_bytes(), path.name)
            by_title.setdefault(title_key(text.title), []).append(text)
    ends = _ends([text for texts in by_title.values() for text in texts])
    return tuple(_held(key, texts, ends.get(key, [])) for key, texts in by_title.items())


def _ends(texts: list[LawText]) -> dict[str, list[tuple[EndTold, LawText]]]:
    out: dict[str, list[tuple[EndTold, LawText]]] = {}
    for text in texts:
        for repeal in text.repeals:
            day = repeal.on or text.effective
            if day:
                told = EndTold(day, repeal.dated, f"《{text.title}》{repeal.article}", text.title)
                out.setdefault(title_key(repeal.title), []).append((told, text))
    return out


def _held(key: str, texts: list[LawText], ends: list[tuple[EndTold, LawText]]) -> HeldLaw:
    texts.sort(key=lambda t: (t.version_date or date.min))
    newest = texts[-1]
    spans = [Span(f"{key}#{n}", t.promulgated, t.version_date, t.effective, t.ends) for n, t in enumerate(texts)]
    told = [e for e, by in ends if reaches(teller=(by.kind, by.region), ended=(newest.kind, newest.region))]
    course = chain(spans, told)
    versions = tuple(
        HeldVersion(
            span.key, text.version_date, text.effective, text.effective_assumed, course.until[span.key],
            not any(w.kind in ("truncated", "gap", "no-articles") for w in text.warnings), articles_of(text),
        )
        for span, text in zip(spans, texts, strict=True)
    )  # fmt: skip
    law = HeldLaw(
        key, newest.title, tuple(dict.fromkeys(s for t in texts for s in t.short_titles)), newest.kind, newest.issuer,
        newest.region, versions, course.ended, course.ended_by,
    )  # fmt: skip
    return replace(law, promulgated=min((t.promulgated for t in texts if t.promulgated), default=None))
