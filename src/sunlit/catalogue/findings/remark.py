"""What a rule says of an item, before it is put down as a finding of its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined
    from sunlit.catalogue.values import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a rule has to say. The fields are those of `catalogue.values.Finding`.

    Attributes:
        severity: where the case is milder or graver than the code's own; None for the code's own.
    """

    why: str
    mend: str
    cited: str = ""
    law: str = ""
    article: str = ""
    held: str = ""
    quoted: str = ""
    column: str = "basis"
    severity: Severity | None = None


def no_column(of: Examined, words: Sequence[str]) -> str:
    """That a sheet has no column of these names; where headers were not understood, that none was recognised."""
    names = "、".join(f"“{word}”" for word in words)
    columns = names + ("一栏" if len(words) == 1 else "各栏")
    if not of.unread_headers:
        return f"该表没有{columns}"
    return f"该表没有识别出{columns}（未识别的表头：{'、'.join(of.unread_headers[:5])}）"


def of_basis(
    basis: Basis,
    why: str,
    mend: str,
    *,
    article: str | None = None,
    held: str = "",
    law: str | None = None,
    severity: Severity | None = None,
    with_quotation: bool = False,
) -> Remark:
    """A remark on one basis: cited as written, with the held law and the canonical article it speaks of."""
    return Remark(
        why, mend,
        cited=basis.cited,
        law=(basis.law.title if basis.law else "") if law is None else law,
        article=basis.article if article is None else article,
        held=held,
        quoted=basis.quoted if with_quotation else "",
        severity=severity,
    )  # fmt: skip
