"""The sums of the official form (R1, R2, R3, R5) as equations between record paths.

They choose between two readings of one cell and never change a printed number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TypeAlias

from govreport.model.rules import APPLICANTS, BLOCKS, COLUMNS, OUTCOMES, Equation

Number: TypeAlias = int | Decimal

_RESULTS = "requests.results."
_TOTAL = "requests.results.total"
_COMBINED = "requests.results.other_handling.combined"


def equations(paths: Collection[str]) -> Iterator[Equation]:
    """Every equation whose cells are all among ``paths``, the record paths of a report."""
    known = set(paths)
    for equation in (*_rows(known), *_columns(known), *_blocks()):
        if known.issuperset(equation.paths):
            yield equation


def _rows(known: set[str]) -> Iterator[Equation]:
    for path in sorted(known):
        row, _, column = path.rpartition(".")
        if column == "total" and row.startswith("requests."):
            yield Equation("R3", (path,), tuple(f"{row}.{name}" for name in APPLICANTS))


def _columns(known: set[str]) -> Iterator[Equation]:
    rows = {path.rpartition(".")[0] for path in known if path.startswith(_RESULTS)}
    leaves = sorted(rows - {_TOTAL})
    if _COMBINED in rows:  # the one row of the 2019 form stands for the three of 2021
        group = _COMBINED.rpartition(".")[0]
        leaves = [row for row in leaves if row == _COMBINED or not row.startswith(group)]
    for column in COLUMNS:
        total = f"{_TOTAL}.{column}"
        yield Equation(
            "R1",
            (f"requests.new_requests.{column}", f"requests.carried_over.{column}"),
            (total, f"requests.carried_forward.{column}"),
        )
        if leaves:
            yield Equation("R2", (total,), tuple(f"{row}.{column}" for row in leaves))


def _blocks() -> Iterator[Equation]:
    for block in BLOCKS:
        path = f"review_and_litigation.{block}"
        yield Equation("R5", (f"{path}.total",), tuple(f"{path}.{name}" for name in OUTCOMES))
