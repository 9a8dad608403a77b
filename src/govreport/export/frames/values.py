"""Numbers as the tables hold them: exact decimals, and what does not fit is said."""

from __future__ import annotations

from decimal import Decimal

from govreport.model import Value

PRECISION, SCALE = 38, 6
"""Digits of a number in the tables, and how many of them stand after the point."""

TOO_LONG = "number-too-long"
"""Reason in place of a number that the tables cannot hold exactly; it stays in ``raw``."""

_WHOLE = PRECISION - SCALE
_LIMIT: int = 10**_WHOLE


def correction_text(path: str, read: Value, value: Value, raw: str) -> str:
    """What a person's correction changed, in the tables where one number comes from a cell.

    >>> correction_text("requests.total", 6, 8, "6"), correction_text("a", None, 8, "?")
    ('requests.total: 6 -> 8', 'a: ? -> 8')
    """
    before = raw if read is None else format(read, "f" if isinstance(read, Decimal) else "")
    after = "nothing" if value is None else format(value, "f" if isinstance(value, Decimal) else "")
    return f"{path}: {before or 'nothing'} -> {after}"


def fits(value: Value) -> bool:
    """Whether a number can be held without losing a digit.

    >>> from decimal import Decimal
    >>> fits(7), fits(Decimal("0.0000001")), fits(10**32), fits(None)
    (True, False, False, True)
    """
    if value is None:
        return True
    if isinstance(value, int):
        return -_LIMIT < value < _LIMIT
    if not value.is_finite():
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -SCALE and value.adjusted() < _WHOLE
