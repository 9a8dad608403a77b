"""The list of rules, and the two ways to run them: on one report, and on two years."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from attrs import frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Span
from govreport.errors import GovReportError
from govreport.model import AnnualReport

Finding: TypeAlias = tuple[str, str]
"""What a rule yields: the record path of the cell concerned, and a sentence."""

OneYear: TypeAlias = Callable[[AnnualReport], Iterator[Finding]]
TwoYears: TypeAlias = Callable[[AnnualReport, AnnualReport], Iterator[Finding]]


class NotComparable(GovReportError):
    """The two reports are not of consecutive years."""


@frozen
class Rule:
    """One rule.

    Attributes:
        identifier: ``R1`` ... ``R13``, ``P1`` ... ``P8``; the code of its diagnostics.
        sentence: what must hold.
        basis: where the rule comes from, and what real reports do with it.
        severity: of its diagnostics.
        years: 1 when the rule looks at one report, 2 when it compares two.
    """

    identifier: str
    sentence: str
    basis: str
    severity: Severity
    years: int
    one_year: OneYear | None = None
    two_years: TwoYears | None = None


_RULES: dict[str, Rule] = {}


def rule(severity: Severity = Severity.WARNING) -> Callable[[OneYear], OneYear]:
    """Register a function named by its rule id; its docstring is the rule and its basis."""

    def register(function: OneYear) -> OneYear:
        identifier, sentence, basis = _described(function)
        _add(Rule(identifier, sentence, basis, severity, 1, one_year=function))
        return function

    return register


def two_year_rule(severity: Severity = Severity.WARNING) -> Callable[[TwoYears], TwoYears]:
    """As `rule`, for a function of the previous and the current year's report."""

    def register(function: TwoYears) -> TwoYears:
        identifier, sentence, basis = _described(function)
        _add(Rule(identifier, sentence, basis, severity, 2, two_years=function))
        return function

    return register


def rules() -> list[Rule]:
    """Every rule, R before P, each by number.

    >>> [rule.identifier for rule in rules()][:3]
    ['R1', 'R2', 'R3']
    """
    _load()
    return sorted(
        _RULES.values(), key=lambda rule: (rule.identifier[0] != "R", int(rule.identifier[1:]))
    )


def check(report: AnnualReport) -> tuple[Diagnostic, ...]:
    """Evaluate every one-year rule; one diagnostic for each violation, with its cell.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> row = CaseCounts(upheld=1, corrected=0, other_result=0, pending=0, total=0)
    >>> for finding in check(AnnualReport(review_and_litigation=ReviewAndLitigation(review=row))):
    ...     print(finding.code, finding.message)
    R5 行政复议: 总计 is 0, but its parts add up to 1
    """
    return tuple(
        _diagnostic(rule, report, path, message)
        for rule in rules()
        if rule.one_year is not None
        for path, message in rule.one_year(report)
    )


def compare(previous: AnnualReport, current: AnnualReport) -> tuple[Diagnostic, ...]:
    """Evaluate every two-year rule; paths and places are those of the current report.

    Raises:
        NotComparable: both years are known and are not consecutive.

    >>> compare(AnnualReport(year=2020), AnnualReport(year=2021))
    ()
    """
    known = previous.year is not None and current.year is not None
    if known and current.year != (previous.year or 0) + 1:
        raise NotComparable(
            f"the two-year rules need consecutive years, got {previous.year} and {current.year};"
            " pass the earlier report first"
        )
    return tuple(
        _diagnostic(rule, current, path, message)
        for rule in rules()
        if rule.two_years is not None
        for path, message in rule.two_years(previous, current)
    )


def _add(rule: Rule) -> None:
    if rule.identifier in _RULES:
        raise ValueError(f"rule {rule.identifier} is defined twice")
    _RULES[rule.identifier] = rule


def _described(function: Callable[..., Iterator[Finding]]) -> tuple[str, str, str]:
    """Identifier, sentence and basis of a rule's function."""
    sentence, _, basis = (inspect.getdoc(function) or "").partition("\n\n")
    return function.__name__.upper(), " ".join(sentence.split()), " ".join(basis.split())


def _diagnostic(rule: Rule, report: AnnualReport, path: str, message: str) -> Diagnostic:
    return Diagnostic(rule.identifier, rule.severity, message, _span(report, path), path=path)


def _span(report: AnnualReport, path: str) -> Span | None:
    """Where the cell was printed; None for a report that was not read from a document."""
    if path.startswith("narrative."):
        index = int(path.rpartition("[")[2].rstrip("]"))
        identifier = path.removeprefix("narrative.").rpartition("[")[0]
        facts = [fact for fact in report.narrative if fact.identifier == identifier]
        return facts[index].span
    for row in report.provenance.rows:
        if path.startswith(row.path):
            for index in range(len(row.columns)):
                if path in (row.cell_path(index), row.path) or (
                    row.columns[index] == "" and path == f"{row.path}[0]"
                ):
                    return report.provenance.span(row.starts[index], row.ends[index])
    return None


@cache
def _load() -> None:
    from govreport.checks import disclosure, numbers, prose, requests, review, statistics

    _ = (disclosure, numbers, prose, requests, review, statistics)
