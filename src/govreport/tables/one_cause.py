"""Several diagnostics of one cause as one, with all its places."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from govreport.diagnostics import Diagnostic
from govreport.language import Phrase, listing, phrase

_SUBJECTS = ("label", "text", "row")
"""Names of the part of a message that says which row it is about."""

_MERGED = frozenset(
    ("cells-placed", "row-empty", "columns-assumed", "row-out-of-order", "label-lost")
)
_SHOWN = 4


def one_per_cause(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of one cause joined, each with the cells and places of all.

    Joined are findings on rows that were concluded for the same reason, or are empty; findings
    about numbers without a place stay apart, because each names its numbers. ``title-missing``
    says nothing beside ``agency-unknown``.

    >>> from govreport.diagnostics import finding
    >>> rows = [
    ...     finding("row-empty", "{text}: no cell is printed with this label", text=name)
    ...     for name in ("规章", "行政许可", "行政处罚")
    ... ]
    >>> [str(one) for one in one_per_cause(rows)]
    ['warning[row-empty]: 规章: no cell is printed with this label (also: 行政许可, 行政处罚)']
    """
    everything = tuple(found)
    unknown = any(one.code == "agency-unknown" for one in everything)
    groups: dict[object, list[Diagnostic]] = {}
    for number, one in enumerate(everything):
        if one.code == "title-missing" and unknown:
            continue
        groups.setdefault(_cause(one) or number, []).append(one)
    return tuple(_joined(group) for group in groups.values())


def _subject(message: str) -> tuple[str, str] | None:
    """Name and text of the part that says which row a message is about."""
    arguments = message.arguments if isinstance(message, Phrase) else {}
    name = next((name for name in _SUBJECTS if name in arguments), None)
    return None if name is None else (name, str(arguments[name]))


def _cause(one: Diagnostic) -> object:
    """What findings of one cause share; None for a finding that stays apart."""
    message, subject = one.message, _subject(one.message)
    if one.code not in _MERGED or subject is None or not isinstance(message, Phrase):
        return None
    rest = tuple(
        (name, str(value)) for name, value in message.arguments.items() if name != subject[0]
    )
    return (one.code, one.severity, message.template, rest)


def _joined(group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    names = [subject[1] for subject in map(_subject, (o.message for o in others)) if subject]
    message = phrase(
        "{message} (also: {others})", message=first.message, others=listing(names, most=_SHOWN)
    )
    paths = dict.fromkeys(path for one in group for path in (one.path, *one.paths) if path)
    spans = dict.fromkeys(span for one in group for span in (one.span, *one.spans) if span)
    return evolve(first, message=message, paths=tuple(paths), spans=tuple(spans))
