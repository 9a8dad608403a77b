"""Cells and rows without a number."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Cells and rows without a number"

CODES = (
    Code(
        "not-a-number",
        ("warning",),
        meaning=(
            "A cell holds words (见附件) where the form has a number. The value is `None`, the "
            "words are kept in `raw`, the status is `not_a_number`."
        ),
        example="见附件 stands where the form has a number",
        remedy="Find the number where the words say it is.",
    ),
    Code(
        "row-empty",
        ("warning",),
        meaning=(
            "A row's label is printed and none of its cells is: not even blank ones. The row has "
            "no record."
        ),
        example="(一)予以公开: no cell is printed with this label",
        remedy=(
            "If other rows of the table have values, the values of this row were lost on the "
            "way; look at the original."
        ),
    ),
    Code(
        "rows-missing",
        ("info",),
        meaning=(
            "Rows of the form are not printed at all in a table that was found. They have no "
            "records, and `report.status(path)` says `absent`. Where the text ends within the "
            "table, the diagnostic says at which row."
        ),
        example="6 rows of the form not printed: 行政许可, 其他对外管理服务事项, 行政处罚 ...",
        remedy=("Nothing for an excerpt. In a whole report look whether the text is cut off."),
    ),
    Code(
        "table-supplementary",
        ("info",),
        meaning=(
            "A table follows no official form. Its rows are kept in `report.supplementary` under "
            "their printed labels."
        ),
        example=(
            "附表一 主動公開情況統計 follows no official form; its 3 rows are kept under their "
            "printed labels"
        ),
        remedy="Nothing; read the labels before comparing such tables between agencies.",
    ),
    Code(
        "tables-left-out",
        ("error",),
        meaning=(
            "The document holds more tables without an official form than any report has. The "
            "rest of them is not read."
        ),
        example="12 more tables of this kind are not read",
        remedy="Split the document into its reports.",
    ),
    Code(
        "table-attached",
        ("warning",),
        meaning=(
            "The report has a section whose table is not in the document: words, a link or the "
            "name of a file say that it is attached. Its figures are unknown, not zero."
        ),
        example=("三、收到和处理政府信息公开申请情况: its table is only an attachment (见附件)"),
        remedy="Get the attachment and read it too: Word, Excel and PDF files are read.",
    ),
    Code(
        "table-is-picture",
        ("warning",),
        meaning=(
            "The report has a section whose table is only a picture, which the document does not "
            "hold. Its figures are unknown, not zero."
        ),
        example="四、政府信息公开行政复议、行政诉讼情况: its table is a picture",
        remedy=(
            "Save the page with its pictures beside it and read it with the extra `ocr`, or look "
            "for another copy of the report."
        ),
    ),
)
