"""What a loading comes to, for a page, a screen, or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.law.intake.records import FileTaken, LoadingSeen
from sunlit.law.texts import count_provisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sunlit.law.intake.records import Ending, Step
    from sunlit.law.values import LawText


def seen(steps: Sequence[Step], endings: Iterable[Ending] = ()) -> LoadingSeen:
    """The files in order with what became of each, and their counts, new or not; refused ones count as files alone."""
    taken = [step for step in steps if step.outcome != "refused"]
    return LoadingSeen(
        files=tuple(_file(step) for step in steps),
        instruments=len({step.law.key for step in taken if step.law}),
        versions=len({step.version.key for step in taken if step.version}),
        provisions=count_provisions(_texts(taken).values()),
        added_instruments=sum(step.outcome == "new-law" for step in taken),
        added_versions=sum(step.outcome in ("new-law", "new-version") for step in taken),
        endings=tuple(endings),
    )


def changed(steps: Iterable[Step]) -> bool:
    """Whether anything is to be written."""
    return any(step.outcome not in ("held", "refused") for step in steps)


def _texts(taken: Iterable[Step]) -> dict[tuple[UUID, str], LawText]:
    """The texts of a loading, one met twice taken once."""
    return {
        (step.version.key, step.file.digest): step.file.text for step in taken if step.version and step.file.text
    }


def _file(step: Step) -> FileTaken:
    text, version = step.file.text, step.version
    return FileTaken(
        name=step.file.name, outcome=step.outcome, title=text.title if text else "",
        law=step.law.key if step.law else None, version=version.key if version else None,
        dated=version.dated if version else None, effective=version.effective if version else None,
        effective_assumed=bool(version and version.effective_assumed), articles=len(step.file.articles),
        changes=step.changes, reason=step.reason, warnings=text.warnings if text else (),
    )  # fmt: skip
