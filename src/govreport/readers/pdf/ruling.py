"""Ruling lines to cells: where a table's lines enclose an area, there is a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from attrs import define, field, frozen

from govreport.document import Box
from govreport.readers.pdf.page import Character, Segment

TOLERANCE = 3.0
"""Two lines nearer than this, in points, are one; lines that miss by less meet."""
_MOST_LINES = 3000


@frozen
class Region:
    """A cell: grid rows ``top`` to ``bottom`` and columns ``left`` to ``right``, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int


@define
class RuledTable:
    """A table on one page: ``xs`` from left to right, ``ys`` from the top down."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    irregular: bool = False
    contents: list[list[Character]] = field(factory=list)
    crossed: set[int] = field(factory=set)
    _index: dict[tuple[int, int], int] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        """Prepare the way from a position to its cell."""
        self.contents = [[] for _ in self.regions]
        for number, region in enumerate(self.regions):
            for row in range(region.top, region.bottom):
                for column in range(region.left, region.right):
                    self._index[row, column] = number

    def box(self, region: Region) -> Box:
        """The area of a cell."""
        return (
            self.xs[region.left],
            self.ys[region.bottom],
            self.xs[region.right],
            self.ys[region.top],
        )

    def take(self, character: Character) -> bool:
        """Put a character into its cell; False when it stands outside the table."""
        x = (character.left + character.right) / 2
        y = (character.bottom + character.top) / 2
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[-1] <= y < self.ys[0]):
            return False
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda value: -value) - 1
        number = self._index[row, column]
        self.contents[number].append(character)
        region = self.regions[number]
        quarter = (character.right - character.left) / 4
        left, right = self.xs[region.left], self.xs[region.right]
        if character.left + quarter < left or character.right - quarter > right:
            self.crossed.add(number)
        return True


def merge(segments: Iterable[Segment]) -> list[Segment]:
    """Join what was drawn in pieces or twice into whole lines.

    >>> merge([Segment(10, 0, 50), Segment(10.5, 50.5, 90)])
    [Segment(position=10, start=0, end=90)]
    """
    clusters: list[tuple[float, list[Segment]]] = []
    for segment in sorted(segments):
        if clusters and segment.position - clusters[-1][0] < TOLERANCE:
            clusters[-1][1].append(segment)
        else:
            clusters.append((segment.position, [segment]))
    merged = []
    for position, parts in clusters:
        parts.sort(key=lambda part: part.start)
        start, end = parts[0].start, parts[0].end
        for part in parts[1:]:
            if part.start <= end + TOLERANCE:
                end = max(end, part.end)
            else:
                merged.append(Segment(position, start, end))
                start, end = part.start, part.end
        merged.append(Segment(position, start, end))
    return merged


def find_tables(horizontal: list[Segment], vertical: list[Segment]) -> list[RuledTable] | None:
    """The ruled tables of a page, from the top down; None when the page is a line drawing.

    >>> across = [Segment(y, 0, 100) for y in (0, 20, 40)]
    >>> down = [Segment(0, 0, 40), Segment(50, 0, 20), Segment(100, 0, 40)]
    >>> [(table.xs, table.ys, len(table.regions)) for table in find_tables(across, down)]
    [([0, 50, 100], [40, 20, 0], 3)]
    """
    horizontal, vertical = merge(horizontal), merge(vertical)
    if len(horizontal) + len(vertical) > _MOST_LINES:
        return None
    tables = []
    for across, down in _components(horizontal, vertical):
        if len(across) + len(down) >= 4 and down and len(across) >= 2:
            table = _table(across, down)
            if len(table.regions) >= 2:
                tables.append(table)
    return sorted(tables, key=lambda table: -table.ys[0])


def _components(
    horizontal: list[Segment], vertical: list[Segment]
) -> Iterable[tuple[list[Segment], list[Segment]]]:
    parents = list(range(len(horizontal) + len(vertical)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, len(horizontal)):
            if (
                across.start - TOLERANCE <= down.position <= across.end + TOLERANCE
                and down.start - TOLERANCE <= across.position <= down.end + TOLERANCE
            ):
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for i, segment in enumerate(horizontal):
        groups[root(i)][0].append(segment)
    for j, segment in enumerate(vertical, len(horizontal)):
        groups[root(j)][1].append(segment)
    return groups.values()


def _edges(positions: Iterable[float], ends: Iterable[float]) -> list[float]:
    """The lines' positions; where lines end beyond the outermost one, the table is open there."""
    edges = sorted(set(positions))
    ends = list(ends)
    if min(ends) < edges[0] - 2 * TOLERANCE:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + 2 * TOLERANCE:
        edges.append(max(ends))
    return edges


def _table(across: list[Segment], down: list[Segment]) -> RuledTable:
    xs = _edges((line.position for line in down), (x for line in across for x in line[1:]))
    ys = _edges((line.position for line in across), (y for line in down for y in line[1:]))[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = _covered(down, xs, ys[::-1])  # (line, interval counted from the bottom)
    floors = _covered(across, ys, xs)
    parents = list(range(rows * columns))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, rows - 1 - row) not in walls:
                parents[root(here + 1)] = root(here)
            if row + 1 < rows and (row + 1, column) not in floors:
                parents[root(here + columns)] = root(here)
    members: dict[int, list[int]] = defaultdict(list)
    for item in range(rows * columns):
        members[root(item)].append(item)
    regions: list[Region] = []
    irregular = False
    for items in members.values():
        pieces = _rectangles(items, columns)
        irregular = irregular or len(pieces) > 1
        regions.extend(pieces)
    regions.sort(key=lambda region: (region.top, region.left))
    return RuledTable(xs, ys, regions, irregular)


def _covered(
    lines: list[Segment], positions: list[float], marks: list[float]
) -> set[tuple[int, int]]:
    """Which interval between two ascending ``marks`` the line at each position covers by half."""
    index = {position: number for number, position in enumerate(positions)}
    covered = set()
    for line in lines:
        first = max(0, bisect_right(marks, line.start) - 1)
        for interval in range(first, len(marks) - 1):
            low, high = marks[interval], marks[interval + 1]
            if low >= line.end:
                break
            if min(high, line.end) - max(low, line.start) > (high - low) / 2:
                covered.add((index[line.position], interval))
    return covered


def _rectangles(items: list[int], columns: int) -> list[Region]:
    """A region as one rectangle, or, where its outline has a notch, as several."""
    rows = [item // columns for item in items]
    lefts = [item % columns for item in items]
    top, bottom, left, right = min(rows), max(rows) + 1, min(lefts), max(lefts) + 1
    if (bottom - top) * (right - left) == len(items):
        return [Region(top, bottom, left, right)]
    runs: dict[tuple[int, int], list[int]] = defaultdict(list)
    inside = set(items)
    for row in range(top, bottom):
        column = left
        while column < right:
            start = column
            while column < right and row * columns + column in inside:
                column += 1
            if column > start:
                runs[start, column].append(row)
            column += 1
    regions = []
    for (start, end), run in runs.items():
        first = previous = run[0]
        for row in run[1:]:
            if row != previous + 1:
                regions.append(Region(first, previous + 1, start, end))
                first = row
            previous = row
        regions.append(Region(first, previous + 1, start, end))
    return regions
