"""Which one cell, changed, would make all sums hold: named, never applied."""

from __future__ import annotations

from collections import defaultdict

from attrs import frozen

from govreport.checks.subject import Subject
from govreport.diagnostics import Diagnostic
from govreport.language import Phrase, phrase
from govreport.model import AnnualReport, Count
from govreport.model.rules import Equation, equations


@frozen
class Suggestion:
    """A change of one cell after which every sum of its table holds.

    Attributes:
        path: record path of the cell.
        label: its printed labels, else the path.
        value: what is printed.
        expected: what would make the sums hold.
    """

    path: str
    label: str
    value: Count
    expected: Count

    @property
    def message(self) -> Phrase:
        """The change in words."""
        return phrase(
            "with {expected} in place of {value} in {cell} every sum would hold",
            expected=self.expected,
            value=self.value,
            cell=self.label,
        )


def suggest(report: AnnualReport, finding: Diagnostic | None = None) -> Suggestion | None:
    """The only change of one cell after which all sums hold; None where there is none or several.

    Args:
        report: the report.
        finding: only look for a change that concerns a cell of this finding; None for any.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> row = CaseCounts(upheld=10, corrected=1, other_result=0, pending=0, total=10)
    >>> suggest(AnnualReport(review_and_litigation=ReviewAndLitigation(review=row))) is None
    True
    """
    return suggestion_for(Subject.of(report), finding)


def suggestion_for(subject: Subject, finding: Diagnostic | None) -> Suggestion | None:
    """As `suggest`, for a report that is looked at already."""
    known: list[tuple[Equation, Count]] = []
    for equation in equations(subject.request_form):
        left, right = subject.numbers(equation.left), subject.numbers(equation.right)
        if left is not None and right is not None:
            known.append((equation, sum(left) - sum(right)))
    wanted = set(finding.paths or (finding.path,)) if finding is not None else None
    concerned = [pair for pair in known if wanted is None or wanted & set(pair[0].paths)]
    tables = {equation.paths[0].partition(".")[0] for equation, gap in concerned if gap}
    found: list[Suggestion] = []
    for table in sorted(tables):
        found += _of_table(subject, [k for k in known if k[0].paths[0].startswith(f"{table}.")])
    if wanted is not None:
        found = [one for one in found if one.path in wanted]
    return found[0] if len(found) == 1 else None


def _of_table(subject: Subject, known: list[tuple[Equation, Count]]) -> list[Suggestion]:
    """Every change of one cell after which all equations of a table hold."""
    needed: dict[str, dict[int, Count]] = defaultdict(dict)
    broken = set()
    for index, (equation, gap) in enumerate(known):
        if gap:
            broken.add(index)
        for paths, sign in ((equation.left, -1), (equation.right, 1)):
            for path in paths:
                needed[path][index] = sign * gap
    found = []
    for path, changes in needed.items():
        steps = set(changes.values())
        value = subject.cells.values.get(path)
        if len(steps) != 1 or not broken <= set(changes) or value is None:
            continue
        expected = value + steps.pop()
        if expected >= 0:
            found.append(Suggestion(path, subject.cells.name(path), value, expected))
    return found
