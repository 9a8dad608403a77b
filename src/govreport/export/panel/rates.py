"""Rates from the indicators of one report, and when there is none.

A rate has a value only if every indicator in it has one. Where the denominator is 0 there is no
rate: neither 0 nor 1. A rate of bounds is a bound where that holds, else it is not comparable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from govreport.export.panel.entry import PanelEntry
from govreport.export.panel.mappings import BROADER, NARROWER, NOT_COMPARABLE, SAME, Rate
from govreport.model import Value

_STEP = Decimal("0.000001")
_PRECISION = 3000
"""Digits of a quotient: a damaged page prints numbers of hundreds of digits."""
_OPPOSITE = {SAME: SAME, BROADER: NARROWER, NARROWER: BROADER}


def rate_entry(rate: Rate, entries: Mapping[str, PanelEntry]) -> PanelEntry:
    """The entry of one rate, rounded to six decimals."""
    operands = [entries[name] for name in (*rate.numerator, *rate.denominator)]
    for operand in operands:
        if operand.value is None:
            return _none(rate, f"{operand.indicator} has no value: {operand.reason}")
    above = _sum(rate.numerator, entries)
    below = _sum(rate.denominator, entries)
    if below == 0:
        return _none(rate, "its denominator is 0")
    if below < 0 or above < 0:
        return _none(rate, "its parts are larger than the whole: the original contradicts itself")
    with localcontext(prec=_PRECISION):
        value = (above / below).quantize(_STEP, rounding=ROUND_HALF_EVEN)
    reason = rate.about
    if value > 1:
        reason += "; above 1, because the printed numbers contradict themselves"
    return PanelEntry(
        rate.name,
        value,
        "1",
        tuple(dict.fromkeys(path for operand in operands for path in operand.source)),
        "derived",
        _equivalence(rate, entries),
        reason,
        any(operand.inferred for operand in operands),
        "derived",
        tuple(dict.fromkeys(text for operand in operands for text in operand.corrected)),
    )


def _none(rate: Rate, reason: str) -> PanelEntry:
    return PanelEntry(rate.name, None, None, (), None, None, reason)


def _sum(terms: Mapping[str, int], entries: Mapping[str, PanelEntry]) -> Decimal:
    def number(value: Value) -> Decimal:
        return Decimal(value or 0)

    with localcontext(prec=_PRECISION):
        parts = (sign * number(entries[name].value) for name, sign in terms.items())
        return sum(parts, Decimal(0))


def _equivalence(rate: Rate, entries: Mapping[str, PanelEntry]) -> str:
    """What the quotient is, when every part is exact, an upper or a lower bound.

    A part that counts more makes the numerator larger, and the quotient; in the denominator, or
    with a minus, it does the opposite. Bounds of both kinds give no bound.
    """
    kinds = set(_effects(rate, entries)) - {SAME}
    if not kinds:
        return SAME
    return kinds.pop() if len(kinds) == 1 else NOT_COMPARABLE


def _effects(rate: Rate, entries: Mapping[str, PanelEntry]) -> Iterator[str]:
    for terms, above in ((rate.numerator, True), (rate.denominator, False)):
        for name, sign in terms.items():
            kind = entries[name].equivalence or NOT_COMPARABLE
            yield _OPPOSITE.get(kind, kind) if (sign > 0) != above else kind
