"""The last net: runs of numbers in the text that no table claimed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from govreport.diagnostics import Severity
from govreport.tables.outcome import Note

_RUN = re.compile(
    r"(?<![\d.\-/:])(?:\d[\d,]*(?:\.\d+)?[ \t\r\n|]+){4,}\d[\d,]*(?:\.\d+)?(?![\d年月日:/])"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENOUGH = 5
_SHOWN = 8


def unclaimed_runs(
    text: str, prose: Sequence[tuple[int, int]], claimed: Collection[int]
) -> list[Note]:
    """Findings for runs of five or more numbers of which five or more are in no record.

    Args:
        text: the document's text.
        prose: the stretches outside all tables.
        claimed: offsets at which the cells of all records begin.

    >>> [note.message for note in unclaimed_runs("1 0 0 0 0 0 1", [(0, 13)], ())]
    ['1 0 0 0 0 0 1 stands in no table that is known']
    >>> unclaimed_runs("1 0 0 0 0 0 1", [(0, 13)], {0, 2, 4, 6, 8, 10, 12})
    []
    """
    notes = []
    for run in (run for start, end in prose for run in _RUN.finditer(text, start, end)):
        loose = [
            number
            for number in _NUMBER.finditer(text, run.start(), run.end())
            if number.start() not in claimed
        ]
        if len(loose) < _ENOUGH:
            continue
        shown = " ".join(number[0] for number in loose[:_SHOWN])
        more = " ..." if len(loose) > _SHOWN else ""
        notes.append(
            Note(
                "numbers-unclaimed",
                Severity.ERROR,
                f"{shown}{more} stands in no table that is known",
                loose[0].start(),
                loose[-1].end(),
                "the labels of this table may be lost or unknown; look at the document",
            )
        )
    return notes
