"""Cells that hold a label and the number that belongs into the next cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.text.cells import BLANK, Cell
from govreport.text.labels import Vocabulary, flatten, label_keys

_GLUED = re.compile(r"(?P<label>[^|]*[一-鿿)）])\s*(?P<number>[+\-]?\d[\d,]*(?:\.\d+)?)")
_LONGEST = 100


def is_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a label of some form, as a whole."""
    key, full, _ = label_keys(flatten(text))
    return vocabulary.exact(key, full) is not None


def parted(cell: Cell, vocabulary: Vocabulary) -> list[Cell]:
    """A cell as its label and its number, where it is known labels and digits; else itself.

    >>> from govreport.text.labels import vocabulary
    >>> words = vocabulary([("proactive_disclosure", "RULES", "规章")])
    >>> parted(("规章28", 5, 9), words), parted(("网站2", 0, 3), words)
    ([('规章', 5, 7), ('28', 7, 9)], [('网站2', 0, 3)])
    """
    text, start, _ = cell
    found = _GLUED.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or is_label(text, vocabulary) or not is_label(found["label"], vocabulary):
        return [cell]
    places = (found.span("label"), found.span("number"))
    return [(text[first:last], start + first, start + last) for first, last in places]


def without_glued(cells: Sequence[Cell], vocabulary: Vocabulary) -> Sequence[Cell]:
    """The cells of a layout, each number in its own: where it ran into the label before it, the
    cell that it came from is blank."""
    if not any(_may_be_glued(text) for text, _, _ in cells):
        return cells
    found: list[Cell] = []
    came_from_next = False
    for cell in cells:
        if came_from_next and cell[0] == BLANK:
            came_from_next = False
            continue
        parts = parted(cell, vocabulary) if _may_be_glued(cell[0]) else [cell]
        came_from_next = len(parts) > 1
        found += parts
    return found


def _may_be_glued(text: str) -> bool:
    return text[-1:].isdigit() and not text[0].isdigit() and len(text) > 2
