"""Small documents with their expectation in the same file; adding a case is adding a file.

A file begins with a line that says what the case shows, then ``---input---`` and the document as
it is, then ``---expected---`` and what a careful reader writes down. Lines of the expectation::

    year 2020                      year and agency of the report
    sections overview requests     the identifiers of the sections, ``-`` for one without
    layout bare_cells              the layout that was chosen
    form requests 2019             the form that a table follows
    rules newly_made 1 ...         a row below its table: each column with its cell
    new_requests 1 0 0 0 0 0 1     the seven (or five) columns of the other tables are not named
    unplaced requests 3 3          numbers kept outside the model
    warning label-lost line 12     severity, code and line of each diagnostic; several lines where
                                   it has several places; ``x 3`` if repeated

A cell is a number, followed by its unit if the form prints none (``[元]``, ``[unit unknown]``) or
if it is not 件 or 项; ``?`` marks a value whose place was concluded. ``_`` is a blank cell,
``(/)`` a placeholder as printed, ``"见附件"`` words.
``xfail: reason`` in the lines above ``---input---`` states a known defect, ``awaits: reason``
something that the library does not read yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import govreport
from govreport.testing.golden import EXPECTED, INPUT, written

DOCUMENTS = Path(__file__).resolve().parent / "documents"
COMMAND = "pytest tests/golden/test_documents.py --update-goldens"


def _cases() -> Iterator[object]:
    for file in sorted(DOCUMENTS.iterdir()):
        about, _, _ = file.read_text(encoding="utf-8").partition(INPUT)
        marks = [
            pytest.mark.xfail(strict=line.startswith("xfail:"), reason=line[7:].strip())
            for line in about.splitlines()
            if line.startswith(("xfail:", "awaits:"))
        ]
        yield pytest.param(file, marks=marks, id=file.name)


@pytest.mark.parametrize("file", list(_cases()))
def test_document(file: Path, request: pytest.FixtureRequest) -> None:
    """Each number ends where it is printed, each cell has its status, each doubt its diagnostic."""
    about, _, rest = file.read_text(encoding="utf-8").partition(INPUT)
    document, _, expected = rest.rpartition(EXPECTED)
    assert about, f"{file.name} has no {INPUT.strip()}, or no line above it that says what it shows"
    assert document, f"{file.name} has no {EXPECTED.strip()} below its document"

    if file.suffix == ".html":
        pytest.importorskip("selectolax", reason="the extra html is not installed")
        report = govreport.read(document.encode())
    else:
        report = govreport.parse(document)
    actual = written(report)

    if request.config.getoption("--update-goldens"):
        file.write_text(about + INPUT + document + EXPECTED + actual, encoding="utf-8")
        return
    assert expected == actual, (
        f"{file.name} is not read as expected; if the document says what is read, run: {COMMAND}"
    )


def test_there_are_enough_cases() -> None:
    """The documents cover each layout and each kind of damage; the folder is not empty."""
    names = {file.stem.split("_")[0] for file in DOCUMENTS.iterdir()}
    damages = {f"D{number:02}" for number in range(1, 18)}

    assert len(list(DOCUMENTS.iterdir())) >= 40
    assert damages <= names
    assert {"layout", "value", "label"} <= names
