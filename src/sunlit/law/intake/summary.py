"""What a loading comes to, for a page, a screen, or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.law.intake.records import FileTaken, LoadingSeen
from sunlit.law.values import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.law.intake.records import Ending, Step


def seen(steps: Sequence[Step], endings: Iterable[Ending] = ()) -> LoadingSeen:
    """The files in order with what became of each, and their counts, new or not; refused ones count as files alone."""
    taken = [step for step in steps if step.outcome != "refused"]
    return LoadingSeen(
        files=tuple(_file(step) for step in steps),
        instruments=len({step.law.key for step in taken if step.law}),
        versions=len({step.version.key for step in taken if step.version}),
        provisions=_counts(taken),
        added_instruments=sum(step.outcome == "new-law" for step in taken),
        added_versions=sum(step.outcome in ("new-law", "new-version") for step in taken),
        endings=tuple(endings),
    )


def changed(steps: Iterable[Step]) -> bool:
    """Whether anything is to be written."""
    return any(step.outcome not in ("held", "refused") for step in steps)


def _counts(taken: Iterable[Step]) -> dict[str, int]:
    """The provisions of the files, a text met twice counted once."""
    met = {(step.version.key, step.file.digest): step.file.counts for step in taken if step.version}
    return {level: sum(counts[level] for counts in met.values()) for level in LEVELS}


def _file(step: Step) -> FileTaken:
    text, version = step.file.text, step.version
    return FileTaken(
        name=step.file.name, outcome=step.outcome, title=text.title if text else "",
        law=step.law.key if step.law else None, version=version.key if version else None,
        dated=version.dated if version else None, effective=version.effective if version else None,
        effective_assumed=bool(version and version.effective_assumed), articles=len(step.file.articles),
        changes=step.changes, reason=step.reason, warnings=text.warnings if text else (),
    )  # fmt: skip
