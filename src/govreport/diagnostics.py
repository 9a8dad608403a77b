"""Diagnostics: everything the parser concluded, doubted or left out, in words and with a place."""

from __future__ import annotations

import enum

from attrs import field, frozen

from govreport.document import Span


class Severity(enum.StrEnum):
    """How much a finding matters to somebody who uses the numbers."""

    ERROR = "error"  # a printed number is not in the model
    WARNING = "warning"  # a number or its place was concluded, or a rule is broken
    INFO = "info"  # worth knowing; no number depends on it


@frozen
class Diagnostic:
    """One finding about one place of a report.

    Attributes:
        code: stable identifier, an entry of the catalogue in ``docs/diagnostics.md``
            or a rule id of the consistency rules (``R1`` ... ``P9``).
        severity: see `Severity`.
        message: one sentence for a person.
        span: the place in the document, when there is one.
        hint: what to do about it, where that helps.
        path: the record path concerned, when there is one.

    >>> from govreport.diagnostics import Diagnostic, Severity
    >>> finding = Diagnostic("label-lost", Severity.WARNING, "three values without a label")
    >>> str(finding)
    'warning[label-lost]: three values without a label'
    """

    code: str
    severity: Severity = field(converter=Severity)
    message: str
    span: Span | None = None
    hint: str | None = None
    path: str | None = None

    def __str__(self) -> str:
        """Show the finding on one line, without its place."""
        return f"{self.severity.value}[{self.code}]: {self.message}"
