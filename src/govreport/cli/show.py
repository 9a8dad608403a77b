"""``govreport show``: one report for people."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

import click

from govreport.checks.applying import checked
from govreport.cli.inputs import Inputs, Plugins, corrections_option, plugin_options
from govreport.language import Phrase, phrase, say

if TYPE_CHECKING:
    from govreport.model import Correction


@click.command(short_help="Show one report for people, on the terminal or as a page.")
@click.argument("file", metavar="FILE")
@click.option("--html", "page", metavar="OUT", help="Write a page for the browser instead.")
@click.option("--lang", type=click.Choice(("zh", "en")), help="Language of the page.")
@click.option("--width", type=click.IntRange(20, 1000), help="Columns of the terminal.")
@corrections_option
@plugin_options
def show(
    file: str,
    page: str | None,
    lang: str | None,
    width: int | None,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """Show the tables of one report, each doubt marked, and the diagnostics with their source.

    The page that --html writes is one file without scripts; every number on it leads to the
    characters it was read from.

    \b
    Example:
      govreport show report.txt
      govreport show report.pdf --html report.html
    """
    from govreport.cli.output import distinct, output

    if os.path.isdir(file):
        raise click.UsageError(say(_several(file)))
    distinct((page,), (file,))
    inputs = Inputs((file,), Plugins(template, layout, reader), corrections)
    found = list(islice(inputs.reports(), 2))
    if len(found) > 1:
        raise click.UsageError(say(_several(file)))
    for _, report, document in found:
        report = checked(report)
        if page is not None:
            from govreport.errors import MissingExtra
            from govreport.views.pages import render_html_view

            try:
                text = render_html_view(report, document, language=lang)
            except MissingExtra as error:
                raise click.ClickException(str(error)) from error
            with output(page) as stream:
                stream.write(text)
        else:
            from rich.console import Console

            from govreport.views.terminal import print_report

            console = Console(highlight=False, markup=False, emoji=False, width=width)
            print_report(report, document, console=console)
    inputs.tell_failures()
    raise SystemExit(inputs.status)


def _several(file: str) -> Phrase:
    return phrase(
        "{file} holds several reports, and show is of one: govreport parse SOURCE -f table lists "
        "them, govreport review SOURCE --serve shows them one by one, govreport batch SOURCE "
        "--out DIR writes them into tables",
        file=file,
    )
