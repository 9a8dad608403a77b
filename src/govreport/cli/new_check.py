"""``govreport new-check``: begin checks of one's own."""

from __future__ import annotations

import click


@click.command("new-check", short_help="Write a package for checks of your own.")
@click.argument("name", metavar="NAME")
@click.option(
    "--directory",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Make the package's folder here.",
)
def new_check(name: str, directory: str) -> None:
    """Write a working package: entry point, one check, a profile, tests that call the conformance
    suite, README.

    It is installed, tested and published as it stands; then write your own demands.

    \b
    Example:
      govreport new-check hunan
      pip install -e 'govreport-hunan[test]' && pytest govreport-hunan
    """
    from pathlib import Path

    from govreport.cli.scaffold import write_files
    from govreport.cli.scaffold_check import FILES
    from govreport.errors import GovReportError

    try:
        written = write_files(name, Path(directory), FILES)
    except GovReportError as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(path)
