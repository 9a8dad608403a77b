"""What is known about one code of a diagnostic."""

from __future__ import annotations

from attrs import frozen


@frozen
class Code:
    """One code: the table's row from which its page and ``govreport explain`` are made.

    Attributes:
        name: the code; it never changes its meaning.
        severities: those that occur, the usual one first.
        meaning: what it says about the report.
        example: a message as it is printed.
        remedy: what to do.
        hint: shown beside every diagnostic with this code, where that helps.
        basis: the source of the demand, where there is one.
    """

    name: str
    severities: tuple[str, ...]
    meaning: str
    example: str
    remedy: str
    hint: str | None = None
    basis: str | None = None

    @property
    def severity(self) -> str:
        """The severity where a diagnostic states none."""
        return self.severities[0]
