"""Golden documents of a plugin: what its author read in a document with their own eyes.

The pages of the conformance suite are made from the plugin under test, so they cannot show that
it takes one row for another. A golden document can: it says for each record path what is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from govreport.api import parse, read
from govreport.document import Document
from govreport.model import AnnualReport, Value
from govreport.pipeline import parse_document
from govreport.readers import open_document
from govreport.records import records

Printed: TypeAlias = "tuple[int | str | None, str | None]"
"""A number (a string for one with a fraction) or None, and its unit or None."""


@frozen
class Golden:
    """A document, and by hand what stands in the cells of its tables.

    Attributes:
        document: the text, the bytes or the path of a file, or a `Document`.
        expected: record path -> (value, unit): an int, a number with a fraction as a string, or
            None for a cell without a number; the unit as the report or its form states it.
        complete: whether these are all the cells of its tables.

    >>> golden = Golden("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
    ...     "信息内容 | 本年处理决定数量 |\\n行政处罚 | 12 |\\n行政强制 | 0 |\\n", {
    ...     "proactive_disclosure.penalties.decisions": (12, "件"),
    ...     "proactive_disclosure.coercive_measures.decisions": (1, "件"),
    ... })
    >>> golden.differences(golden.read())
    ['proactive_disclosure.coercive_measures.decisions: expected 1 件, read 0 件']
    """

    document: str | bytes | Path | Document
    expected: Mapping[str, Printed]
    complete: bool = True

    def read(self) -> AnnualReport:
        """The document as it is read with the plugins that are installed."""
        if isinstance(self.document, Document):
            return parse_document(self.document)
        if isinstance(self.document, bytes):
            return parse_document(open_document(self.document))
        return read(self.document) if isinstance(self.document, Path) else parse(self.document)

    def differences(self, report: AnnualReport) -> list[str]:
        """One sentence for each cell that is not as expected."""
        cells = {r.path: r for r in records(report) if not r.path.startswith("narrative.")}
        found = []
        for path, (value, unit) in self.expected.items():
            wanted = Decimal(value) if isinstance(value, str) else value
            record = cells.pop(path, None)
            if record is None:
                found.append(f"{path}: expected {_said(wanted, unit)}, not read")
            elif (record.value, record.unit) != (wanted, unit):
                read = _said(record.value, record.unit)
                found.append(f"{path}: expected {_said(wanted, unit)}, read {read}")
        if self.complete:
            found += [
                f"{path}: read {_said(record.value, record.unit)}, not expected"
                for path, record in cells.items()
            ]
        return found


def _said(value: Value, unit: str | None) -> str:
    return "no number" if value is None else f"{value} {unit or 'without a unit'}"
