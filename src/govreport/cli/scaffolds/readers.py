"""The package that ``govreport new-reader`` writes."""

from __future__ import annotations

from govreport.cli.scaffolds.writing import package

FILES = package(
    "readers",
    "@CLASS@",
    "The reader @NAME@",
    "1. Say in `src/@MODULE@/__init__.py` by which signs a file is known, and how it is opened.\n"
    "2. Say there how a page is written into a file (`write`).\n"
    "3. Write down in `tests/test_reader.py` what stands in a file of yours, by hand.",
) | {
    "src/@MODULE@/__init__.py": '''\
"""The reader @NAME@."""

from __future__ import annotations

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
)

# TODO: the first bytes of a file of your kind. This one has a line a row, its fields behind tabs.
MARK = b"%@NAME@\\n"


class @CLASS@(Reader):
    """Opens files that begin with the mark; lines with tabs are rows of tables."""

    name = "@NAME@"
    description = "files that begin with %@NAME@"

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """By the mark; the name is only a hint."""
        if data.startswith(MARK):
            return Evidence(0.9, found=("it begins with %@NAME@",))
        return Evidence(0.0, missing=("%@NAME@ at the beginning",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """The lines as text, and a grid over each run of rows."""
        limits.check("max_bytes", len(data), "the file is large")
        try:
            lines = data.removeprefix(MARK).decode("utf-8").splitlines()
        except UnicodeDecodeError as error:
            where = f"{name or 'the file'}, byte {error.start}"
            raise UnreadableSource(f"{where}: no UTF-8: save it as UTF-8") from None
        limits.check("max_cells", sum(line.count("\\t") + 1 for line in lines), "it has many cells")
        text, grids = _laid_out(lines)
        return Document(text, grids, Source(name, "@NAME@", "utf-8", "stated", self.name))

    def write(self, page: Page) -> bytes:
        """A file with a page in it, the inverse of `read`: for the conformance suite."""
        lines = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
            else:
                lines += ["".join(f"{cell.text}\\t" for cell in row) for row in part.rows]
        return MARK + "\\n".join([*lines, ""]).encode()


def _laid_out(lines: list[str]) -> tuple[str, tuple[Grid, ...]]:
    """The text of the document, with the grids whose offsets refer to it."""
    parts: list[str] = []
    grids: list[Grid] = []
    cells: list[GridCell] = []
    position = row = 0
    for line in lines:
        fields = line.split("\\t")
        is_row = len(fields) > 1
        if not is_row and cells:
            grids.append(_grid(cells))
            cells, row = [], 0
        for column, field in enumerate(fields[:-1] if is_row else fields):
            field = field.strip()
            if is_row:
                cells.append(GridCell(position, position + len(field), row, column))
            parts.append(f"{field} | " if is_row else field)
            position += len(parts[-1])
        row += is_row
        parts.append("\\n")
        position += 1
    if cells:
        grids.append(_grid(cells))
    return "".join(parts), tuple(grids)


def _grid(cells: list[GridCell]) -> Grid:
    return Grid(tuple(cells), 1 + max(c.row for c in cells), 1 + max(c.column for c in cells))
''',
    "tests/test_reader.py": '''\
"""The reader keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

from govreport.testing.conformance import Golden, ReaderConformance
from @MODULE@ import @CLASS@

# TODO: a file of yours, and by hand what stands in it.
FILE = """%@NAME@
某局2021年政府信息公开工作年度报告
第二十条第(一)项\\t
信息内容\\t本年制发件数\\t本年废止件数\\t现行有效件数\\t
规章\\t1\\t\\t3\\t
行政规范性文件\\t4\\t5\\t6\\t
""".encode()
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (None, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
    "proactive_disclosure.normative_documents.issued": (4, "件"),
    "proactive_disclosure.normative_documents.abolished": (5, "件"),
    "proactive_disclosure.normative_documents.in_force": (6, "件"),
}


class TestReader(ReaderConformance):
    plugin = @CLASS@
    golden = (Golden(FILE, EXPECTED),)
''',
}
"""Path -> text, with placeholders for the name."""
