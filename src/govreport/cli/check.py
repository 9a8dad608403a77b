"""``govreport check``: what is wrong or doubtful in reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
    from govreport.diagnostics import Diagnostic
    from govreport.document import Document
    from govreport.model import AnnualReport, Correction


@click.command(short_help="List doubts and broken rules.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("full", "concise", "json")),
    default="full",
    show_default=True,
    help="With source lines, one line each, or one JSON object a line.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@corrections_option
@plugin_options
def check(
    files: tuple[str, ...],
    form: str,
    strict: bool,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """List the diagnostics: doubts of the reading, and the rules that the numbers break.

    A broken rule (R1, R2 ...) is a warning: many are in the published original.

    \b
    Example:
      govreport check report.txt
      govreport check reports/ --format concise --strict
    """
    inputs = Inputs(expand(files), Plugins(template, layout, reader), corrections)
    warnings = 0
    for file, report, document in inputs.reports():
        report = checked(report)
        warnings += sum(item.severity == "warning" for item in report.diagnostics)
        if form == "full":
            _full(report, document)
        else:
            for item in report.diagnostics:
                click.echo(_json(file, item) if form == "json" else _concise(file, item))
    inputs.tell_failures()
    raise SystemExit(1 if strict and warnings else inputs.status)


def _full(report: AnnualReport, document: Document) -> None:
    from rich.console import Console

    from govreport.views.terminal_diagnostics import diagnostics

    console = Console(highlight=False, markup=False, emoji=False)
    for part in diagnostics(report, document):
        console.print(part)


def _concise(file: str, item: Diagnostic) -> str:
    from govreport.views.findings import place, printable

    return printable(f"{place(item.span, file)}: {item}")


def _json(file: str, item: Diagnostic) -> str:
    span: dict[str, Any] = {}
    if item.span is not None:
        span = {
            "line": item.span.line,
            "column": item.span.column,
            "page": item.span.page,
            "start": item.span.start,
            "end": item.span.end,
        }
    entry = {
        "file": file,
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "path": item.path,
        "hint": item.hint,
        **span,
    }
    return json.dumps(entry, ensure_ascii=False)
