"""``govreport grammars``: the built-in grammars, which those of plugins import."""

from __future__ import annotations

import click


@click.command(short_help="Print a built-in grammar, to be imported or learnt from.")
@click.argument("name", metavar="[NAME]", required=False)
def grammars(name: str | None) -> None:
    """Print the grammar NAME with its rules and labels, or list the built-in grammars.

    A grammar of your own takes one in with "%import NAME (start)", replaces a rule with
    "%override" and adds variants to a label with "%extend".

    \b
    Example:
      govreport grammars
      govreport grammars disclosure_2021
    """
    from govreport.grammars.printing import importable, printed

    known = importable()
    if name is None:
        for one, about in known.items():
            click.echo(f"{one:24}{about}")
        return
    if name not in known:
        raise click.UsageError(f"there is no grammar {name}; there are {', '.join(known)}")
    click.echo(printed(name), nl=False)
