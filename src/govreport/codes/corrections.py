"""Corrections by people."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Corrections by people"

CODES = (
    Code(
        "correction-stale",
        ("warning",),
        meaning=(
            "A line of the corrections file speaks of this document, and the cell is printed, "
            "placed or read otherwise now, for example after the parser has learned better. "
            "The correction is not applied."
        ),
        example=("the correction by 李 is not applied: the cell prints 3 now, not 4"),
        remedy=(
            "Compare the cell with the document. If it is right now, remove the line; else "
            "correct the cell again."
        ),
        hint="compare the cell with the document and correct it again",
    ),
    Code(
        "correction-conflict",
        ("warning",),
        meaning=(
            "Several people state different things of one cell, or two numbers are said to "
            "belong to one cell. None of it is applied."
        ),
        example=(
            "requests.results.disclosed.total: 李 says 4, 王 says 5; neither is applied until "
            "one of them changes"
        ),
        remedy="Let them agree, or one of them withdraw the correction.",
        hint="let them agree, or one of them withdraw the correction",
    ),
    Code(
        "number-placed",
        ("info",),
        meaning=(
            "A number that was read without a single place stands now in the cell that a person "
            "has named. The error that named it is gone when each of its numbers has a cell; it "
            "is a note when people know the others."
        ),
        example=("李 says that 3, which was read without a place, is requests.new_requests.total"),
        remedy="Nothing.",
    ),
    Code(
        "original-error-known",
        ("info",),
        meaning=(
            "A person has compared the cell with the original and confirmed that the error is in "
            "the original. The value stays as printed, and the rule that it breaks stays broken."
        ),
        example="李 has confirmed that the original prints 3 where 4 is right",
        remedy="Nothing. Whoever publishes the report may be told.",
    ),
)
