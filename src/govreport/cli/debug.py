"""``govreport debug``: how a document was read, for the author of a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from govreport.cli.inputs import limits, plugin_options
from govreport.cli.telling import complain
from govreport.language import Phrase, phrase, say


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
    from govreport.text.json_text import json_text
    from govreport.views.findings import printable

    source = sys.stdin.buffer.read() if file == "-" else Path(file)
    try:
        found = describe(source, reader=reader, layout=layout, template=template, limits=limits())
    except GovReportError as error:
        complain(file, str(error))
        raise SystemExit(1) from None
    if as_json:
        click.echo(json_text(found, indent=2))
    else:
        for line in _lines(found, with_cells):
            click.echo(printable(line))
    raise SystemExit(1 if found["error"] else 0)


def _lines(found: dict[str, Any], with_cells: bool) -> Iterator[str]:
    for family in ("readers", "layouts"):
        chosen = found[family[:-1]] or phrase("none")
        yield say(phrase("{family} (chosen: {name})", family=family, name=chosen))
        for one in found[family]:
            signs = one.get("problem") or ", ".join(map(say, one["found"] or one["missing"]))
            score = "  -  " if one["score"] is None else f"{one['score']:.2f}"
            yield f"  {score}  {one['name']:<16} {signs}"
    if found["error"]:
        yield say(phrase("error: {message}", message=found["error"].splitlines()[0]))
    for claim in found["claims"]:
        yield ""
        yield from _claim_lines(claim)
    for table in found["tables"]:
        yield ""
        yield from _table_lines(table)
    yield ""
    yield say(phrase("cells: {count}", count=len(found["cells"])))
    for cell in found["cells"]:
        if with_cells or cell["kind"] == "label":
            names = " ".join(cell["terminals"]) or cell["kind"]
            yield f"  {cell['line']}:{cell['column']:<4} {cell['text']}  <- {names}"
    if found["diagnostics"]:
        yield ""
        yield say("diagnostics")
        for item in found["diagnostics"]:
            yield _at(
                item["line"],
                f"{say(item['severity'])}[{item['code']}]: {say(item['message'])}",
            )


def _at(line: int | None, text: str) -> str:
    return say(phrase("  line {line}: {text}", line=line or 0, text=text)) if line else f"  {text}"


def _claim_lines(claim: dict[str, Any]) -> Iterator[str]:
    yield say(
        phrase(
            "table {table} (form {form}) claimed by template {template}: lines {first} to {last}, "
            "evidence {evidence}, {outcome}",
            table=claim["table"],
            form=claim["form"],
            template=claim["template"],
            first=claim["started"]["line"],
            last=claim["stopped"]["line"],
            evidence=f"{claim['evidence']:.2f}",
            outcome=phrase("read") if claim["taken"] else phrase("left to another template"),
        )
    )
    yield from _row_lines(claim["rows"])
    yield from _refusals(claim["steps"])


def _row_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        values = " ".join(map(say, row["values"]))
        target = row["path"] or say("(no row of the form)")
        yield _at(row["line"], f"{row['label'] or say('(no label)')} [{values}] -> {target}")
        if row["how"]:
            yield f"            {say(row['how'])}"


def _refusals(steps: list[dict[str, Any]]) -> Iterator[str]:
    for step in steps:
        if not step["accepted"]:
            yield say(
                phrase(
                    "  refused at line {line}: {text} ({terminal})",
                    line=step["line"],
                    text=step["text"],
                    terminal=step["terminal"],
                )
            )
            expected = " ".join(step["expected"]) or phrase("nothing more")
            yield say(phrase("            expected: {terminals}", terminals=expected))


def _table_lines(table: dict[str, Any]) -> Iterator[str]:
    yield say(
        phrase(
            "table {table} (form {form}, grammar {grammar})",
            table=table["table"],
            form=table["form"],
            grammar=table["grammar"],
        )
    )
    for form in table["forms"]:
        score = f"{form['score']:.2f}"
        named = phrase("form {name} of template {template}", **_form(form))
        yield f"  {score}  {say(named)}"
    for place in (table["started"], table["stopped"]):
        if place is not None:
            yield "  " + say(_boundary(place))
    yield from _row_lines(table["rows"])
    yield from _refusals(table["steps"])
    if table["rows_not_printed"]:
        rows = ", ".join(table["rows_not_printed"])
        yield "  " + say(phrase("not printed: {rows}", rows=rows))


def _form(form: dict[str, Any]) -> dict[str, Any]:
    return {"name": form["form"], "template": form["template"]}


def _boundary(place: dict[str, Any]) -> Phrase:
    if "why" not in place:
        return phrase("started at line {line}: {text}", line=place["line"], text=place["text"])
    return phrase(
        "stopped at line {line}: {text}, because {why}",
        line=place["line"],
        text=place["text"],
        why=place["why"],
    )
