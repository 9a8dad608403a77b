"""Frames, panels, files and checks for a type checker."""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import govreport
from govreport.checks import Examination, check, compare
from govreport.document import Span
from govreport.model import Verdict

first = govreport.read("2022.txt")
second = govreport.read("2023.txt")

found = check(second)
assert_type(found, Examination)
assert_type(found.verdicts, tuple[Verdict, ...])
assert_type(compare(first, second), Examination)

for diagnostic in found.findings:
    assert_type(diagnostic.code, str)
    assert_type(diagnostic.message, str)
    assert_type(diagnostic.span, Span | None)
    if diagnostic.span is not None:
        assert_type(diagnostic.span.line, int | None)

assert_type(govreport.to_json(first), str)
assert_type(govreport.to_dict(first), dict[str, Any])
assert_type(govreport.from_json("{}"), govreport.AnnualReport)


def paths(folder: Path) -> list[str]:
    """Record paths over a folder."""
    return [
        record.path
        for file in sorted(folder.glob("*.docx"))
        for one in govreport.read_all(file)
        if isinstance(one, govreport.AnnualReport)  # a file that is not read is an error, not a gap
        for record in govreport.records(one)
    ]
