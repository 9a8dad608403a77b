"""Every check as Markdown, for the documentation, in the language in force."""

from __future__ import annotations

from itertools import groupby

from govreport.checks.registry import Check, checks
from govreport.codes.page import sentences
from govreport.language import say

BASES = {
    "law": "the act and its guidance",
    "form": "printed in the official form",
    "local": "a notice of one place",
    "practice": "what evaluators hold reports to",
    "own": "ours",
}

SCOPES = {
    "report": "one report",
    "years": "two consecutive years of one agency",
    "versions": "two published versions of one report",
    "region": "a region and its units",
    "peers": "a report and those of its peers",
}


def page() -> str:
    """The entries of all built-in checks by groups.

    >>> page().splitlines()[0]
    '## Group requests'
    """
    parts: list[str] = []
    own = [one for one in checks() if one.function.__module__.startswith("govreport.")]
    for group, members in groupby(own, key=lambda one: one.group):
        parts += [f"## {say('Group')} {group}\n", *map(entry, members)]
    return "\n".join(parts)


def entry(one: Check) -> str:
    """The section of one check."""
    return (
        f"### {one.identifier}\n\n{say(one.sentence)}\n\n{_table(one)}\n"
        f"```text\n{say(one.severity.value)}[{one.identifier}]: {say(one.example)}\n```\n\n"
        f"{say('What to do')}: {sentences(say(one.remedy))}\n"
    )


def _table(one: Check) -> str:
    state = say("on") if one.on else say("off unless a profile turns it on")
    rows = [
        (say("Basis"), say(BASES[one.basis])),
        (say("Origin"), say(one.source)),
        (say("Severity"), say(one.severity.value)),
        (say("By default"), state),
        (say("Looks at"), say(SCOPES[one.scope])),
        *((say("Parameter"), f"`{name}` = {value!r}") for name, value in one.parameters.items()),
    ]
    if one.first_year is not None:
        rows.append((say("From the data of"), str(one.first_year)))
    return "| | |\n|---|---|\n" + "".join(
        f"| {name} | {text.replace('|', chr(92) + '|')} |\n" for name, text in rows
    )
