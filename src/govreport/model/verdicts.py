"""What became of one check of one report."""

from __future__ import annotations

import enum

from attrs import frozen


class Outcome(enum.StrEnum):
    """How a check ends."""

    PASSED = "passed"
    BROKEN = "broken"  # and every cell that takes part was read as printed
    DOUBTFUL = "doubtful"  # broken, but a cell's place was concluded; or its number has no place
    EXPLAINED = "explained"  # broken, and the report itself says why
    NOT_EVALUABLE = "not_evaluable"  # something that it needs is not there


@frozen
class Verdict:
    """One check and how it ended.

    Attributes:
        check: id of the check, the code of its findings.
        outcome: see `Outcome`.
        reason: for a check that could not be evaluated what is missing, for a doubtful one which
            cell's place is not sure, for an explained one the sentence of the report; else empty.
    """

    check: str
    outcome: Outcome
    reason: str = ""
