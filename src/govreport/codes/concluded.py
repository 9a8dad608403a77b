"""Values whose place was concluded."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Values whose place was concluded"

CODES = (
    Code(
        "cells-placed",
        ("warning", "info"),
        meaning=(
            "The values of a row are printed, but their columns were concluded: glued digits "
            "were cut, or collapsed blank cells were put back. It is done only when exactly one "
            "way is left, by counting or by the sums that the form prescribes. The values have "
            "the status `inferred`. One diagnostic stands for all rows that were placed for the "
            "same reason; rows that hold nothing but 0 are not named, and are an info alone."
        ),
        example=(
            "规章, 规范性文件, 行政许可 and 25 more: columns concluded (the only way to cut the "
            "digits into the form's columns)"
        ),
        remedy=(
            "Use the values, and leave them out where only printed columns will do: `status == "
            '"read"`.'
        ),
    ),
    Code(
        "number-marked",
        ("warning", "info"),
        meaning=(
            "Something stands with a number that may change what it means: a footnote mark, a "
            "word such as 约, a currency sign, or a sign in a column of numbers without one. The "
            "number is kept as printed, with the status `inferred`."
        ),
        example="12① stands with ①",
        remedy="Look at the note, or at the original.",
    ),
    Code(
        "rows-exclusive",
        ("warning", "info"),
        meaning=(
            "The table prints rows of two forms that exclude one another: the single row "
            "(六)其他处理 of 2019 and the three rows of 2021, each with values. Their values "
            "have the status `inferred`."
        ),
        example="(六)其他处理: rows of two forms that exclude one another are printed",
        remedy=("Look at the original: one of the rows is a heading, or belongs elsewhere."),
    ),
    Code(
        "columns-assumed",
        ("warning", "info"),
        meaning=(
            "The row is known, but its header is missing, names other columns, or names them in "
            "another order; the columns are those that remain possible. The values have the "
            "status `inferred`."
        ),
        example="规章: its header names the columns in another order (also: 规范性文件)",
        remedy=("Compare the header in the original with the columns of the record paths."),
    ),
    Code(
        "label-lost",
        ("warning", "info"),
        meaning=(
            "A row of values has no label. Exactly one row of the form is missing at this place, "
            "so it is taken as that row; the values have the status `inferred`."
        ),
        example="a row without a label is read as 规章, the only row missing here",
        remedy="Look at the row in the original when the figure matters.",
    ),
    Code(
        "label-similar",
        ("warning", "info"),
        meaning=(
            "A label is not one of the form's, nor a known variant. It resembles one row that is "
            "still possible clearly more than any other, and is taken as that row; the values "
            "have the status `inferred`. The similarity is Levenshtein's, 1 is equal."
        ),
        example="行政处 is read as 行政处罚 (similarity 0.75)",
        remedy=(
            "Nothing, if the label is a slip of that row. A variant that is met often belongs in "
            "the grammar."
        ),
    ),
    Code(
        "label-repeated",
        ("warning",),
        meaning=(
            "In the national table before 2019 two groups have rows with the same label, and the "
            "headings that tell them apart are missing. The group that was read last is taken; "
            "the values have the status `inferred`."
        ),
        example=(
            "(一)维持具体行政行为数 is read as a row of 四、行政复议数量: the label is printed in "
            "two groups, and the heading of the other one is missing"
        ),
        remedy="Compare with the headings in the original.",
    ),
    Code(
        "row-out-of-order",
        ("warning", "info"),
        meaning=(
            "A row stands at another place than in the form. Its label is clear, so its values "
            "are read."
        ),
        example="3.其他 stands out of the form's order",
        remedy=(
            "Make sure that label and values belong together: in text from a PDF they may have "
            "been split."
        ),
    ),
    Code(
        "row-extra",
        (
            "info",
            "warning",
        ),
        meaning=(
            "A row that the form does not have, such as a province's own. It is kept under its "
            "printed label in `report.extra`. As a warning, a row of the form is missing at this "
            "place: the extra row may be that row under a label that could not be recognised."
        ),
        example="其他主动公开文件: 7 8 90 is not a row of the form; kept as an extra row",
        remedy=(
            "For a warning, compare the label with the rows that the message names as missing."
        ),
    ),
    Code(
        "added-sum-differs",
        ("warning",),
        meaning=(
            "The agency added a column for a sum (小计, 法人小计, 合计), and in this row it is not "
            "the sum of its parts. Both are kept as printed: the form's columns in the model, the "
            "added one in `report.extra`."
        ),
        example="新收 / 法人小计: 6 is printed, its parts add up to 5",
        remedy="Decide from the original which figure is the slip.",
    ),
)
