"""Characters that the recogniser takes for one another because they look alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

ALIKE: Mapping[str, str] = {
    **dict.fromkeys("OoQD〇○口ロ□◯о", "0"),
    **dict.fromkeys("lI|｜丨!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("，", ","),
    **dict.fromkeys("。．·", "."),
    **dict.fromkeys("／", "/"),
    **dict.fromkeys("－–‐", "-"),
    **dict.fromkeys("一―─", "—"),
}
"""Each character, and the one of a number that it stands for among figures."""


def families(characters: Sequence[str]) -> dict[int, list[int]]:
    """The numbers of the characters that look like each character, itself among them.

    >>> families(["", "0", "O", "7"])
    {1: [1, 2], 2: [1, 2]}
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, character in enumerate(characters):
        found[ALIKE.get(character, character)].append(number)
    return {
        number: family
        for family in found.values()
        if len(family) > 1
        for number in family
        if characters[number]
    }
