"""A document under attack: its text in pieces, each printed number with what may be read there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from govreport.model import Value

ANY_UNIT = "any"
"""Stands for a unit that is not compared."""

Accepted = tuple[Value, str | None]
"""A value and its unit that may be read without a doubt."""

OFFICIAL = ("proactive_disclosure.", "requests.", "review_and_litigation.", "statistics")


@frozen
class Piece:
    """A stretch of the text.

    Attributes:
        text: what is printed.
        kind: ``"value"``, ``"label"``, ``"unit"``, ``"heading"``, ``"caption"``, ``"group"``,
            ``"line"`` or ``"gap"`` (whatever stands between).
        path: record path of a value, row path of a label. A value without a path belongs to no
            cell of the official tables: it must be kept or named, and never read as one.
        accepts: what may be read at this place without a doubt.
        doubt: whether a finding about this cell is wanted or at least fair.
        words: the cell holds words: nothing has to be read or named, but no number invented.
        row: number of the row that the piece belongs to, -1 outside rows.
        before: the text before the mutation, where it was another.
    """

    text: str
    kind: str = "gap"
    path: str | None = None
    accepts: tuple[Accepted, ...] = ()
    doubt: bool = False
    words: bool = False
    row: int = -1
    before: str | None = None


@frozen
class Sheet:
    """A document in pieces.

    Attributes:
        name: of the document, with its layout.
        layout: the layout it is printed in, or the kind of file.
        pieces: in reading order; their texts joined are the document.
        known: what else may be read: values that the document holds and that are not attacked.
    """

    name: str
    layout: str
    pieces: tuple[Piece, ...]
    known: dict[str, Value] = field(factory=dict, eq=False)

    @property
    def text(self) -> str:
        """The document."""
        return "".join(piece.text for piece in self.pieces)

    def placed(self) -> Iterator[tuple[Piece, int, int]]:
        """Each piece with its offsets in the text."""
        start = 0
        for piece in self.pieces:
            yield piece, start, start + len(piece.text)
            start += len(piece.text)

    def where(self, wanted: Callable[[Piece], bool]) -> list[int]:
        """Indexes of the pieces that are wanted."""
        return [number for number, piece in enumerate(self.pieces) if wanted(piece)]

    def values(self) -> list[int]:
        """Indexes of the value pieces that belong to a cell."""
        return self.where(lambda piece: piece.kind == "value" and piece.path is not None)

    def labels(self) -> list[int]:
        """Indexes of the labels of rows."""
        return self.where(lambda piece: piece.kind == "label")

    def rows(self) -> list[tuple[int, int]]:
        """Each row as a slice of the pieces: label, values, and what stands between."""
        found: list[tuple[int, int]] = []
        for number, piece in enumerate(self.pieces):
            if piece.row < 0:
                continue
            if found and self.pieces[found[-1][0]].row == piece.row and found[-1][1] == number:
                found[-1] = (found[-1][0], number + 1)
            else:
                found.append((number, number + 1))
        return [
            (start, end)
            for start, end in found
            if any(piece.kind == "value" for piece in self.pieces[start:end])
        ]

    def with_pieces(self, start: int, end: int, new: Iterable[Piece]) -> Sheet:
        """The sheet with a slice of its pieces replaced."""
        return evolve(self, pieces=(*self.pieces[:start], *new, *self.pieces[end:]))

    def with_piece(self, number: int, **changes: Any) -> Sheet:
        """The sheet with one piece changed; its text before is remembered."""
        old = self.pieces[number]
        if "text" in changes and old.before is None:
            changes.setdefault("before", old.text)
        return self.with_pieces(number, number + 1, [evolve(old, **changes)])

    def doubted(self, rows: Iterable[int]) -> Sheet:
        """The sheet with a fair doubt about all values of these rows (by row number)."""
        wanted = set(rows)
        return evolve(
            self,
            pieces=tuple(
                evolve(piece, doubt=True)
                if piece.kind == "value" and piece.row in wanted
                else piece
                for piece in self.pieces
            ),
        )

    def all_doubted(self) -> Sheet:
        """The sheet with a fair doubt about every value."""
        return self.doubted({piece.row for piece in self.pieces})


def plain(text: str) -> Value:
    """The number of a plainly printed cell: sign, digits, point; None for anything else.

    >>> [plain(text) for text in ("12", "-3", "减4", "7.50", "", "/")]
    [12, -3, -4, Decimal('7.50'), None, None]
    """
    digits = text.replace(",", "").replace("减", "-").lstrip("+").rstrip("万元")
    body = digits.removeprefix("-")
    if not body.replace(".", "", 1).isdigit() or not body.isascii():
        return None
    return Decimal(digits) if "." in body else int(digits)


def same_row(pieces: Sequence[Piece], number: int) -> list[int]:
    """Indexes of the values in the row of a piece."""
    row = pieces[number].row
    return [n for n, piece in enumerate(pieces) if piece.row == row and piece.kind == "value"]
