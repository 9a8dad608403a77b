"""Every code with its meaning as Markdown, for the documentation, in the language in force."""

from __future__ import annotations

from govreport.codes import Code, groups
from govreport.language import say


def page() -> str:
    """The entries of all codes by groups.

    >>> page().splitlines()[0]
    '## Numbers without a place'
    """
    parts: list[str] = []
    for heading, found in groups():
        parts += [f"## {say(heading)}\n", *map(entry, found)]
    return "\n".join(parts)


def entry(code: Code) -> str:
    """The section of one code."""
    severity = " / ".join(map(say, code.severities))
    basis = f"{say('Basis')}: {sentences(say(code.basis))}\n\n" if code.basis else ""
    return (
        f"### {code.name}\n\n{say('Severity')}: {severity}\n\n{sentences(say(code.meaning))}\n\n"
        f"```text\n{say(code.severity)}[{code.name}]: {say(code.example)}\n```\n\n"
        f"{basis}{say('What to do')}: {sentences(say(code.remedy))}\n"
    )


def sentences(text: str) -> str:
    """One sentence a line.

    >>> sentences("One. Two.")
    'One.\\nTwo.'
    """
    return text.replace(". ", ".\n")
