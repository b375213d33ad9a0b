"""Plain values of the catalogue: lists as read, findings, and what an edition of a power says."""

from __future__ import annotations

from sunlit.catalogue.values.lists import (
    COLUMNS,
    Finding,
    FormRow,
    Heading,
    ListedItem,
    ReadLists,
    Remark,
    Severity,
    Told,
    Unread,
)
from sunlit.catalogue.values.powers import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    Further,
    Material,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
    Term,
)

__all__ = [
    "COLUMNS", "Basis", "Channel", "Disclosure", "DiscretionStep", "FeeItem", "Finding", "FormRow", "Further",
    "Heading", "ListedItem", "Material", "PowerContent", "ReadLists", "Remark", "Remedies", "Severity", "Showing",
    "StepPost", "Term", "Told", "Unread",
]  # fmt: skip
