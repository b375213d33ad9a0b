"""What to call things in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sunlit.catalogue.values import Severity

#: Gravest first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "advice": "建议"}


def dated(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"
