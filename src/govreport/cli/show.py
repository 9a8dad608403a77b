"""``govreport show``: one report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govreport.checks.applying import checked
from govreport.cli.inputs import Inputs, Plugins, corrections_option, plugin_options

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

    distinct((page,), (file,))
    inputs = Inputs((file,), Plugins(template, layout, reader), corrections)
    for number, (_, report, document) in enumerate(inputs.reports()):
        report = checked(report)
        if page is not None:
            if number:
                raise click.ClickException(f"{file} holds several reports; a page shows one")
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
