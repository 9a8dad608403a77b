"""Whether what a template claims, and the tables that it adds, can stand in a report.

Whether their rows agree with the document is seen in `govreport.tables.soundness`.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen, has

from govreport.document import Document
from govreport.model import (
    ExtraRow,
    Statistics,
    SupplementaryTable,
)
from govreport.tables.building import ReportParts
from govreport.tables.form_checks import is_table_name
from govreport.tables.forms import OFFICIAL_MODELS
from govreport.tables.table_finder import Claim, SecondClaim

USUAL = 0.5
"""Evidence of a claim that states none."""


@frozen
class PlainClaim:
    """The claim of a plugin, asked once where it stands: it cannot say something else later."""

    claim: Claim
    table: str
    form: str | None
    start: int
    end: int
    evidence: float

    def add(self, document: Document, parts: ReportParts) -> None:
        """Read the table."""
        self.claim.add(document, parts)


@frozen
class PlainSecondClaim(PlainClaim):
    """One that can stand beside another one to the same table."""

    def as_supplementary(self) -> Claim:
        """The same place as a supplementary table."""
        assert isinstance(self.claim, SecondClaim)
        return plain(self.claim.as_supplementary())


def plain(claim: Claim) -> Claim:
    """What a claim says of itself, as it says it now.

    Raises:
        ValueError: its evidence is no number from 0 to 1.
    """
    evidence = float(getattr(claim, "evidence", USUAL))
    if not 0 <= evidence <= 1:
        raise ValueError(f"its evidence is {evidence}, which is not between 0 and 1")
    kind = PlainSecondClaim if isinstance(claim, SecondClaim) else PlainClaim
    return kind(claim, claim.table, claim.form, claim.start, claim.end, evidence)


def check_place(claim: Claim, document: Document) -> None:
    """Raise a `ValueError` for a claim to no table, or to no place of the document."""
    table = claim.table
    if type(table) is not str or type(claim.form) not in (str, type(None)):
        raise ValueError("the names of its table and form are no strings")
    if table != "supplementary" and not is_table_name(table):
        raise ValueError(f"it claims the table {table!r}, which cannot be the name of one")
    if not (type(claim.start) is int and type(claim.end) is int):
        raise ValueError("it claims a place that is no pair of offsets")
    if not 0 <= claim.start < claim.end <= len(document.text):
        raise ValueError(f"it claims the place from {claim.start} to {claim.end}")


def check_tables(claim: Claim, parts: ReportParts) -> None:
    """Raise a `ValueError` for tables that the report cannot have, or that are not the claim's."""
    strange = sorted(set(parts.tables) - {claim.table})
    if strange or set(parts.extra) - {claim.table}:
        raise ValueError(f"it adds other tables than {claim.table}: {', '.join(strange)}")
    table = parts.tables.get(claim.table)
    if table is not None and not _is_table(claim.table, table):
        raise ValueError(f"it adds a {type(table).__name__} as the table {claim.table}")
    if not all(isinstance(row, ExtraRow) for rows in parts.extra.values() for row in rows):
        raise ValueError("it adds extra rows that are no ExtraRow")


def _is_table(name: str, table: Any) -> bool:
    if name == "supplementary":
        return isinstance(table, tuple) and all(isinstance(t, SupplementaryTable) for t in table)
    if name == "statistics":
        return isinstance(table, Statistics)
    return isinstance(table, OFFICIAL_MODELS[name]) if name in OFFICIAL_MODELS else has(type(table))
