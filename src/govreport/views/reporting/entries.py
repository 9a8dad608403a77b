"""One report with what is shown of it, and which findings are shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from attrs import evolve, field, frozen

from govreport.checks import Check, checks
from govreport.checks.shared_cells import only
from govreport.codes import codes
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Span
from govreport.language import current_language, phrase, say
from govreport.model import AnnualReport, Outcome, Verdict
from govreport.views.findings import place
from govreport.views.forms import tables
from govreport.views.table import Table

_ORDER = tuple(Severity)
_FAMILY = re.compile(r"[A-Z]+")


@frozen
class Selection:
    """Which findings are shown.

    ``select`` and ``ignore`` are codes, or the letters of a family (``R``, ``S``); of two that
    fit the longer one decides. An empty ``select`` means all.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.INFO

    def shows(self, finding: Diagnostic) -> bool:
        """Whether a finding is shown.

        >>> Selection(select=("R",), ignore=("R3",)).shows(Diagnostic("R3", Severity.INFO, ""))
        False
        """
        grave = _ORDER.index(finding.severity) <= _ORDER.index(self.severity)
        return grave and any(map(self.names, finding.codes))

    def names(self, code: str) -> bool:
        """Whether findings of this code are shown, whatever their severity."""
        chosen = _fit(code, self.select) if self.select else 1
        return chosen > _fit(code, self.ignore)


def _fit(code: str, patterns: Iterable[str]) -> int:
    """How well the best pattern fits: 0 not at all, 2 its family, 3 the code itself."""
    family = _FAMILY.match(code)
    best = 0
    for pattern in patterns:
        if pattern == code:
            return 3
        if family is not None and pattern == family.group():
            best = 2
    return best


def unknown_codes(patterns: Sequence[str]) -> list[str]:
    """Those of the patterns that name no code and no family."""
    known = set(codes()) | set(checks_by_code())
    families = {match.group() for match in map(_FAMILY.match, known) if match}
    return [pattern for pattern in patterns if pattern not in known | families]


@cache
def checks_by_code() -> dict[str, Check]:
    """Id -> check, for those that are installed."""
    return {one.identifier: one for one in checks()}


@frozen
class Checked:
    """One report with the findings that are shown of it.

    ``file`` is the file that was given; reports of archives are named by their member too.
    """

    file: str
    report: AnnualReport
    document: Document | None = None
    findings: tuple[Diagnostic, ...] = field(default=())

    @property
    def name(self) -> str:
        """File and, for a report of an archive, its member.

        >>> from govreport.document import Source
        >>> from govreport.model import Provenance
        >>> inside = AnnualReport(provenance=Provenance(source=Source(entry="a.txt")))
        >>> Checked("z.zip", inside).name
        'z.zip/a.txt'
        """
        entry = self.report.provenance.source.entry
        return f"{self.file}/{entry}" if entry else self.file

    def chosen(self, selection: Selection) -> Checked:
        """Only with the findings that are shown, one for each cause."""
        every = (*self.report.diagnostics, *self.report.findings)
        shown = (only(one, selection.names) for one in filter(selection.shows, every))
        return evolve(self, findings=tuple(one for one in shown if one is not None))

    @property
    def by_gravity(self) -> list[Diagnostic]:
        """The findings, the gravest first."""
        return sorted(self.findings, key=lambda finding: _ORDER.index(finding.severity))

    def place(self, finding: Diagnostic) -> str:
        """File, line and column of a finding; the file alone where it has no place."""
        return place(finding.span, self.name)


Results: TypeAlias = Iterable[Checked]


def marked_tables(
    result: Checked, found: Sequence[Diagnostic]
) -> Iterator[tuple[Table, dict[str, list[int]]]]:
    """The tables in which a cell of a finding stands, and path -> numbers of its findings.

    Args:
        result: the report.
        found: the findings in the order in which they are numbered, from 1.
    """
    marks: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(found, 1):
        for path in dict.fromkeys((*finding.paths, *filter(None, (finding.path,)))):
            marks[path].append(number)
    for table in tables(evolve(result.report, diagnostics=())):
        if any(cell.path in marks for cell in table.cells):
            yield table, dict(marks)


def unknown(report: AnnualReport) -> dict[str, list[str]]:
    """Why checks could not be evaluated, in the current language -> their codes.

    >>> from govreport.model import Outcome, Verdict
    >>> ended = Verdict("R1", Outcome.NOT_EVALUABLE, "no table is printed")
    >>> unknown(AnnualReport(verdicts=(ended,)))
    {'no table is printed': ['R1']}
    """
    reasons: dict[str, list[str]] = defaultdict(list)
    for verdict in unanswered(report):
        reasons[say(verdict.reason)].append(verdict.check)
    return dict(reasons)


def unanswered(report: AnnualReport) -> Iterator[Verdict]:
    """The checks that neither passed nor found anything."""
    found = {code for finding in report.findings for code in finding.codes}
    for verdict in report.verdicts:
        doubtful = verdict.outcome is Outcome.DOUBTFUL and verdict.check not in found
        if doubtful or verdict.outcome is Outcome.NOT_EVALUABLE:
            yield verdict


def basis(code: str) -> str:
    """The source of a demand, in the current language; empty for a code of the reading."""
    one = checks_by_code().get(code)
    if one is not None:
        return say(one.source)
    known = codes().get(code)
    return say(known.basis) if known is not None and known.basis else ""


def bases(finding: Diagnostic) -> str:
    """The sources of the demands of a finding, each once."""
    between = "" if current_language() == "zh" else " "
    return between.join(dict.fromkeys(filter(None, map(basis, finding.codes))))


def position(finding: Diagnostic, report: AnnualReport) -> str:
    """Where a finding is, for a person: the printed labels of its cell, else the line."""
    for path in (finding.path, *finding.paths):
        label = cell_label(report, path) if path else None
        if label:
            return label
    span: Span | None = finding.span
    if span is None or span.line is None:
        return ""
    section = _section_at(report, span.start)
    if not section:
        return say(phrase("line {line}", line=span.line))
    return say(phrase("{section} (line {line})", section=section, line=span.line))


def cell_label(report: AnnualReport, path: str) -> str | None:
    """The printed labels of the cell at a record path."""
    for row in report.provenance.rows:
        if path.startswith(row.path):
            for index in range(len(row.columns)):
                if row.cell_path(index) == path:
                    return f"{row.label} {row.column_labels[index]}".strip()
    return None


def _section_at(report: AnnualReport, offset: int) -> str | None:
    """The heading of the section that a place is in."""
    for section in report.sections:
        span = section.span
        if span is not None and span.start <= offset < max(span.end, span.start + 1):
            return section.heading
    return None
