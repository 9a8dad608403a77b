"""Broken places of one cause as one finding."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govreport.checks.items import Broken
from govreport.language import Phrase, listing, phrase


def merged(found: Sequence[Broken]) -> list[Broken]:
    """Broken places of one cause as one, with all their cells.

    >>> one, two = Broken("a", ("x",), cause="c"), Broken("b", ("y",), cause="c")
    >>> merged([one, two])[0].message, merged([one, two])[0].paths
    ('a; b', ('x', 'y'))
    """
    groups: dict[object, list[Broken]] = {}
    for index, broken in enumerate(found):
        groups.setdefault(broken.cause if broken.cause is not None else index, []).append(broken)
    return [_joined(group) for group in groups.values()]


_MOST_SHOWN = 4


_SUBJECTS = ("column", "row", "block", "cell")
"""Names of the part of a message that says which cells it is about."""


def _joined(group: list[Broken]) -> Broken:
    messages = _alike([broken.message for broken in group])
    message = messages[0]
    for other in messages[1:_MOST_SHOWN]:
        message = phrase("{first}; {next}", first=message, next=other)
    if len(messages) > _MOST_SHOWN:
        more = len(messages) - _MOST_SHOWN
        message = phrase("{text}; and {count} more", text=message, count=more)
    paths = tuple(dict.fromkeys(path for broken in group for path in broken.paths))
    places = (span for broken in group for span in (broken.span, *broken.spans))
    spans = tuple(dict.fromkeys(span for span in places if span is not None))
    return evolve(group[0], message=message, paths=paths, spans=spans)


def _alike(messages: Sequence[str]) -> list[str]:
    """Messages that say the same of several columns or rows as one.

    >>> said = [phrase("{row}: 总计 is {total}", row=row, total=0) for row in ("甲", "乙")]
    >>> list(map(str, _alike(said)))
    ['甲, 乙: 总计 is 0']
    """
    groups: dict[object, list[str]] = {}
    for message in messages:
        groups.setdefault(_without_subject(message), []).append(message)
    return [_of_all(group) for group in groups.values()]


def _without_subject(message: str) -> object:
    if not isinstance(message, Phrase):
        return message
    rest = {name: str(part) for name, part in message.arguments.items() if name not in _SUBJECTS}
    return message.template, tuple(rest.items())


def _of_all(messages: Sequence[str]) -> str:
    first = messages[0]
    if len(messages) == 1 or not isinstance(first, Phrase):
        return first
    named = {}
    for name in set(_SUBJECTS) & first.arguments.keys():
        parts = [one.arguments[name] for one in messages if isinstance(one, Phrase)]
        named[name] = listing(map(str, parts), most=_MOST_SHOWN)
    return phrase(first.template, **{**first.arguments, **named})
