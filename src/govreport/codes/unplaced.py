"""Numbers without a place."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Numbers without a place"

CODES = (
    Code(
        "number-unplaced",
        ("error", "info"),
        meaning=(
            "Numbers are printed in a table, and no single cell of the form can be theirs: blank "
            "cells have lost their place, glued digits can be cut in several ways, a row has too "
            "many values, or a label is missing where several rows are. They stay out of the "
            "model and are kept in `report.unplaced`, with raw text, nearest label and place. "
            "One diagnostic stands for all that have no place for the same reason. It is an info "
            "where all of them are 0, and where the text ends with what may begin a label."
        ),
        example="规章: 7 8 90 cannot be placed: 规章 is printed a second time",
        remedy=(
            "Look at the place in the original. A better copy of the report (the web page or the "
            "Word file in place of crawled text) usually keeps the blank cells."
        ),
    ),
    Code(
        "number-unaccounted",
        ("error", "info"),
        meaning=(
            "The account of numbers found numbers where a table has its values, and no record "
            "has them: the labels of their table are lost, or it belongs to a form that is not "
            "known. They are in no field of the report."
        ),
        example="3 0 0 1 0 0 4 5: in no record, and belongs to no recognised table",
        remedy=(
            "Look at the document. If it is a form of its own, a template plugin can teach it."
        ),
    ),
    Code(
        "number-used-twice",
        ("error",),
        meaning=(
            "Two records show the same place of the document, so that one printed number counts "
            "twice. It is a fault of the program or of a plugin, not of the document."
        ),
        example="12 is the value of more than one record",
        remedy="Report the document; until then use neither of the two values.",
    ),
    Code(
        "several-reports",
        ("warning",),
        meaning=(
            "A table is printed more than once with other values: last year's is quoted, two "
            "years stand side by side, or the file holds two reports. Only the printing that is "
            "this report's is read; the numbers of the others are kept in `report.unplaced`. Where "
            "no table is printed twice, a second title with sections of its own begins another "
            "report, and figures in prose may be of either."
        ),
        example=(
            "the table is printed 2 times with other values: the others are of another year or "
            "report"
        ),
        remedy=(
            "Nothing, where the right printing was read; else read the file with "
            "`govreport.read_all`, which yields each of its reports."
        ),
    ),
    Code(
        "lines-removed",
        ("error",),
        meaning=(
            "No line stands twice in the text. A crawler has removed repeated lines, and with "
            "them most labels and zeros; what is left of the tables cannot be read. Only the "
            "first number of a table has a sure place."
        ),
        example=(
            "no line stands twice in this text: repeated lines were removed, and with them most "
            "values"
        ),
        remedy="Fetch the report again, without removing repeated lines.",
    ),
)
