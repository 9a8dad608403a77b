"""The page ``docs/rules.md``, made from the checks: ``python -m govreport.checks.page``."""

from __future__ import annotations

import sys
from itertools import groupby

from govreport.checks.registry import Check, checks
from govreport.codes.page import sentences

BASES = {
    "law": "the act and its guidance",
    "form": "printed in the official form",
    "local": "a notice of one place",
    "practice": "what evaluators hold reports to",
    "own": "ours",
}

SCOPES = {
    "report": "one report",
    "years": "two consecutive years of one organ",
    "versions": "two published versions of one report",
    "region": "a region and its units",
    "peers": "a report and those of its peers",
}

_INTRODUCTION = """\
# Checks

What an annual report is held to: by law, by the form, by local notices, by practice.
`govreport check FILE` evaluates them, `govreport explain ID` shows one, in English or Chinese.

- `govreport.checks.check(report)` evaluates the checks that look at one report, `compare(earlier, later)` those of two years or of two published versions, `check_region(parent, children)` and `check_peers(reports)` those of many.
- Each check of each report ends as **passed**, **broken** (every cell that takes part was read), **doubtful** (the place of a cell was concluded), **explained** (the report itself says why; the sentence is quoted) or **not evaluable** (what is missing is named). Blank is not zero, and what is not printed says nothing.
- A broken check is a diagnostic with the id as code and all cells concerned. Nothing is repaired: many violations stand in the published original. `suggest(report)` names the one cell whose change would make every sum hold, if there is exactly one.
- Profiles say which checks are on, and with which parameters: see [profiles](profiles.md).
- Demands without a check: R4 (a request in 部分公开 counts in no other row) and R12 (a co-defendant review organ does not count the lawsuit, 国办公开办函〔2016〕201号) cannot be seen in a table. P9 states none: 申请办结数, 申请答复数 and 收到申请数 need not be equal.
"""  # noqa: E501  # one sentence a line, as in every page


def page() -> str:
    """The whole page.

    >>> page().splitlines()[0]
    '# Checks'
    """
    parts = [_INTRODUCTION]
    own = [one for one in checks() if one.function.__module__.startswith("govreport.")]
    for group, members in groupby(own, key=lambda one: one.group):
        parts += [f"## Group {group}\n", *map(entry, members)]
    return "\n".join(parts)


def entry(one: Check) -> str:
    """The section of one check."""
    state = "on" if one.on else "off unless a profile turns it on"
    about = f"Looks at {SCOPES[one.scope]}"
    if one.first_year is not None:
        about += f", from the data of {one.first_year} on"
    parameters = "".join(f"- `{name}`: {value!r}\n" for name, value in one.parameters.items())
    return (
        f"### {one.identifier}\n\n{one.sentence}\n\n"
        f"Basis: {one.basis}, {BASES[one.basis]}.\n{sentences(one.source)}\n\n"
        f"Severity: {one.severity}; {state}.\n{about}.\n\n"
        + (f"Parameters:\n\n{parameters}\n" if parameters else "")
        + f"```text\n{one.severity}[{one.identifier}]: {one.example}\n```\n\n"
        f"What to do: {sentences(one.remedy)}\n"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
