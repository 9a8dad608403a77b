"""The layout keeps to the conformance suite."""

from __future__ import annotations

from govreport_tabs import TabbedRows

from govreport.testing.conformance import LayoutConformance


class TestTabbedRows(LayoutConformance):
    plugin = TabbedRows
