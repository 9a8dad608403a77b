"""The page ``docs/diagnostics.md``, made from the table: ``python -m govreport.codes.page``."""

from __future__ import annotations

import sys

from govreport.codes import Code, groups

_INTRODUCTION = """\
# Diagnostics

Everything that was concluded, doubted or left out is a `Diagnostic` of the report: code, severity, message, place, sometimes a hint and the record path.
A code never changes its meaning.
`govreport explain CODE` shows the entry of one code, in English or Chinese.

- **error**: a printed number is not in the model.
- **warning**: a number or its place was concluded, or something may be wrong.
- **info**: worth knowing; no number depends on it.

Broken checks are diagnostics of the same kind, with the check as code (`R1`, `S5` ...): see [rules](rules.md).
They are found by `govreport.checks`, not by reading.
"""  # noqa: E501  # one sentence a line, as in every page


def page() -> str:
    """The whole page.

    >>> page().splitlines()[0]
    '# Diagnostics'
    """
    parts = [_INTRODUCTION]
    for heading, found in groups():
        parts += [f"## {heading}\n", *map(entry, found)]
    return "\n".join(parts)


def entry(code: Code) -> str:
    """The section of one code."""
    severity = " or ".join(code.severities)
    basis = f"Basis: {sentences(code.basis)}\n\n" if code.basis else ""
    return (
        f"### {code.name}\n\nSeverity: {severity}.\n\n{sentences(code.meaning)}\n\n"
        f"```text\n{code.severity}[{code.name}]: {code.example}\n```\n\n"
        f"{basis}What to do: {sentences(code.remedy)}\n"
    )


def sentences(text: str) -> str:
    """One sentence a line.

    >>> sentences("One. Two.")
    'One.\\nTwo.'
    """
    return text.replace(". ", ".\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
