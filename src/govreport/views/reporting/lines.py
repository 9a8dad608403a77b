"""``concise``: one finding a line, as compilers print them."""

from __future__ import annotations

from typing import IO

from govreport.language import say
from govreport.views.findings import printable
from govreport.views.reporting.entries import Results


def write(results: Results, stream: IO[str]) -> None:
    """``file:line:column: severity[codes]: message``."""
    for result in results:
        for finding in result.findings:
            head = f"{say(finding.severity.value)}[{', '.join(finding.codes)}]"
            line = f"{result.place(finding)}: {head}: {finding.message_in()}"
            stream.write(printable(line) + "\n")
