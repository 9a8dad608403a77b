"""The command group: what ``govreport --help`` shows."""

from __future__ import annotations

import click

from govreport.cli.account import account
from govreport.cli.batch import batch
from govreport.cli.check import check
from govreport.cli.compare import compare
from govreport.cli.corrections import corrections
from govreport.cli.debug import debug
from govreport.cli.diff import diff
from govreport.cli.explain import explain
from govreport.cli.grammars import grammars
from govreport.cli.localised import Group, language_option
from govreport.cli.new_packages import COMMANDS as NEW_PACKAGES
from govreport.cli.parse import parse
from govreport.cli.plugins import plugins
from govreport.cli.review import review
from govreport.cli.schema import schema
from govreport.cli.show import show

EXIT_STATUS = """\b
Exit status:
  0  everything was read
  1  a file could not be read, or a printed number has no place
     (a diagnostic of severity error)
  2  the command was called wrongly, or its output cannot be written
"""


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"govreport {version('govreport')}")
        context.exit()


@click.group(
    cls=Group,
    epilog=EXIT_STATUS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version.",
)
def govreport() -> None:
    """Read 政府信息公开工作年度报告, cell by cell and never silently wrong.

    A FILE is a report as text, HTML, Markdown, Word or PDF, an archive of reports (zip, WARC,
    JSON Lines), a folder, a pattern such as 'reports/*.html', or - for standard input.

    \b
    Example:
      govreport show report.txt
      govreport parse reports/ -o cells.csv
    """


govreport.params.append(language_option())
for command in (
    *(
        batch,
        parse,
        show,
        account,
        check,
        explain,
        compare,
        diff,
        review,
        corrections,
        plugins,
        grammars,
        schema,
        debug,
    ),
    *NEW_PACKAGES,
):
    govreport.add_command(command)
