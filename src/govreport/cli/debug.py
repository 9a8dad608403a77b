"""``govreport debug``: how a document was read, for the author of a template."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from govreport.cli.inputs import plugin_options


@click.command(short_help="Show how a document was read, step by step.")
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.option("--cells", "with_cells", is_flag=True, help="List every cell, not labels only.")
@plugin_options
def debug(
    file: str,
    as_json: bool,
    with_cells: bool,
    template: str | None,
    layout: str | None,
    reader: str | None,
) -> None:
    """Show which plugins were asked and what they scored, the cells, and each grammar's way.

    For every table: where its grammar started and stopped and why, which rows it found, and
    where it refused a label, with the labels that it expected there.

    \b
    Example:
      govreport debug report.txt
      govreport debug report.txt --json | jq '.tables[].steps[] | select(.accepted | not)'
    """
    import sys
    from pathlib import Path

    from govreport.debugging import debug as describe
    from govreport.errors import GovReportError
    from govreport.views.findings import printable

    source = sys.stdin.buffer.read() if file == "-" else Path(file)
    try:
        found = describe(source, reader=reader, layout=layout, template=template)
    except GovReportError as error:
        click.echo(f"error: {printable(file)}: {printable(str(error))}", err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, with_cells):
            click.echo(printable(line))
    raise SystemExit(1 if found["error"] else 0)


def _lines(found: dict[str, Any], with_cells: bool) -> Iterator[str]:
    for family in ("readers", "layouts"):
        yield f"{family} (chosen: {found[family[:-1]]})"
        for one in found[family]:
            signs = one.get("problem") or ", ".join(one["found"] or one["missing"])
            score = "  -  " if one["score"] is None else f"{one['score']:.2f}"
            yield f"  {score}  {one['name']:<16} {signs}"
    if found["error"]:
        yield f"error: {found['error'].splitlines()[0]}"
    for claim in found["claims"]:
        yield ""
        yield from _claim_lines(claim)
    for table in found["tables"]:
        yield ""
        yield from _table_lines(table)
    yield ""
    yield f"cells: {len(found['cells'])}"
    for cell in found["cells"]:
        if with_cells or cell["kind"] == "label":
            names = " ".join(cell["terminals"]) or cell["kind"]
            yield f"  {cell['line']}:{cell['column']:<4} {cell['text']}  <- {names}"
    if found["diagnostics"]:
        yield ""
        yield "diagnostics"
        for item in found["diagnostics"]:
            yield f"  line {item['line']}: {item['severity']}[{item['code']}]: {item['message']}"


def _claim_lines(claim: dict[str, Any]) -> Iterator[str]:
    first, last = claim["started"]["line"], claim["stopped"]["line"]
    outcome = "read" if claim["taken"] else "left to another template"
    yield (
        f"table {claim['table']} (form {claim['form']}) claimed by template {claim['template']}: "
        f"lines {first} to {last}, evidence {claim['evidence']:.2f}, {outcome}"
    )
    yield from _row_lines(claim["rows"])
    yield from _refusals(claim["steps"])


def _row_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        values = " ".join(row["values"])
        target = row["path"] or "(no row of the form)"
        yield f"  line {row['line']:<4} {row['label'] or '(no label)'} [{values}] -> {target}"
        if row["how"]:
            yield f"            {row['how']}"


def _refusals(steps: list[dict[str, Any]]) -> Iterator[str]:
    for step in steps:
        if not step["accepted"]:
            yield f"  refused at line {step['line']}: {step['text']} ({step['terminal']})"
            yield f"            expected: {' '.join(step['expected']) or 'nothing more'}"


def _table_lines(table: dict[str, Any]) -> Iterator[str]:
    yield f"table {table['table']} (form {table['form']}, grammar {table['grammar']})"
    for form in table["forms"]:
        yield f"  {form['score']:.2f}  form {form['form']} of template {form['template']}"
    for name in ("started", "stopped"):
        place = table[name]
        if place is not None:
            why = f", because {place['why']}" if "why" in place else ""
            yield f"  {name} at line {place['line']}: {place['text']}{why}"
    yield from _row_lines(table["rows"])
    yield from _refusals(table["steps"])
    if table["rows_not_printed"]:
        yield f"  not printed: {', '.join(table['rows_not_printed'])}"
