"""``github``: workflow commands, which the checks of a pull request show beside the lines."""

from __future__ import annotations

from typing import IO

from govreport.diagnostics import Severity
from govreport.text.spreadsheets import visible
from govreport.views.reporting.entries import Results

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(results: Results, stream: IO[str]) -> None:
    """One command a line."""
    for result in results:
        for finding in result.findings:
            values = {"title": " ".join(finding.codes), "file": result.name}
            span = finding.span
            if span is not None and span.line is not None:
                values |= {"line": str(span.line), "col": str(span.column)}
            shown = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in values.items())
            text = _escaped(f"{result.place(finding)}: {finding.message_in()}")
            stream.write(f"::{_COMMANDS[finding.severity]} {shown}::{text}\n")


def _escaped(text: str, more: str = "") -> str:
    """What would end a command or a property, in percent signs.

    >>> _escaped("50%:\\n", ":")
    '50%25%3A%0A'
    """
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return visible(text)
