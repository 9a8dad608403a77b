"""Words of the pages that are no literals in a template: statuses, severities, kinds."""

from __future__ import annotations

from govreport.language import Phrase, phrase
from govreport.model import Status
from govreport.views.table import ABSENT

STATUSES: dict[str, Phrase] = {
    Status.READ: phrase("read"),
    Status.INFERRED: phrase("inferred"),
    Status.BLANK: phrase("blank"),
    Status.NOT_APPLICABLE: phrase("not applicable"),
    Status.NOT_A_NUMBER: phrase("words"),
    Status.CORRECTED: phrase("corrected"),
    Status.UNPLACED: phrase("unplaced"),
    ABSENT: phrase("not printed"),
}

MEANINGS: dict[str, tuple[str, Phrase]] = {
    Status.INFERRED: ("6?", phrase("printed; its row or column was concluded")),
    Status.BLANK: ("·", phrase("blank cell, not zero")),
    Status.NOT_APPLICABLE: ("/", phrase("placeholder, as printed")),
    Status.NOT_A_NUMBER: ("“…”", phrase("words, as printed")),
    Status.CORRECTED: ("6(8)", phrase("corrected by a person; in brackets what was read")),
    Status.UNPLACED: ("6", phrase("printed, but no single place for it")),
}

SEVERITIES = {
    "error": phrase("error"),
    "warning": phrase("warning"),
    "info": phrase("note"),
}

KINDS: dict[str, Phrase] = {
    "value": phrase("value"),
    "inferred": phrase("inferred"),
    "unplaced": phrase("unplaced"),
    "corrected": phrase("corrected"),
    "fact": phrase("figure in prose"),
    "label": phrase("label or heading"),
    "date": phrase("date"),
    "reference": phrase("number of a document or article"),
    "prose": phrase("other number in prose"),
    "unaccounted": phrase("unaccounted"),
}
"""What a printed number is; the names are those of the marks in the source."""

READING = (
    phrase("source"),
    phrase("format"),
    phrase("encoding"),
    phrase("reader"),
    phrase("year read from"),
    phrase("form of 主动公开"),
    phrase("form of 申请"),
    phrase("form of 复议诉讼"),
    phrase("form of 统计表"),
)
"""What is told about the reading."""
