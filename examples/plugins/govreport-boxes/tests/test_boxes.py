"""The layout keeps to the conformance suite."""

from __future__ import annotations

from govreport_boxes import BoxedRows

from govreport.testing.conformance import LayoutConformance


class TestBoxedRows(LayoutConformance):
    plugin = BoxedRows
