"""The reader keeps to the conformance suite."""

from __future__ import annotations

from govreport_csv import CsvReader

from govreport.testing.conformance import ReaderConformance


class TestCsvReader(ReaderConformance):
    plugin = CsvReader
