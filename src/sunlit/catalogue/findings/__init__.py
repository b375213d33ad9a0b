"""Checking power lists against the law library, and the reports of what was found. Pure: no database, no clock."""

from __future__ import annotations

from sunlit.catalogue.findings.check import CheckReport, check
from sunlit.catalogue.findings.codes import CODES, Code
from sunlit.catalogue.findings.reports.as_json import render_json
from sunlit.catalogue.findings.reports.as_page import render_html
from sunlit.catalogue.findings.reports.as_workbook import write_workbook

__all__ = ["CODES", "CheckReport", "Code", "check", "render_html", "render_json", "write_workbook"]
