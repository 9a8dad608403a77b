"""The package that ``govreport new-check`` writes."""

from __future__ import annotations

from govreport.cli.scaffolds.writing import package

FILES = package(
    "checks",
    "GROUP",
    "The checks @NAME@",
    "1. Write each demand as a function in `src/@MODULE@/__init__.py`: name, docstring, "
    "declaration.\n"
    "2. Give good and bad reports in `tests/test_conformance.py`.\n"
    "3. Turn the checks on: `govreport check report.html --profile @NAME@.toml`.",
) | {
    "@NAME@.toml": """\
title = "@NAME@"
extends = "national"

[checks.@ID@1]
on = true
""",
    "src/@MODULE@/__init__.py": '''\
"""The checks @NAME@."""

from __future__ import annotations

from govreport.plugin import Broken, CheckGroup, Items, Subject, Unknown

GROUP = CheckGroup("@NAME@", "what @NAME@ asks for")


@GROUP.check(basis="local", least=1, example="行政许可 is 0, less than 1")
def @id@1(subject: Subject) -> Items:
    """行政许可 is at least the number that the profile names.

    TODO: the notice, with its number and date.
    """
    path = "proactive_disclosure.licensing.decisions"
    count = subject.cells.get(path).value
    if count is None:
        yield Unknown(*subject.cells.why_missing([path]))
    elif count < subject.parameters["least"]:
        least = subject.parameters["least"]
        yield Broken(f"行政许可 is {count}, less than {least}", (path,), stated=str(count))
''',
    "tests/test_conformance.py": '''\
"""The checks keep to govreport's conformance suite, and find what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.plugin import AnnualReport, ProactiveDisclosure, ServiceCounts
from govreport.testing.conformance import CheckConformance
from @MODULE@ import GROUP


def report(decisions: int) -> AnnualReport:
    """A report with so many 行政许可."""
    licensing = ServiceCounts(decisions=decisions)
    return AnnualReport(proactive_disclosure=ProactiveDisclosure(licensing=licensing))


class TestChecks(CheckConformance):
    plugin = GROUP

    def good(self) -> Sequence[AnnualReport]:
        return (report(12),)

    def bad(self) -> Sequence[tuple[str, AnnualReport]]:
        return (("@ID@1", report(0)),)
''',
}
"""Path -> text, with ``@NAME@``, ``@MODULE@``, ``@ID@`` and ``@id@`` to be replaced."""
