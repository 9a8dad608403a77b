"""Checks are run: on one report, on two years, on a region, on peers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from attrs import evolve, field, frozen

from govreport.checks.explaining import explanation
from govreport.checks.items import Broken, Item, NotConcerned, Unknown, unfit_items
from govreport.checks.merging import merged
from govreport.checks.profile import Profile, Setting, sound
from govreport.checks.registry import Check, Scope, checks
from govreport.checks.shared_cells import SUMS, one_per_cell
from govreport.checks.subject import Subject
from govreport.checks.suggesting import suggestion_for
from govreport.diagnostics import Diagnostic, Severity
from govreport.errors import GovReportError, PluginError
from govreport.language import Phrase, listing, phrase
from govreport.model import AnnualReport, Outcome, Status, Verdict
from govreport.plugins.answers import Untouched, spoken
from govreport.plugins.calling import READING_SECONDS
from govreport.plugins.registry import is_strict
from govreport.plugins.timeout import TooSlow, limited

FIRST_YEAR = 2019
"""The first year with the forms since 2019."""


class NotComparable(GovReportError):
    """Two reports that cannot be compared: other years or other agencies."""


@frozen
class Examination:
    """What the checks found, and how each of them ended.

    Attributes:
        verdicts: one for each check that is about such a report.
        findings: one diagnostic for each cause of a check that is broken, doubtful or explained.
        notes: what else is to be known, such as forms that cannot be compared, or parameters of a
            profile made in Python that cannot be used.
    """

    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def _repr_html_(self) -> str | None:
        from govreport.language import say
        from govreport.views.notebook import findings_html

        return findings_html(self.findings, say(self.summary), [say(note) for note in self.notes])

    def count(self, outcome: Outcome) -> int:
        """How many checks ended so."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    @property
    def summary(self) -> Phrase:
        """How many checks ended how, in one line.

        >>> str(Examination((Verdict("R1", Outcome.PASSED), Verdict("R2", Outcome.BROKEN))).summary)
        '1 passed, 1 broken'
        """
        return summary(self.verdicts)


def summary(verdicts: Iterable[Verdict]) -> Phrase:
    """How many checks ended how, in one line; outcomes that do not occur are left out."""
    outcomes = [verdict.outcome for verdict in verdicts]
    named = {
        Outcome.PASSED: phrase("{count} passed", count=outcomes.count(Outcome.PASSED)),
        Outcome.BROKEN: phrase("{count} broken", count=outcomes.count(Outcome.BROKEN)),
        Outcome.DOUBTFUL: phrase("{count} doubtful", count=outcomes.count(Outcome.DOUBTFUL)),
        Outcome.EXPLAINED: phrase("{count} explained", count=outcomes.count(Outcome.EXPLAINED)),
        Outcome.NOT_EVALUABLE: phrase(
            "{count} not evaluable", count=outcomes.count(Outcome.NOT_EVALUABLE)
        ),
    }
    shown = [text for outcome, text in named.items() if outcome in outcomes]
    text = listing(shown) if shown else phrase("no check is about this report")
    return text if isinstance(text, Phrase) else phrase(text)


def check(report: AnnualReport, profile: Profile | None = None) -> Examination:
    """Evaluate every check that looks at one report.

    Args:
        report: the report.
        profile: which checks, with which parameters; None for the national one.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> row = CaseCounts(upheld=1, corrected=0, other_result=0, pending=0, total=0)
    >>> table = ReviewAndLitigation(review=row)
    >>> found = check(AnnualReport(year=2021, review_and_litigation=table))
    >>> [finding.message for finding in found.findings if finding.code == "R5"]
    ['行政复议: 总计 is 0, but its parts add up to 1']
    """
    subject = Subject.of(report)
    found = _run(
        "report", profile, subject, lambda one, settings: one.function(_with(subject, settings))
    )
    return evolve(found, findings=tuple(_suggested(subject, one) for one in found.findings))


def _suggested(subject: Subject, finding: Diagnostic) -> Diagnostic:
    """A finding of sums with the one change of a cell that would mend them all, as a hint."""
    if finding.hint or finding.code not in SUMS:
        return finding
    suggestion = suggestion_for(subject, finding)
    return evolve(finding, hint=suggestion.message) if suggestion is not None else finding


def examined(report: AnnualReport, profile: Profile | None = None) -> AnnualReport:
    """The report with what `check` found in its ``findings`` and ``verdicts``."""
    found = check(report, profile)
    return evolve(report, findings=found.findings, verdicts=found.verdicts)


def compare(
    earlier: AnnualReport, later: AnnualReport, profile: Profile | None = None
) -> Examination:
    """Evaluate every check that looks at two years of one agency; places are those of the later.

    Two reports of the same year are two published versions of one report, and only what is about
    such is evaluated; a note says so.

    Raises:
        NotComparable: the later year is not the year after, or the agencies differ.

    >>> compare(AnnualReport(year=2020), AnnualReport(year=2021)).findings
    ()
    """
    from govreport.checks.pairing import comparability

    notes = comparability(earlier, later)
    before, after = Subject.of(earlier), Subject.of(later)
    again = later.year is not None and later.year == earlier.year
    found = _run(
        "versions" if again else "years",
        profile,
        after,
        lambda one, settings: one.function(_with(before, settings), _with(after, settings)),
    )
    return evolve(found, notes=(*found.notes, *notes))


def check_region(
    parent: AnnualReport, children: Sequence[AnnualReport], profile: Profile | None = None
) -> Examination:
    """Evaluate every check that compares a region's report with those of its units.

    A unit without a report is unknown, not zero: the sums are only compared from below.
    """
    whole = Subject.of(parent)
    units = [Subject.of(child) for child in children]
    return _run(
        "region",
        profile,
        whole,
        lambda one, settings: one.function(_with(whole, settings), units),
    )


def check_peers(
    reports: Sequence[AnnualReport], profile: Profile | None = None
) -> tuple[Examination, ...]:
    """Evaluate every check that compares a report with those of its peers, one for each report."""
    subjects = [Subject.of(report) for report in reports]
    return tuple(
        _run(
            "peers",
            profile,
            subject,
            lambda one, settings, me=subject: one.function(  # type: ignore[misc]
                _with(me, settings), [other for other in subjects if other is not me]
            ),
        )
        for subject in subjects
    )


def _with(subject: Subject, setting: Setting) -> Subject:
    subject.parameters = setting.parameters
    return subject


def _is_about(one: Check, report: AnnualReport) -> bool:
    """Whether a check is about reports in the forms of this one's time."""
    if one.first_year is not None and report.year is not None and report.year < one.first_year:
        return False
    if one.era == "any":
        return True
    if one.era == "before 2019":
        return report.statistics is not None
    tables = (report.proactive_disclosure, report.requests, report.review_and_litigation)
    new = any(table is not None for table in tables)
    return new or (report.year or 0) >= FIRST_YEAR


def _run(
    scope: Scope,
    profile: Profile | None,
    subject: Subject,
    evaluate: Callable[[Check, Setting], Iterable[Item]],
) -> Examination:
    chosen = profile or Profile()
    verdicts: list[Verdict] = []
    findings: list[Diagnostic] = []
    notes: list[str] = []
    for one in checks():
        if one.scope != scope or not _is_about(one, subject.report):
            continue
        setting = chosen.of(one)
        if not setting.on:
            continue
        setting, problems = sound(one, setting)
        notes += problems
        verdict, found = _asked(one, setting, subject, evaluate)
        verdicts += [verdict] if verdict is not None else []
        findings += found
    return Examination(tuple(verdicts), tuple(one_per_cell(findings)), tuple(notes))


def _asked(
    one: Check,
    setting: Setting,
    subject: Subject,
    evaluate: Callable[[Check, Setting], Iterable[Item]],
) -> tuple[Verdict | None, list[Diagnostic]]:
    """Evaluate one check; that of a package must not cost the others, nor hang."""
    own = one.function.__module__.startswith("govreport.checks.")
    try:
        if own:
            items = _of_known_year(one, subject.report, list(evaluate(one, setting)))
            return judge(one, setting, subject, items)
        untouched = Untouched(subject.report.document)
        with untouched.watching(), limited(READING_SECONDS):
            items = list(islice(evaluate(one, setting), _MOST_ITEMS))
            said = unfit_items(items) or judge(one, setting, subject, items)
        if untouched.changed:
            said = f"it changed the document ({', '.join(untouched.changed)})"
        if not isinstance(said, str):
            return said
        return judge(one, setting, subject, [_failed(one, said)])
    except TooSlow as error:
        said = f"it took more than {READING_SECONDS:g} s"
        return judge(one, setting, subject, [_failed(one, said, error)])
    except BaseException as error:
        if type(error) is KeyboardInterrupt or (isinstance(error, PluginError) and is_strict()):
            raise
        return judge(one, setting, subject, [_failed(one, spoken(error), error)])


def _of_known_year(one: Check, report: AnnualReport, items: list[Item]) -> list[Item]:
    """A demand of some years says nothing of a report that may be of an earlier one."""
    if one.first_year is None or report.year is not None or _is_of_new_form(report):
        return items
    rest = [item for item in items if not isinstance(item, Broken)]
    return [*rest, Unknown(phrase("the year is not known"))] if len(rest) < len(items) else items


def _is_of_new_form(report: AnnualReport) -> bool:
    """Whether the tables follow the form that is used from 2021 on."""
    return "2021" in (report.forms.proactive_disclosure, report.forms.requests)


_MOST_ITEMS = 100_000
"""What one check may say of one report; a report has fewer cells."""


def _failed(one: Check, text: str, cause: BaseException | None = None) -> Unknown:
    if is_strict():
        raise PluginError(f"check {one.identifier} of group {one.group} failed: {text}") from cause
    return Unknown(phrase("the check failed: {error}", error=text))


def judge(
    one: Check, setting: Setting, subject: Subject, items: Sequence[Item]
) -> tuple[Verdict | None, list[Diagnostic]]:
    """The outcome of a check and its findings, from what it said; None where it is not about it."""
    if not items:
        return Verdict(one.identifier, Outcome.PASSED), []
    outcomes: list[Outcome] = []
    findings: list[Diagnostic] = []
    reasons: dict[Outcome, str] = {}
    for broken in merged([item for item in items if isinstance(item, Broken)]):
        outcome, reason = _outcome(one, subject, broken)
        outcomes.append(outcome)
        reasons.setdefault(outcome, reason)
        findings.append(_finding(one, setting, subject, broken, outcome, reason))
    for outcome in (Outcome.BROKEN, Outcome.DOUBTFUL, Outcome.EXPLAINED):
        if outcome in outcomes:
            return Verdict(one.identifier, outcome, reasons[outcome]), findings
    unknown = [item for item in items if isinstance(item, Unknown)]
    if unknown:
        doubtful = any(item.doubtful for item in unknown)
        unknown.sort(key=lambda item: not item.doubtful)
        reason, *others = dict.fromkeys(item.reason for item in unknown)
        more = len(others)
        if more:
            reason = phrase("{reason} (and {count} more)", reason=reason, count=more)
        ended = Outcome.DOUBTFUL if doubtful else Outcome.NOT_EVALUABLE
        return Verdict(one.identifier, ended, reason), findings
    if any(isinstance(item, NotConcerned) for item in items):
        return None, findings
    return Verdict(one.identifier, Outcome.PASSED), findings


def _outcome(one: Check, subject: Subject, broken: Broken) -> tuple[Outcome, str]:
    inferred = [p for p in broken.paths if subject.cells.get(p).status is Status.INFERRED]
    if inferred:
        name = subject.cells.name(inferred[0])
        return Outcome.DOUBTFUL, phrase("the place of {cell} was concluded", cell=name)
    sentence = explanation(subject, broken.topic, within=one.identifier in SUMS)
    if sentence:
        return Outcome.EXPLAINED, phrase("the report says: {sentence}", sentence=sentence)
    return Outcome.BROKEN, ""


def _finding(
    one: Check,
    setting: Setting,
    subject: Subject,
    broken: Broken,
    outcome: Outcome,
    reason: str,
) -> Diagnostic:
    spans = (*filter(None, map(subject.cells.span, broken.paths)), *broken.spans)
    several = len(broken.paths) > 1 or len(broken.spans) > 1
    return Diagnostic(
        code=one.identifier,
        severity=setting.severity if outcome is Outcome.BROKEN else Severity.INFO,
        message=broken.message,
        span=broken.span or (spans[0] if spans else None),
        hint=reason or None,
        path=broken.paths[0] if broken.paths else None,
        paths=broken.paths if several else (),
        spans=spans if several else (),
        stated=broken.stated,
        expected=broken.expected,
    )
