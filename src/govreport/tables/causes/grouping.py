"""Which diagnostics have one cause."""

from __future__ import annotations

import re
from collections.abc import Hashable

from govreport.diagnostics import Diagnostic
from govreport.language import Phrase

_APART = frozenset(
    (
        *("plugin-failed", "plugin-nonsense", "number-used-twice", "several-reports"),
        *("correction-stale", "correction-conflict", "original-error-known"),
    )
)
"""Codes of which each finding has a cause of its own."""

_REASONS = ("how", "why", "doubt")
"""Names of the part of a message that gives the reason."""

_GLUED = re.compile(r"cut the digits|can be cut|agrees with the columns' sums")
_VALUES = re.compile(r"(?<!\d)\d++ values for \d+ columns")
_COUNTED = re.compile(rf"{_VALUES.pattern}, and ")
_OWN_DIGITS = re.compile(r"^.+ can be cut in (no|more than one) way")
_PLACEMENTS = re.compile(r" \(\d+ placements remain\)")


def cause(one: Diagnostic) -> Hashable | None:
    """What findings of one cause share; None for a finding that stays apart."""
    if one.code in _APART:
        return None
    return one.code, one.severity, kind_of(reason_of(one) or "")


def reason_of(one: Diagnostic) -> str | None:
    """The part of a message that gives the reason, None where it has none."""
    arguments = one.message.arguments if isinstance(one.message, Phrase) else {}
    return next((str(arguments[name]) for name in _REASONS if name in arguments), None)


def kind_of(reason: str) -> str:
    """What reasons of one kind share: no numbers, and one word for what comes in several.

    >>> kind_of("3 values for 7 columns, and the blank cells have lost their place")
    'counted'
    >>> kind_of("the only way to cut the digits into the columns")
    'glued'
    """
    if _GLUED.search(reason):
        return "glued"
    if _VALUES.match(reason):
        return "counted"
    return re.sub(r"\d+", "#", shortened(reason))


def shortened(reason: str) -> str:
    """A reason without what it says of one row only.

    >>> shortened("1 values for 7 columns, and the blank cells have lost their place")
    'the blank cells have lost their place'
    """
    reason = _OWN_DIGITS.sub(r"the digits can be cut in \1 way", reason)
    return _PLACEMENTS.sub("", _COUNTED.sub("", reason))
