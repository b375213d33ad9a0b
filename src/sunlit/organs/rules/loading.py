"""When an organs workbook may be loaded."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal


class UnreadableOrgans(Refusal):
    """A file that is no organs workbook at all."""

    code: ClassVar[str] = "unreadable-organs"
    words: ClassVar[str] = "{file} 没有载入：{reason}"


class FaultyOrgans(Refusal):
    """A workbook with rows that are wrong; `count` of them, the first one told. Nothing of it was loaded."""

    code: ClassVar[str] = "faulty-organs"
    words: ClassVar[str] = "{file} 没有载入：共 {count} 处不对，第一处在“{sheet}”表第 {row} 行“{column}”：{reason}。"
