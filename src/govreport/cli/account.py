"""``govreport account``: what became of every printed number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govreport.cli.inputs import Inputs, Plugins, corrections_option, plugin_options
from govreport.language import say

if TYPE_CHECKING:
    from govreport.model import Correction


@click.command(short_help="Account for every number that a report prints.")
@click.argument("file", metavar="FILE")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("summary", "json", "csv")),
    default="summary",
    show_default=True,
    help="One line, or every number with its kind and place.",
)
@click.option("-o", "--output", "target", metavar="OUT", help="Write to a file.")
@corrections_option
@plugin_options
def account(
    file: str,
    form: str,
    target: str | None,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """Say of every number that a report prints what it is.

    A number is the value of a record, unplaced, a fact in prose, part of a label, a date, a
    reference, another number in prose, or unaccounted: printed in a table and in no record.

    \b
    Example:
      govreport account report.html
      govreport account report.html -f csv -o numbers.csv
    """
    from govreport.accounting import account as account_of
    from govreport.cli.output import distinct, output
    from govreport.text.json_text import json_text

    distinct((target,), (file,))
    inputs = Inputs((file,), Plugins(template, layout, reader), corrections)
    for number, (_, report, _document) in enumerate(inputs.reports()):
        if number:
            raise click.ClickException(f"{file} holds several reports; an account is of one")
        found = account_of(report)
        with output(target) as stream:
            if form == "json":
                stream.write(json_text(found.to_dict(), indent=2) + "\n")
            else:
                stream.write(found.to_csv() if form == "csv" else f"{say(found.sentence)}\n")
    inputs.tell_failures()
    raise SystemExit(inputs.status)
