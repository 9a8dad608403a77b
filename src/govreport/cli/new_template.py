"""``govreport new-template``: begin a template of one's own."""

from __future__ import annotations

import click


@click.command("new-template", short_help="Write a package for a form of your own.")
@click.argument("name", metavar="NAME")
@click.option(
    "--directory",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Make the package's folder here.",
)
@click.option(
    "--list",
    "indicators",
    is_flag=True,
    help="A list of indicators, instead of the national form with a row more.",
)
def new_template(name: str, directory: str, indicators: bool) -> None:
    """Write a working package: entry point, grammar, mapping, tests that call the conformance
    suite, README.

    It is installed, tested and published as it stands; then change the grammar to your form.

    \b
    Example:
      govreport new-template hunan-2022
      pip install -e 'govreport-hunan-2022[test]' && pytest govreport-hunan-2022
    """
    from pathlib import Path

    from govreport.cli.scaffold import write_package
    from govreport.errors import GovReportError

    try:
        written = write_package(name, Path(directory), indicators=indicators)
    except GovReportError as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(path)
