"""What a rule says of an item, before it is put down as a finding of its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.catalogue.findings.basis import Basis
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
