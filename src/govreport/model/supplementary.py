"""Tables that no official form prescribes, and rows that a form's printer added."""

from __future__ import annotations

from attrs import field, frozen

from govreport.document import Span
from govreport.model.values import Value


@frozen
class SupplementaryRow:
    """One labelled row: label and unit as printed, one value per number column.

    ``values`` is empty for a heading, and for a row whose numbers found no place.

    ``identifier`` names the national indicator (``requests.received`` ...) when the label is a
    known one; the row stays here, because a local table is not the national table.
    """

    label: str
    values: tuple[Value, ...]
    unit: str | None = None
    identifier: str | None = None


@frozen
class SupplementaryTable:
    """A local or agency-designed table: caption, number columns and rows as printed."""

    caption: str | None
    columns: tuple[str, ...]
    rows: tuple[SupplementaryRow, ...]
    span: Span | None = field(default=None, eq=False)


@frozen
class ExtraRow:
    """A row that a form's printer added to an official table, e.g. 其他主动公开文件."""

    label: str
    values: tuple[Value, ...]


@frozen
class UnplacedNumber:
    """A printed number (or run of digits) for which the document leaves no single place.

    ``table`` is the table it stands in, ``label`` the nearest label before it, as printed.
    """

    table: str
    raw: str
    label: str | None = None
    value: Value = None
    span: Span | None = field(default=None, eq=False)
