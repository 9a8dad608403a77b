"""A reader: comma-separated values, as spreadsheets export them."""

from __future__ import annotations

import csv
import io

from govreport.plugin import (
    Document,
    Evidence,
    Grid,
    GridCell,
    Limits,
    Page,
    PrintedLine,
    Reader,
    Source,
    UnreadableSource,
    decode,
)

_LEAST_FIELDS = 3
_SAMPLE = 4096


class CsvReader(Reader):
    """Opens CSV files; the records with several filled fields are tables with known geometry."""

    name = "csv"
    description = "comma-separated values"

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Every record has the same number of fields, three or more."""
        missing = Evidence(0.0, missing=("CSV: records with as many fields each",))
        if b"\x00" in data[:_SAMPLE]:
            return missing
        lines = decode(data[:_SAMPLE]).text.split("\n")[:-1]
        try:
            records = [record for record in csv.reader(lines) if record]
        except csv.Error:
            return missing
        widths = {len(record) for record in records}
        if len(records) < 2 or len(widths) != 1 or min(widths) < _LEAST_FIELDS:
            return missing
        return Evidence(0.8, found=(f"{len(records)} records of {min(widths)} fields",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Each record a line of the text, its fields cells of a grid."""
        decoded = decode(data)
        try:
            records = list(csv.reader(io.StringIO(decoded.text.replace("\x00", ""))))
        except csv.Error as error:
            raise UnreadableSource(f"{name or 'the source'}: no CSV: {error}") from error
        limits.check("max_cells", sum(map(len, records)), "the CSV file has many fields")
        text, grids = _laid_out(records)
        source = Source(name, "csv", decoded.encoding, decoded.certainty, self.name)
        return Document(text, grids, source, notes=decoded.notes)

    def write(self, page: Page) -> bytes:
        """The inverse of `read`, for the conformance suite."""
        records = [
            row
            for part in page
            for row in (
                [[part.text]]
                if isinstance(part, PrintedLine)
                else [[cell.text for cell in row] for row in part.rows]
            )
        ]
        width = max(_LEAST_FIELDS, *map(len, records))
        out = io.StringIO()
        csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in records)
        return out.getvalue().encode()


def _laid_out(records: list[list[str]]) -> tuple[str, tuple[Grid, ...]]:
    """The text, and a grid over each run of records that are more than a line of prose."""
    parts: list[str] = []
    grids: list[Grid] = []
    cells: list[GridCell] = []
    position = row = 0
    for record in records:
        fields = [" ".join(field.split()) for field in record]
        while fields and not fields[-1]:
            fields.pop()
        if len(fields) < 2 and cells and len(fields[0] if fields else "") > 30:
            grids.append(_grid(cells))
            cells, row = [], 0
        is_row = len(fields) > 1 or bool(cells)
        for column, field in enumerate(fields):
            if is_row:
                cells.append(GridCell(position, position + len(field), row, column))
            parts.append(field + (" | " if column + 1 < len(fields) else ""))
            position += len(parts[-1])
        row += is_row
        parts.append("\n")
        position += 1
    if cells:
        grids.append(_grid(cells))
    return "".join(parts), tuple(grids)


def _grid(cells: list[GridCell]) -> Grid:
    return Grid(tuple(cells), 1 + max(c.row for c in cells), 1 + max(cell.column for cell in cells))
