"""Reports that are pictures."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Reports that are pictures"

CODES = (
    Code(
        "read-from-picture",
        ("warning",),
        meaning=(
            "The report, or a part of it, was read from pictures by text recognition. No value "
            "of them has a higher status than `inferred`. The message says how many cells were "
            "uncertain, and how many of the sums that the form prescribes hold (R1, R2, R3, R5): "
            "a sum that fails is an error of the reading or of the original."
        ),
        example=(
            "read from pictures: 200 cells, of which 2 are left out as uncertain and 1 were "
            "decided by sums; 41 of 42 sums of the form hold"
        ),
        remedy=(
            "Use the figures with care, or look for the report as a web page, a Word file or a "
            "PDF with text."
        ),
        hint="compare the figures with the picture before you rely on them",
    ),
    Code(
        "picture-cell-uncertain",
        ("error",),
        meaning=(
            "A cell of a picture was read twice with different results, or with low confidence, "
            "and the sums of the form do not leave exactly one of the readings. Its value is "
            "left out of the model; the record has the status `unplaced`."
        ),
        example="the cell was read as 17 and as 11 (confidence 63%); its value is left out",
        remedy="Look at the cell in the picture; a correction can supply the value.",
        hint="look at the cell in the picture",
    ),
    Code(
        "picture-cell-misplaced",
        ("error",),
        meaning=(
            "The ruling lines around a cell of a picture are broken, and the rest of the table "
            "does not show where they ran; or so many numbers of the page stand outside its "
            "cells that no cell of it can be trusted; or a total may be that of another row. "
            "Unless the sums of its row and of its column hold, the value is left out of the "
            "model, and the record has the status `unplaced`."
        ),
        example=(
            "17 may belong to another cell, because the ruling lines around it are broken; the "
            "value is left out"
        ),
        remedy="Look at the cell in the picture; a correction can supply the value.",
        hint="look at the cell in the picture",
    ),
    Code(
        "picture-grid-broken",
        ("warning",),
        meaning=(
            "No cell of a page that is a picture is sure, for one of three causes. Several numbers "
            "stand outside the cells that its ruling lines enclose: lines are missing or bent; the "
            "message names the numbers. Or several cells hold more than one number each: lines "
            "between rows or columns are lost, as in a fax or a blurred scan. Or, on a page "
            "without ruling lines, several specks or marks cannot be read, and columns may seem "
            "to begin at them. "
            "No value of the page counts unless sums prove it (picture-cell-misplaced)."
        ),
        example=(
            "page 2: 3 numbers stand outside the cells that its ruling lines enclose: 17, 0, 4"
        ),
        remedy="Scan the page again, or look for the report in another form.",
        hint="scan the page again, flat and at 200 dpi or more",
    ),
    Code(
        "picture-page-curved",
        ("warning",),
        meaning=(
            "The ruling lines of a page that is a picture rise and fall by more than a quarter "
            "of a row: the page was bent, or seen from aside. Print may count as that of a "
            "neighbouring row. No value of the page counts unless sums prove it "
            "(picture-cell-misplaced), and rows may be missing."
        ),
        example="page 2: its ruling lines are curved or slant, by about 9 points",
        remedy="Scan the page again, pressed flat, or look for the report in another form.",
        hint="scan the page again, flat and at 200 dpi or more",
    ),
    Code(
        "picture-cell-decided",
        ("warning",),
        meaning=(
            "A cell of a picture was read twice with different results, or with low confidence, "
            "and exactly one of the readings satisfies the sums of the form that it takes part "
            "in. That reading is the value, with the status `inferred`."
        ),
        example="the cell was read as 17 and as 11 (confidence 63%); only 17 satisfies R3",
        remedy="Look at the cell in the picture when its figure matters.",
    ),
    Code(
        "text-layer-hidden",
        ("warning",),
        meaning=(
            "A page of a PDF is a picture with a hidden layer of text behind it, which a program "
            "for text recognition has added. The layer was read, because the extra `ocr` is not "
            "installed; nobody has compared it with the picture."
        ),
        example=(
            "page 1 is a picture; its text was added by a program for text recognition and was "
            "not compared with the picture"
        ),
        remedy=(
            'Install the extra (`pip install "govreport[ocr]"`), so that the picture itself is '
            "read and the layer is compared with it."
        ),
    ),
    Code(
        "picture-not-read",
        ("warning",),
        meaning=(
            "A page or a Word file has no table of figures in its text, but a large picture, "
            "which was not read: the extra `ocr` is not installed."
        ),
        example="picture 1 was not read: it needs the extra ocr",
        remedy='Install the extra: `pip install "govreport[ocr]"`.',
    ),
)
