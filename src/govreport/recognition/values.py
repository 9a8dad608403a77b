"""The number at a record path of a report."""

from __future__ import annotations

import re
from typing import Any

from govreport.model import Amount, AnnualReport
from govreport.model.tables import NAMED, content_of, row_at
from govreport.recognition.equations import Number

_STEP = re.compile(r"\w+|\[\d+\]")


def steps_of(path: str) -> list[str | int]:
    """The steps of a record path.

    >>> steps_of("supplementary[0].rows[2].values[1]")
    ['supplementary', 0, 'rows', 2, 'values', 1]
    """
    return [int(s[1:-1]) if s.startswith("[") else s for s in _STEP.findall(path)]


def value_at(report: AnnualReport, path: str) -> Number | None:
    """The number at a record path, of an amount its number; None where there is none."""
    if path.startswith(f"{NAMED}."):
        row, _, column = path.partition(".")[2].rpartition(".")
        found = content_of(row_at(report.tables, row), column)
        return found.value if isinstance(found, Amount) else found
    target: Any = report
    for step in _steps(report, path):
        target = _child(target, step)
        if target is None:
            return None
    return target.value if isinstance(target, Amount) else target


def _steps(report: AnnualReport, path: str) -> list[str | int]:
    head, _, rest = path.partition(".")
    if head != "statistics" or report.statistics is None:
        return steps_of(path)
    identifier, bracket, index = rest.partition("[")
    names = [indicator.identifier for indicator in report.statistics.indicators]
    column = int(index.rstrip("]")) if bracket else 0
    return ["statistics", "indicators", names.index(identifier), "values", column]


def _child(target: Any, step: str | int) -> Any:
    if isinstance(step, int) or isinstance(target, dict):
        return target[step]
    return getattr(target, step)
