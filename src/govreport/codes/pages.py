"""Pages and tables of files."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Pages and tables of files"

CODES = (
    Code(
        "page-is-picture",
        ("warning",),
        meaning=(
            "A page of a PDF is a picture. Nothing on it was read, because the extra `ocr` is not "
            "installed."
        ),
        example="page 2 is a picture; nothing on it was read",
        remedy='Install the extra: `pip install "govreport[ocr]"`.',
    ),
    Code(
        "page-is-drawing",
        ("warning",),
        meaning=(
            "A page of a PDF has so many lines that they form no table; only its text was read."
        ),
        example="page 3 has too many lines for a table; only its text was read",
        remedy="Look at the page.",
    ),
    Code(
        "character-unmapped",
        ("warning",),
        meaning=(
            "A font in a PDF does not say which characters its shapes are. They are missing from "
            "the text."
        ),
        example="page 1: the font does not say what 12 characters mean",
        remedy=("Run text recognition (OCR) over the file, or find the web page of the report."),
    ),
    Code(
        "text-hidden",
        ("warning",),
        meaning=(
            "A table of a web page holds text that is struck through or not shown. It is not "
            "printed, so it was left out."
        ),
        example="2 struck or hidden texts of a table were left out: '12', '13'",
        remedy="Look at the table in a browser when its figures matter.",
    ),
    Code(
        "page-inside",
        ("warning",),
        meaning=(
            "A web page has no table of figures, but carries one as text: in a field, a frame or "
            "a script, or with its marks escaped. That page was read."
        ),
        example="the tables stand as text within <textarea>",
        remedy="Look at the page in a browser: it may show the tables otherwise, or not at all.",
    ),
    Code(
        "row-joined",
        ("warning",),
        meaning=("A row of a table was cut by a page break, and the two parts were put together."),
        example=("page 2: the row '2.重复申请' was cut by the page break and put together again"),
        remedy="Look at the row when its figures matter.",
    ),
    Code(
        "table-irregular",
        ("warning",),
        meaning=(
            "The lines of a table in a PDF leave a cell that is no rectangle; it was cut into "
            "rectangles."
        ),
        example=(
            "page 1: the lines of a table leave a cell that is no rectangle; it was cut into "
            "rectangles"
        ),
        remedy="Look at the table when values are missing or doubled.",
    ),
    Code(
        "table-overlap",
        ("warning",),
        meaning=(
            "Merged cells of a table in a web page or a Word file claim the same place. All are "
            "kept, so the columns behind them may be shifted."
        ),
        example="2 cells of a table claim a place that another cell has",
        remedy="Look at the table: a column may be shifted.",
    ),
    Code(
        "text-crosses-line",
        ("warning",),
        meaning=(
            "Text in a PDF runs over the border of its cell. Each character belongs to the cell "
            "in which its middle lies."
        ),
        example="page 1: the text '本年增/减' runs over the border of its cell",
        remedy="Look at the cell when it holds a number.",
    ),
)
