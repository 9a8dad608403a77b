"""One message for several findings of one cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import evolve

from govreport.diagnostics import Diagnostic, Severity
from govreport.language import Phrase, listing, phrase
from govreport.tables.causes.cells import Printed
from govreport.tables.causes.grouping import reason_of, shortened

_Join: TypeAlias = Callable[[Sequence[Diagnostic]], str]

_SHOWN = 3
_NUMBERS_SHOWN = 6
_SUBJECTS = ("label", "text", "row", "official", "caption")
"""Names of the part of a message that says which row it is about."""


def joined(group: Sequence[Diagnostic], printed: Printed, cut: Diagnostic | None) -> Diagnostic:
    """One finding for several of one cause, named by those that are about more than zeros.

    ``cut`` is the finding about a row that the end of the text cuts off.
    """
    counting = [one for one in group if not printed.is_zero(one)]
    shown = counting or group
    first = shown[0]
    message = first.message if len(shown) == 1 else _JOINS.get(first.code, _subjects)(shown)
    if any(one is cut for one in group):
        message = phrase("{message} (the text ends here)", message=message)
    severity = first.severity if counting else Severity.INFO
    return evolve(first, message=message, severity=severity)


def _argument(one: Diagnostic, names: Sequence[str]) -> str | None:
    """The first of several parts that a message has; a phrase stays a phrase."""
    arguments = one.message.arguments if isinstance(one.message, Phrase) else {}
    found = next((arguments[name] for name in names if name in arguments), None)
    return found if found is None or isinstance(found, str) else str(found)


def _named(names: Sequence[str]) -> str:
    """Some names, and how many more."""
    if len(names) <= _SHOWN + 1:
        return listing(names)
    shown = listing(names[:_SHOWN])
    return phrase("{rows} and {count} more", rows=shown, count=len(names) - _SHOWN)


def _subjects(group: Sequence[Diagnostic]) -> str:
    """The message of the first, and which rows else; messages without a row one by one."""
    first, *others = group
    names = [_argument(one, _SUBJECTS) for one in others]
    templates = {one.message.template for one in group if isinstance(one.message, Phrase)}
    if len(templates) != 1 or None in names or _argument(first, _SUBJECTS) is None:
        return _one_by_one(group)
    others_named = _named([name for name in names if name is not None])
    return phrase("{message} (also: {others})", message=first.message, others=others_named)


def _one_by_one(group: Sequence[Diagnostic]) -> str:
    messages = list(dict.fromkeys(one.message for one in group))
    text = messages[0]
    for message in messages[1:_SHOWN]:
        text = phrase("{first}; {next}", first=text, next=message)
    more = len(group) - len(messages[:_SHOWN])
    return phrase("{text}; and {count} more", text=text, count=more) if more else text


def _placed(group: Sequence[Diagnostic]) -> str:
    """Rows whose columns were concluded, with each reason once."""
    names = [_argument(one, ("label",)) or "" for one in group]
    reasons = dict.fromkeys(_argument(one, ("how",)) or "" for one in group)
    text = _named(names)
    return phrase("{label}: columns concluded ({how})", label=text, how=listing(list(reasons)))


def _unplaced(group: Sequence[Diagnostic]) -> str:
    """Numbers without a place, with their labels, and each reason once."""
    items = [_numbers(one) for one in group]
    shown = listing(items[:_NUMBERS_SHOWN])
    if len(items) > _NUMBERS_SHOWN:
        more = len(items) - _NUMBERS_SHOWN
        shown = phrase("{rows} and {count} more", rows=shown, count=more)
    reasons = list(dict.fromkeys(shortened(reason_of(one) or "") for one in group))
    return phrase("{shown} cannot be placed: {why}", shown=shown, why=listing(reasons[:_SHOWN]))


def _numbers(one: Diagnostic) -> str:
    label, shown = _argument(one, ("label",)), _argument(one, ("shown",)) or ""
    return phrase("{label}: {shown}", label=label, shown=shown) if label else shown


_JOINS: dict[str, _Join] = {
    "cells-placed": _placed,
    "number-unplaced": _unplaced,
    "rows-missing": _one_by_one,
}
