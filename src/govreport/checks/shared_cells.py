"""Sums that are broken for one cell are one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from govreport.diagnostics import Diagnostic
from govreport.language import Phrase, phrase

SUMS = frozenset(("R1", "R2", "R3", "R5"))
"""Checks of which several are broken by one wrong cell."""


def one_per_cell(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, sums that share a cell joined; the codes of the others are in ``also``.

    >>> from govreport.diagnostics import Severity
    >>> cell = ("requests.results.total.total",)
    >>> both = [Diagnostic(c, Severity.WARNING, c.lower(), paths=cell) for c in ("R1", "R2")]
    >>> [(one.code, one.also, str(one.message)) for one in one_per_cell(both)]
    [('R1', ('R2',), 'r1; R2: r2')]
    """
    groups: list[list[Diagnostic]] = []
    for one in found:
        same = [group for group in groups if one.code in SUMS and _share(group, one)]
        for group in same[1:]:
            same[0].extend(group)
            groups.remove(group)
        if same:
            same[0].append(one)
        else:
            groups.append([one])
    return [_joined(group) for group in groups]


def _cells(one: Diagnostic) -> set[str]:
    return {*one.paths, *([one.path] if one.path else [])}


def _share(group: Sequence[Diagnostic], one: Diagnostic) -> bool:
    """Whether one cell takes part in both, and both are as grave."""
    return any(
        member.code in SUMS and member.severity is one.severity and _cells(member) & _cells(one)
        for member in group
    )


def _joined(group: Sequence[Diagnostic]) -> Diagnostic:
    if len(group) == 1:
        return group[0]
    paths = dict.fromkeys(path for one in group for path in (one.path, *one.paths) if path)
    spans = dict.fromkeys(span for one in group for span in (one.span, *one.spans) if span)
    whole = evolve(group[0], paths=tuple(paths), spans=tuple(spans))
    return _of_parts(whole, [(one.code, one.message) for one in group])


def _of_parts(whole: Diagnostic, parts: Sequence[tuple[str, str]]) -> Diagnostic:
    (code, message), *others = parts
    for other, text in others:
        message = phrase("{first}; {check}: {next}", first=message, check=other, next=text)
    also = tuple(dict.fromkeys(other for other, _ in others if other != code))
    return evolve(whole, code=code, message=message, also=also)


def _parts(one: Diagnostic) -> list[tuple[str, str]]:
    """Id and message of each check of a joined finding."""
    parts: list[tuple[str, str]] = []
    message: str = one.message
    while len(parts) < len(one.also) and isinstance(message, Phrase):
        found = message.arguments
        parts.insert(0, (str(found.get("check", "")), _text(found.get("next", ""))))
        message = _text(found.get("first", ""))
    return [(one.code, message), *parts]


def _text(part: object) -> str:
    """A part of a message as text; a phrase stays a phrase."""
    return part if isinstance(part, str) else str(part)


def only(one: Diagnostic, named: Callable[[str], bool]) -> Diagnostic | None:
    """A joined finding with what it says of some checks; None where it says nothing of them.

    >>> from govreport.diagnostics import Severity
    >>> cell = ("requests.results.total.total",)
    >>> both = [Diagnostic(c, Severity.WARNING, c.lower(), paths=cell) for c in ("R1", "R2")]
    >>> (joined,) = one_per_cell(both)
    >>> str(only(joined, lambda code: code == "R2"))
    'warning[R2]: r2'
    """
    if not one.also:
        return one if named(one.code) else None
    kept = [part for part in _parts(one) if named(part[0])]
    return _of_parts(one, kept) if kept else None
