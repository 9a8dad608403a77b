"""Short texts that a pattern nearly fits: what it accepts, repeated, cut and spoilt at the end."""

from __future__ import annotations

import random
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import islice
from typing import Any

LONGEST = 200
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "17",
    codes.CATEGORY_NOT_DIGIT: "x政",
    codes.CATEGORY_SPACE: " \n\t",
    codes.CATEGORY_NOT_SPACE: "1x政",
    codes.CATEGORY_WORD: "a1规",
    codes.CATEGORY_NOT_WORD: " -、",
}
_ANY = "1a政 ，"


def near_misses(pattern: re.Pattern[Any], many: int = 12) -> Iterator[str]:
    """Texts of at most `LONGEST` characters, the same ones in every run."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin1")
    flags = pattern.flags & ~re.DEBUG if isinstance(pattern.pattern, str) else 0
    tree = parser.parse(text, flags)
    chance = random.Random(repr(text))
    for index in range(many):
        # Long repetitions first: those are where the ways of one text multiply.
        made = "".join(islice(_made(tree, chance, (40, 6, 2)[index % 3]), LONGEST))[:LONGEST]
        if not made:
            continue
        yield made[: LONGEST - 1] + "\x00"
        yield made[:-1] + "\x00"
        yield (made * LONGEST)[: LONGEST - 1] + "\x00"
        cut = made[: chance.randrange(len(made)) + 1]
        yield (cut * LONGEST)[: LONGEST - 1] + "\x00"


def _made(tree: Any, chance: random.Random, most: int, room: int = LONGEST) -> Iterator[str]:
    for kind, value in tree:
        if kind is codes.LITERAL:
            yield chr(value)
        elif kind is codes.NOT_LITERAL:
            yield "x" if value != ord("x") else "y"
        elif kind is codes.ANY:
            yield chance.choice(_ANY)
        elif kind is codes.IN:
            yield _one_of(value, chance)
        elif kind is codes.BRANCH:
            yield from _made(chance.choice(value[1]), chance, most, room)
        elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, repeated = value
            times = min(int(high), max(int(low), most), room)
            times = chance.randint(int(low), times) if times > int(low) else int(low)
            for _ in range(min(times, room)):
                yield from _made(repeated, chance, max(1, most // 3), room // 2 or 1)
        elif kind is codes.SUBPATTERN:
            yield from _made(value[3], chance, most, room)
        elif kind is codes.ATOMIC_GROUP:
            yield from _made(value, chance, most, room)


def _one_of(members: Any, chance: random.Random) -> str:
    if members[0][0] is codes.NEGATE:
        taken = re.compile("".join(map(_member, members[1:])) or "x")
        return next((one for one in "x1政 ，a\n" if not taken.fullmatch(one)), "\x01")
    kind, value = chance.choice(members)
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.RANGE:
        return chr(chance.randint(*value))
    return chance.choice(_CATEGORIES.get(value, "x"))


def _member(member: tuple[Any, Any]) -> str:
    kind, value = member
    if kind is codes.LITERAL:
        return "|" + re.escape(chr(value))
    if kind is codes.RANGE:
        return f"|[{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}]"
    known = {
        codes.CATEGORY_DIGIT: r"|\d",
        codes.CATEGORY_SPACE: r"|\s",
        codes.CATEGORY_WORD: r"|\w",
    }
    return known.get(value, "")
