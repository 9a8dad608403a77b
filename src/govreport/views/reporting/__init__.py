"""Findings of many reports in one file: lines, JSON, SARIF, JUnit, tables, feedback sheets.

Each format is a module with one function, ``write(results, stream)``; `FORMATS` names them.
"""

from __future__ import annotations

from govreport.views.reporting.entries import Checked, Selection

__all__ = ["BINARY", "FORMATS", "Checked", "Selection"]

FORMATS = {
    "concise": "lines",
    "json": "plain",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
    "csv": "table",
    "xlsx": "workbook",
    "html": "sheet",
}
"""Name of a format -> the module of this package that writes it."""

BINARY = frozenset(("xlsx",))
"""Formats that are written as bytes."""
