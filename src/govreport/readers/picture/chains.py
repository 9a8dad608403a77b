"""Pieces of ruling lines, and the lines that they are pieces of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from govreport.readers.picture.frames import Pixels


@frozen
class Rule:
    """A line along an axis: its middle, its two ends, and how thick it is, in pixels."""

    position: float
    start: int
    end: int
    thick: int


@frozen(slots=False)
class Chain:
    """Pieces that lie in one line, in their order."""

    pieces: tuple[Rule, ...]

    @cached_property
    def position(self) -> float:
        """The middle of the line, in pixels."""
        lengths = [piece.end - piece.start for piece in self.pieces]
        whole = sum(p.position * long for p, long in zip(self.pieces, lengths, strict=True))
        return whole / sum(lengths)

    @cached_property
    def start(self) -> int:
        """Where its first piece begins."""
        return self.pieces[0].start

    @cached_property
    def end(self) -> int:
        """Where its last piece ends."""
        return max(piece.end for piece in self.pieces)

    @cached_property
    def thick(self) -> int:
        """The usual thickness of its pieces."""
        return int(np.median([piece.thick for piece in self.pieces]))

    def along(self, length: int) -> Pixels:
        """The position of the line at each pixel of its axis; it may slope a little."""
        level: Pixels = np.rint(self.level(np.arange(length))).astype(int)
        return level

    def level(self, at: Any) -> Any:
        """The position of the line at one pixel of its axis, or at several."""
        middles = [(piece.start + piece.end) / 2 for piece in self.pieces]
        return np.interp(at, middles, [piece.position for piece in self.pieces])


def chains(pieces: Sequence[Rule], apart: float, gap: float) -> list[Chain]:
    """Put pieces together that lie in one line, where no gap is longer than ``gap``.

    >>> pieces = [Rule(10, 0, 50, 1), Rule(11, 60, 90, 1), Rule(30, 0, 90, 1)]
    >>> [(chain.start, chain.end) for chain in chains(pieces, apart=2, gap=20)]
    [(0, 90), (0, 90)]
    """
    open_chains: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        near = [
            chain
            for chain in open_chains
            if abs(chain[-1].position - piece.position) <= apart
            and piece.start - max(part.end for part in chain) <= gap
        ]
        if near:
            min(near, key=lambda chain: abs(chain[-1].position - piece.position)).append(piece)
        else:
            open_chains.append([piece])
    return [Chain(tuple(chain)) for chain in open_chains]
