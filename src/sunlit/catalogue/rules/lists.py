"""When lists may be handed in and findings accepted: plain values in, a refusal or a value out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.canonical import digest
from sunlit.kernel.refusal import Refusal
from sunlit.kernel.text import squeeze, words_only

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What one submission may hold: a department's folder, not a disk.
MOST_FILES = 500
MOST_BYTES = 200 * 1024 * 1024
#: A reason nobody can weigh later is no reason.
SHORTEST_REASON = 4
LONGEST_REASON = 500


class NothingHandedIn(Refusal):
    """No file was given."""

    code: ClassVar[str] = "nothing-handed-in"
    words: ClassVar[str] = "没有选择文件：请选择一个或多个权责清单工作簿。"


class TooMuchHandedIn(Refusal):
    """More than one submission may hold."""

    code: ClassVar[str] = "too-much-handed-in"
    words: ClassVar[str] = "一次最多提交 {most_files} 个文件、共 {most_megabytes} MB，请分批提交。"


class NoReasonGiven(Refusal):
    """A finding is accepted for a reason somebody else can weigh."""

    code: ClassVar[str] = "no-reason-given"
    words: ClassVar[str] = "请写明接受的理由（{shortest} 至 {longest} 字），以便日后复核。"


class AlreadyAccepted(Refusal):
    """Two accepted the same finding; the first stands."""

    code: ClassVar[str] = "already-accepted"
    words: ClassVar[str] = "该问题已于{on}被接受，理由见该条；如需更改，请先撤回。"


class NotAccepted(Refusal):
    """There is no standing acceptance to take back."""

    code: ClassVar[str] = "not-accepted"
    words: ClassVar[str] = "该问题当前没有被接受，或已被他人撤回。"


class CheckStillRunning(Refusal):
    """One check of a submission at a time."""

    code: ClassVar[str] = "check-still-running"
    words: ClassVar[str] = "这批清单正在核查，请等待完成后再重新核查。"


def require_fit(sizes: Sequence[int]) -> None:
    """Let pass a number of files, by their sizes in bytes, that one submission may hold.

    Raises:
        NothingHandedIn: none.
        TooMuchHandedIn: too many, or too large together.
    """
    if not sizes:
        raise NothingHandedIn
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise TooMuchHandedIn(most_files=MOST_FILES, most_megabytes=MOST_BYTES // 1024 // 1024)


def reason_given(words: str) -> str:
    """The reason, trimmed.

    Raises:
        NoReasonGiven: too short to weigh, or too long to read.
    """
    reason = words.strip()
    if not len(squeeze(reason)) >= SHORTEST_REASON or len(reason) > LONGEST_REASON:
        raise NoReasonGiven(shortest=SHORTEST_REASON, longest=LONGEST_REASON)
    return reason


def matter_of(code: str, unit: str, name: str, cited: str) -> str:
    """What a finding is about, whatever its evidence: the same matter found again next year has the same digest."""
    return digest([code, words_only(unit), words_only(name), words_only(cited)])


def evidence_of(matter: str, *, quoted: str, law: str, article: str, held: str) -> str:
    """What a finding rests on: changes with the words in the list or the held text, not with file name or row."""
    return digest([matter, words_only(quoted), law, article, words_only(held)])
