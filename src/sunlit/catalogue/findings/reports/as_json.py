"""The findings as JSON, for another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.catalogue.findings.check import CheckReport

#: What a finding is made of for another program, in this order.
FIELDS = (
    "code", "severity", "file", "sheet", "row", "name", "cited", "law", "article", "held", "why", "mend",
)  # fmt: skip


def render_json(report: CheckReport) -> str:
    """A report as one JSON object: `as_of`, `items`, `counts` by code, `findings`."""
    return json.dumps(
        {
            "as_of": report.as_of.isoformat(),
            "items": report.items,
            "counts": dict(report.counts),
            "findings": [{name: getattr(found, name) for name in FIELDS} for found in report.findings],
        },
        ensure_ascii=False,
        indent=2,
    )
