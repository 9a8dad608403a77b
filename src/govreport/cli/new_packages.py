"""``govreport new-template``, ``new-layout``, ``new-reader``, ``new-check``: begin a plugin."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

_DIRECTORY = click.option(
    "--directory",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Make the package's folder here.",
)
_NAME = click.argument("name", metavar="NAME")


@click.command("new-template", short_help="Write a package for a form of your own.")
@_NAME
@_DIRECTORY
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
    from govreport.cli.scaffolds import templates

    _write(name, directory, templates.LIST_FILES if indicators else templates.FILES)


@click.command("new-layout", short_help="Write a package for a layout of your own.")
@_NAME
@_DIRECTORY
def new_layout(name: str, directory: str) -> None:
    """Write a working package: entry point, a layout, tests that call the conformance suite,
    README.

    It is installed, tested and published as it stands; then change the signs to your layout.

    \b
    Example:
      govreport new-layout bars
      pip install -e 'govreport-bars[test]' && pytest govreport-bars
    """
    from govreport.cli.scaffolds import layouts

    _write(name, directory, layouts.FILES)


@click.command("new-reader", short_help="Write a package for a reader of your own.")
@_NAME
@_DIRECTORY
def new_reader(name: str, directory: str) -> None:
    """Write a working package: entry point, a reader of files, tests that call the conformance
    suite, README.

    It is installed, tested and published as it stands; then open your kind of file in it.

    \b
    Example:
      govreport new-reader ofd
      pip install -e 'govreport-ofd[test]' && pytest govreport-ofd
    """
    from govreport.cli.scaffolds import readers

    _write(name, directory, readers.FILES)


@click.command("new-check", short_help="Write a package for checks of your own.")
@_NAME
@_DIRECTORY
def new_check(name: str, directory: str) -> None:
    """Write a working package: entry point, one check, a profile, tests that call the conformance
    suite, README.

    It is installed, tested and published as it stands; then write your own demands.

    \b
    Example:
      govreport new-check hunan
      pip install -e 'govreport-hunan[test]' && pytest govreport-hunan
    """
    from govreport.cli.scaffolds import checks

    _write(name, directory, checks.FILES)


COMMANDS: tuple[click.Command, ...] = (new_template, new_layout, new_reader, new_check)
"""The commands, in the order of the help."""


def _write(name: str, directory: str, files: Mapping[str, str]) -> None:
    from govreport.cli.scaffolds.writing import write_files
    from govreport.errors import GovReportError

    try:
        written = write_files(name, Path(directory), files)
    except GovReportError as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(path)
