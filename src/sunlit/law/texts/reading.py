"""Reading one law file from its bytes to a `LawText`."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from sunlit.kernel.text import squeeze
from sunlit.law.rules import region_of
from sunlit.law.texts.doubts import doubts_of
from sunlit.law.texts.effect import effect_of, first_effect, repeals_of
from sunlit.law.texts.history import days_in, events_in, is_note, split_head, sum_up
from sunlit.law.texts.issuer import maker_of
from sunlit.law.texts.lines import clean
from sunlit.law.texts.opening import open_file
from sunlit.law.texts.skeleton import take_apart
from sunlit.law.texts.title import short_titles_of, title_of
from sunlit.law.values import LawText

if TYPE_CHECKING:
    from datetime import date

    from sunlit.law.texts.history import History
    from sunlit.law.texts.skeleton import Skeleton

_CLOSING_LINES = 8
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")


def read_law(data: bytes, name: str) -> LawText:
    """One version of a law, from the bytes of one Markdown, plain-text or .docx file.

    What the file is, its content decides. What the text does not show stays empty and is warned about; nothing is
    guessed from the folder, and from the name only the day of the version, where the history ends before it.

    Args:
        data: the whole file.
        name: its name with its folders as given; for messages, the version's day and, at the last, the title.

    Raises:
        Unreadable: the file is no text of this kind (PDF, picture, old .doc, encrypted, oversized, empty…).
    """
    opened = open_file(data, name)
    lines, front = clean(opened.lines)
    skeleton = take_apart(lines)
    title = title_of(skeleton.head, front, name)
    notes, preamble = _head(skeleton, title.lines)
    closing = skeleton.annex[:_CLOSING_LINES] if skeleton.provisions else preamble[-_CLOSING_LINES:]
    told = [*notes, *(line for line in closing if is_note(line))]
    events = events_in(told)
    history = sum_up(events)
    version_date, dated_by = _version(history, name)
    articles = [provision for provision in skeleton.provisions if provision.level == "条"]
    maker = maker_of(title.notice or title.text, [title.notice, *told], events)
    effect = effect_of(articles, told, history, version_date)
    began = first_effect(articles, told, history)
    return LawText(
        title=title.text,
        short_titles=short_titles_of(title.text, title.notice, [*notes, *preamble]),
        kind=maker.kind,
        issuer=maker.issuer,
        region=maker.region if maker.issuer else _region(title.text),
        promulgated=history.promulgated,
        amended=history.amended,
        version_date=version_date,
        effective=effect.day,
        effective_assumed=effect.assumed,
        notes=tuple(notes),
        provisions=skeleton.provisions,
        preamble="\n".join(preamble),
        repeals=repeals_of(articles, told, began),
        warnings=doubts_of(
            skeleton,
            cut=opened.cut,
            kind=maker.kind,
            version_date=version_date,
            effect=effect,
            tells_effect=began is not None or bool(history.effect),
        ),
        dated_by=dated_by,
        ends=effect.ends,
        annex="\n".join(skeleton.annex),
    )


def _head(skeleton: Skeleton, title_lines: set[int]) -> tuple[list[str], list[str]]:
    """The history and the preamble. A text without articles is all preamble behind the notes it begins with."""
    info_end = next((i for i, line in enumerate(skeleton.head) if line.mark == "end"), None)
    kept = [(i, line) for i, line in enumerate(skeleton.head) if i not in title_lines and line.text]
    if not skeleton.provisions and info_end is None:
        notes = [line.text for _, line in takewhile(lambda pair: is_note(pair[1].text), kept)]
        return notes, [line.text for _, line in kept[len(notes) :]]
    before = None if info_end is None else sum(i < info_end for i, _ in kept)
    return split_head([line.text for _, line in kept], before)


def _region(title: str) -> str:
    """The province or city with which the title of a text begins whose maker is not shown."""
    region = region_of(title)
    return region.province + region.city


def _version(history: History, name: str) -> tuple[date | None, Literal["", "notes", "file-name"]]:
    """The day of the version: the last change the history tells, or the later day in the file's name."""
    told = max(history.amended, default=history.promulgated)
    stem = squeeze(name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = _COMPACT_DAY.sub(r"\1-\2-\3", stem)
    named = max((day for _, _, day in days_in(stem)), default=None)
    if named and (told is None or named > told):
        return named, "file-name"
    return told, "notes" if told else ""
