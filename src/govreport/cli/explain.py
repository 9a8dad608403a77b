"""``govreport explain``: what a code means."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govreport.language import phrase


@click.command(short_help="Explain a code: meaning, example, remedy, basis.")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain(codes: tuple[str, ...]) -> None:
    """Explain the codes of diagnostics; without a code, list all.

    The reference in the documentation has the same texts.

    \b
    Example:
      govreport explain S5 number-unplaced
      govreport explain --lang zh R1
    """
    from govreport.views.explaining import listed

    if not codes:
        for line in listed():
            click.echo(line)
        return
    click.echo("\n".join(_all(codes)))


def _all(codes: tuple[str, ...]) -> Iterator[str]:
    from govreport.views.explaining import explained, resembling

    for number, code in enumerate(codes):
        lines = explained(code)
        if lines is None:
            near = resembling(code)
            if near:
                raise click.UsageError(
                    phrase("there is no code {code}; did you mean {near}?", code=code, near=near)
                )
            raise click.UsageError(phrase("there is no code {code}", code=code))
        if number:
            yield ""
        yield from lines
