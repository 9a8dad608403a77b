"""``govreport parse``: reports to JSON, JSON Lines, CSV or an overview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from govreport.checks.applying import checked
from govreport.cli.inputs import (
    Inputs,
    Plugins,
    corrections_option,
    expand,
    plugin_options,
)

if TYPE_CHECKING:
    from govreport.model import AnnualReport, Correction

FORMATS = ("json", "jsonl", "csv", "table")


@click.command(short_help="Write what reports say: JSON, JSON Lines, CSV, overview.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", "target", metavar="FILE", help="Write here instead of the screen.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: by the ending of the output file, else json.",
)
@click.option("--excel", is_flag=True, help="CSV that Excel opens with the right characters.")
@click.option("--errors", metavar="FILE", help="Write the files that failed to this CSV table.")
@corrections_option
@plugin_options
def parse(
    files: tuple[str, ...],
    target: str | None,
    form: str | None,
    excel: bool,
    errors: str | None,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """Read reports and write what they say.

    \b
    json   whole reports with their diagnostics; an array if several files are asked for
    jsonl  one value cell a line
    csv    one value cell a line; cells that look like formulas get an apostrophe
    table  one report a line: how much was read

    A file that cannot be read is named on standard error, and the others are read.

    \b
    Example:
      govreport parse report.html
      govreport parse reports/ -o cells.csv --excel --errors failed.csv
      curl -s https://example.org/report.html | govreport parse - --format jsonl
    """
    from govreport.cli.output import distinct, output
    from govreport.export.tabular import write_csv, write_failures, write_json_lines
    from govreport.views.summary import counted

    chosen = form or _by_ending(target)
    inputs = Inputs(expand(files), Plugins(template, layout, reader), corrections)
    distinct((target, errors), inputs.files)
    with output(target) as stream:
        if chosen == "csv":
            write_csv(_rows(inputs), stream, excel=excel)
        elif chosen == "jsonl":
            write_json_lines(_rows(inputs), stream)
        elif chosen == "json":
            _write_reports(inputs, stream, single=_is_single(files, inputs))
        else:
            _write_overview(inputs, stream)
    if errors is not None:
        with output(errors) as stream:
            write_failures(inputs.failures, stream, excel=excel)
    inputs.tell_failures()
    if inputs.errors:
        click.echo(
            f"{counted(inputs.errors, 'error')}: printed numbers are not in the "
            "model; see govreport check",
            err=True,
        )
    raise SystemExit(inputs.status)


def _by_ending(target: str | None) -> str:
    ending = Path(target or "").suffix.lower().lstrip(".")
    return ending if ending in FORMATS else {"ndjson": "jsonl", "txt": "table"}.get(ending, "json")


def _is_single(arguments: tuple[str, ...], inputs: Inputs) -> bool:
    return len(arguments) == 1 and inputs.files == arguments


def _rows(inputs: Inputs) -> Iterator[dict[str, Any]]:
    from govreport.export.tabular import rows

    for file, report, _ in inputs.reports():
        yield from rows(report, file=file)


def _write_reports(inputs: Inputs, stream: IO[str], *, single: bool) -> None:
    from govreport.export.serialize import to_dict

    def text(report: AnnualReport) -> str:
        return json.dumps(to_dict(report), ensure_ascii=False, indent=2)

    reports = (report for _, report, _ in inputs.reports())
    start = list(islice(reports, 2))
    if single and len(start) < 2:  # an archive has more, and makes an array
        stream.writelines(text(report) + "\n" for report in start)
        return
    separator = "[\n"
    for report in chain(start, reports):
        stream.write(separator + text(report))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _write_overview(inputs: Inputs, stream: IO[str]) -> None:
    from govreport.views.overview import print_overview

    print_overview(((file, checked(report)) for file, report, _ in inputs.reports()), stream)
