"""The status of a printed cell: one definition for every kind of table."""

from __future__ import annotations

from govreport.model import Status
from govreport.text.cells import Reading


def status_of(reading: Reading | None, *, certain: bool = True) -> Status:
    """The status of a cell that has its place.

    Args:
        reading: what the cell says, None for a blank one.
        certain: whether its row and column are known without inference.

    >>> from govreport.text.cells import read_cell
    >>> status_of(read_cell("7")).value, status_of(None).value, status_of(read_cell("/")).value
    ('read', 'blank', 'not_applicable')
    """
    if reading is None:
        return Status.BLANK
    if reading.kind == "number":
        return Status.READ if certain else Status.INFERRED
    return Status.NOT_APPLICABLE if reading.kind == "placeholder" else Status.NOT_A_NUMBER
