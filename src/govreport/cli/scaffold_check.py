"""The package that ``govreport new-check`` writes: complete, tested, ready to be changed."""

from __future__ import annotations

FILES = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "govreport-@NAME@"
version = "0.1.0"
description = "The checks @NAME@ for govreport."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["govreport>=0.1"]

[project.optional-dependencies]
test = ["govreport[test]"]

[project.entry-points."govreport.checks"]
@NAME@ = "@MODULE@:GROUP"

[tool.hatch.build.targets.wheel]
packages = ["src/@MODULE@"]
""",
    "README.md": """\
# govreport-@NAME@

The checks @NAME@ for [govreport](https://pypi.org/project/govreport/).

1. Write each demand as a function in `src/@MODULE@/__init__.py`: name, docstring, declaration.
2. Give good and bad reports in `tests/test_conformance.py`.
3. Run the conformance suite: `pip install -e '.[test]'`, then `pytest`.
4. Turn the checks on: `govreport check report.html --profile @NAME@.toml`.
5. Build and publish: `python -m build`, `twine upload dist/*`.
""",
    "@NAME@.toml": """\
title = "@NAME@"
extends = "national"

[checks.@ID@1]
on = true
""",
    "src/@MODULE@/py.typed": "",
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
