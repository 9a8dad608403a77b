"""What a person says about one cell: a misreading set right, an error of the original, a check."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

from govreport.model.values import Value


class CorrectionKind(enum.StrEnum):
    """What a person found when they compared a cell with the document."""

    READING_ERROR = "reading_error"  # the parser read it wrongly; the corrected value counts
    ORIGINAL_ERROR = "original_error"  # read as printed, and printed wrongly: stays as it is
    CONFIRMED = "confirmed"  # read as printed, and the person says so
    WITHDRAWN = "withdrawn"  # the same person takes back what they said of this cell


@frozen
class Correction:
    """One person's word about one cell of one document.

    Attributes:
        content_hash: ``"sha256:..."`` of the document's bytes (of the text's UTF-8 for a text).
        path: record path of the cell as it was read, ``unplaced.requests[0]`` for a number
            without a place.
        raw: the cell as printed.
        start: offset of the cell in the document's text.
        end: offset behind it.
        value_read: the value that the parser read.
        value: the value that is right, by ``kind``: the corrected one, the one that the original
            should have printed (or None), the one that is confirmed.
        kind: see `CorrectionKind`.
        who: who says so.
        when: when, in ISO 8601.
        why: the reason in words.
        parser_version: version of govreport that read ``value_read``.
        target: for an unplaced number the record path where it belongs.

    >>> Correction("sha256:0", "requests.new_requests.total", "1", 0, 1, 1, 7,
    ...            CorrectionKind.READING_ERROR, "Li").changes_value
    True
    """

    content_hash: str
    path: str
    raw: str
    start: int | None
    end: int | None
    value_read: Value
    value: Value
    kind: CorrectionKind = field(converter=CorrectionKind)
    who: str
    when: str = ""
    why: str = ""
    parser_version: str = ""
    target: str | None = None

    @property
    def changes_value(self) -> bool:
        """Whether the report's value becomes another one."""
        return self.kind is CorrectionKind.READING_ERROR

    @property
    def cell(self) -> str:
        """Record path of the cell whose value is stated."""
        return self.target or self.path

    @property
    def offsets(self) -> tuple[int | None, int | None]:
        """Where the cell starts in the document's text, and the offset behind it."""
        return self.start, self.end

    @property
    def is_figure(self) -> bool:
        """Whether it is about a figure in prose."""
        return self.path.startswith("narrative.")

    @property
    def identifier(self) -> str:
        """What a figure in prose counts: its record path without its number."""
        return self.path.removeprefix("narrative.").partition("[")[0]


def corrected_cells(corrections: tuple[Correction, ...]) -> Mapping[str, Correction]:
    """The applied corrections that changed a value, by the record path of their cell."""
    return {item.cell: item for item in corrections if item.changes_value}


def corrected_figures(
    corrections: tuple[Correction, ...],
) -> Mapping[tuple[str, int | None, int | None], Correction]:
    """The corrected figures in prose by identifier and place.

    Their record paths count the figures of a report, and change when one is taken away.
    """
    found = (item for item in corrections if item.changes_value and item.is_figure)
    return {(item.identifier, *item.offsets): item for item in found}
