"""``govreport parse``: reports to JSON, JSON Lines, CSV or an overview."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from attrs import evolve

from govreport.checks.applying import checked
from govreport.cli.inputs import (
    Inputs,
    Plugins,
    corrections_option,
    expand,
    plugin_options,
    target_option,
)
from govreport.cli.telling import tell
from govreport.export.tabular import Failure
from govreport.language import phrase

if TYPE_CHECKING:
    from govreport.export.frames import Rows
    from govreport.model import AnnualReport, Correction

REPORTS = ("json", "table")
"""Formats of whole reports and of an overview; the others hold tables."""
FORMATS = (*REPORTS, "csv", "jsonl", "parquet", "feather", "xlsx", "sqlite", "dta")
TABLES = ("cells", "reports", "facts", "findings", "unplaced", "panel")


@click.command(short_help="Write what reports say: CSV, JSON, Parquet, Excel, SQLite, Stata ...")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@target_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: by the ending of the output file, else json.",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table; else cells, and all of them in xlsx and sqlite.",
)
@click.option("--overwrite", is_flag=True, help="Replace an output file that is there.")
@click.option("--check", "examine", is_flag=True, help="Into json: what the checks find, too.")
@click.option("--excel", is_flag=True, help="CSV that Excel opens with the right characters.")
@click.option("--errors", metavar="FILE", help="Write the files that failed to this CSV table.")
@corrections_option
@plugin_options
def parse(
    files: tuple[str, ...],
    target: str | None,
    form: str | None,
    table: str | None,
    overwrite: bool,
    examine: bool,
    excel: bool,
    errors: str | None,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """Read reports and write what they say.

    \b
    json     whole reports with their diagnostics; an array if several files are asked for
    table    one report a line: how much was read (.txt)
    csv      one value cell a line; cells that look like formulas get an apostrophe
    jsonl    one value cell a line
    parquet, feather, dta (Stata)    one table: --table, else cells
    xlsx, sqlite                     all tables

    A file that cannot be read is named on standard error, and the others are read. So is a
    report without a cell where cells are written: each file is in one of the two tables.

    \b
    Example:
      govreport parse report.html
      govreport parse reports/ -o cells.csv --excel --errors failed.csv
      curl -s https://example.org/report.html | govreport parse - --format jsonl
    """
    from govreport.cli.output import distinct, output, writable
    from govreport.export.tabular import write_failures

    with writable():
        chosen = form or _by_ending(target)
        inputs = Inputs(expand(files), Plugins(template, layout, reader), corrections)
        distinct((target, errors), inputs.files)
        if not overwrite:
            _refuse_existing(target, errors)
        if chosen in REPORTS:
            if table is not None:
                raise click.UsageError(f"--table is of no use with the format {chosen}")
            with output(target) as stream:
                if chosen == "json":
                    _write_reports(inputs, stream, examine, single=_is_single(files, inputs))
                else:
                    _write_overview(inputs, stream)
        else:
            _write_tables(inputs, chosen, target, table, excel)
    if errors is not None:
        with output(errors) as stream:
            write_failures(inputs.failures, stream, excel=excel)
    inputs.tell_failures()
    if inputs.errors:
        tell(
            phrase(
                "{count} errors: printed numbers are not in the model; see govreport check",
                count=inputs.errors,
            )
            if inputs.errors > 1
            else phrase("1 error: printed numbers are not in the model; see govreport check"),
            error=True,
        )
    raise SystemExit(inputs.status)


def _by_ending(target: str | None) -> str:
    """The format that a name asks for; an ending that is of none is refused with the list."""
    if target is None or target == "-" or not _is_file(target):
        return "json"
    from govreport.export.files import form_of

    form = form_of(target, (".json", ".txt"))
    return form.name if form else {".json": "json"}.get(Path(target).suffix.lower(), "table")


def _is_file(target: str) -> bool:
    """Whether the name is that of an ordinary file, or of one to be made."""
    return os.path.isfile(target) or not os.path.exists(target)


def _refuse_existing(*targets: str | None) -> None:
    from govreport.export.files.saving import refuse_existing

    for target in targets:
        if target is not None and target != "-":
            refuse_existing(target)


def _write_tables(
    inputs: Inputs, chosen: str, target: str | None, table: str | None, excel: bool
) -> None:
    from govreport.cli.output import output
    from govreport.export.files import FORMATS as FORMS
    from govreport.export.files.saving import add_rows, open_sink, tables_of, writing

    form = FORMS[chosen]
    names = tables_of(form, table)
    options = {"excel": True} if excel and chosen == "csv" else {}
    if target is not None and target != "-":
        with writing(target, form, names, overwrite=True, **options) as sink:
            for rows in _rows(inputs, names):
                add_rows(sink, rows)
        return
    if form.binary:
        raise click.UsageError(f"{form.title} is no text for the screen: name a file with -o")
    with output(target) as stream:
        sink = open_sink(stream, form, names, **options)
        for rows in _rows(inputs, names):
            add_rows(sink, rows)


def _is_single(arguments: tuple[str, ...], inputs: Inputs) -> bool:
    return len(arguments) == 1 and inputs.files == arguments


def _rows(inputs: Inputs, names: tuple[str, ...]) -> Iterator[Rows]:
    """The rows of each report, under the name of its file as it was given."""
    from govreport.export.frames import Identity, rows_of
    from govreport.export.panel.frame import panel_rows

    for file, report, _ in inputs.reports():
        report = checked(report)
        identity = evolve(Identity.of(report.provenance.source), source=file)
        rows = rows_of(report, identity)
        if "panel" in names:
            rows["panel"] = list(panel_rows(report, identity))
        if names == ("cells",) and not rows["cells"]:
            inputs.failures.append(_without_cells(file, report.provenance.source.entry))
        yield rows


def _without_cells(file: str, entry: str | None) -> Failure:
    message = phrase(
        "the report has no cell, and so no row in the table cells: none of its tables was found; "
        "see govreport check, or write --table reports"
    )
    return Failure(file, "NoCells", message if entry is None else f"{entry}: {message}")


def _write_reports(inputs: Inputs, stream: IO[str], examine: bool, *, single: bool) -> None:
    from govreport.checks import examined
    from govreport.export.serialize import to_dict
    from govreport.text.json_text import json_text

    def text(report: AnnualReport) -> str:
        return json_text(to_dict(report), indent=2)

    read = (report for _, report, _ in inputs.reports())
    reports = map(examined, read) if examine else read
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
