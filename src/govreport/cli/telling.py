"""What a command says: in the language of the user, with nothing that could steer a terminal."""

from __future__ import annotations

import click

from govreport.language import phrase, say


def tell(text: str, *, error: bool = False) -> None:
    """Print a sentence; ``error`` for standard error."""
    from govreport.views.findings import printable

    click.echo(printable(say(text)), err=error)


def complain(name: str, message: str) -> None:
    """Name on standard error what went wrong with a file; further lines are indented.

    >>> complain("a.txt", "the archive holds no report")
    """
    from govreport.views.findings import printable

    first, *more = message.splitlines() or [""]
    line = phrase("error: {file}: {message}", file=name, message=first)
    click.echo(printable(say(line)), err=True)
    for one in more:
        click.echo(f"  {printable(_said(one))}", err=True)


def _said(line: str) -> str:
    """A line of a list; its indentation and its sign stay."""
    words = line.lstrip(" -")
    return line[: len(line) - len(words)] + say(words)
