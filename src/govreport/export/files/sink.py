"""What every format offers to its writer, and how values look where they are text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from govreport.errors import GovReportError
from govreport.export.frames.blocks import Row


class TooManyRows(GovReportError):
    """A format cannot hold that many rows; the message names one that can."""


class Sink(Protocol):
    """A file that is being written, table by table in any order."""

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows to one of the tables that the file holds."""

    def close(self) -> None:
        """Write what is left."""


def as_text(value: Any) -> Any:
    """A value where the format has no type for it: boxes as text, the rest as it is.

    >>> as_text((1.0, 2.5, 3.0, 4.0)), as_text(7)
    ('1.0 2.5 3.0 4.0', 7)
    """
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else value


def as_double(value: int | Decimal) -> float | None:
    """The number as a double; None where a double would change its digits.

    >>> as_double(Decimal("116408.28")), as_double(12345678901234567)
    (116408.28, None)
    """
    found = float(value)
    return found if Decimal(repr(found)) == value else None
