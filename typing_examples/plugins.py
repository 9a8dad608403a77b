"""A layout and a check of a user's own, as a type checker sees them."""

from __future__ import annotations

from govreport.plugin import (
    BLANK,
    ROW_END,
    Broken,
    Cell,
    CheckGroup,
    Document,
    Evidence,
    Items,
    Layout,
    Subject,
    Unknown,
    Vocabulary,
)


class Semicolons(Layout):
    """A row per line, cells separated by semicolons."""

    name = "semicolons"
    description = "a row per line, cells separated by semicolons"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """How sure this layout is of a document."""
        return Evidence(0.9 if ";" in document.text else 0.0)

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of the document with their offsets."""
        found: list[Cell] = []
        start = 0
        for line in document.text.split("\n"):
            for text in line.split(";"):
                found.append((text.strip() or BLANK, start, start + len(text)))
                start += len(text) + 1
            found.append((ROW_END, start - 1, start - 1))
        return found


GROUP = CheckGroup("hunan", "what a province asks of titles")


@GROUP.check(basis="local", example="the title does not name the year 2021")
def hn1(subject: Subject) -> Items:
    """The title names the year.

    The notice, with its number and date.
    """
    report = subject.report
    if report.title is None or report.year is None:
        yield Unknown("title or year is not known")
    elif str(report.year) not in report.title:
        yield Broken(f"the title does not name the year {report.year}", stated=report.title)
