"""The argument ``corrections=`` of the functions that read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias, Union

from govreport.model import AnnualReport, Correction

if TYPE_CHECKING:
    from govreport.corrections.lines import CorrectionsFile

Corrections: TypeAlias = Union[
    str, "os.PathLike[str]", "CorrectionsFile", "tuple[Correction, ...]", "list[Correction]"
]
"""A path, a file that was loaded, or the corrections themselves."""


def loaded(corrections: Corrections | None) -> tuple[Correction, ...]:
    """The corrections that the argument means.

    Raises:
        InvalidCorrections: the file cannot be used.

    >>> loaded(None)
    ()
    """
    from govreport.corrections.lines import CorrectionsFile, load

    if corrections is None:
        return ()
    if isinstance(corrections, CorrectionsFile):
        return corrections.checked()
    if isinstance(corrections, str | os.PathLike):
        return load(corrections).checked()
    return tuple(corrections)


def corrected(
    report: AnnualReport, corrections: Corrections | None, text: str | None = None
) -> AnnualReport:
    """The report with its corrections; ``text`` is that of a report parsed from a text."""
    if not corrections:
        return report
    from govreport.corrections.applying import apply
    from govreport.corrections.hashing import content_hash

    found = loaded(corrections)
    return apply(report, found, content_hash(report, text))
