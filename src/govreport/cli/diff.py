"""``govreport diff``: what moved between two outputs of this program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click


@click.command(short_help="Compare two outputs of govreport parse, cell by cell.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("lines", "json")),
    default="lines",
    show_default=True,
    help="One line or one JSON object for each cell that differs.",
)
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 when any cell differs.")
def diff(old: str, new: str, form: str, fail_on_change: bool) -> None:
    """Show which cells changed, appeared or vanished between two outputs of govreport parse
    (JSON, JSON Lines or CSV): after an upgrade, or when a report was published again.

    \b
    Exit status: 0, or 1 with --fail-on-change when a cell differs; 2 if a file is no such output.

    \b
    Example:
      govreport parse reports/ -o new.csv && govreport diff old.csv new.csv --fail-on-change
    """
    from attrs import asdict

    from govreport.export.differences import Difference, UnknownOutput, differences
    from govreport.language import say
    from govreport.views.findings import printable

    def line(found: Difference) -> str:
        """A difference for people: what was before and after the arrow."""
        sign = {"appeared": "+", "vanished": "-"}.get(found.kind, "~")
        sides = [
            f"{c.value or '—'} ({say(c.status.replace('_', ' '))})" if c else ""
            for c in (found.old, found.new)
        ]
        shown = " -> ".join(filter(None, sides))
        return f"{sign} {found.report}: {found.path}: {shown}"

    try:
        found = differences(Path(old), Path(new))
    except UnknownOutput as error:
        raise click.UsageError(say(error.args[0])) from None
    for one in found:
        if form == "json":
            entry = {"kind": one.kind, **asdict(one)}
            click.echo(json.dumps(entry, ensure_ascii=False))
        else:
            click.echo(printable(line(one)))
    counts = Counter(one.kind for one in found)
    if form == "lines":
        click.echo(say(_counted(counts)))
    raise SystemExit(1 if fail_on_change and found else 0)


def _counted(counts: Mapping[str, int]) -> str:
    """How many cells changed, appeared and vanished."""
    from govreport.language import listing, phrase

    named = {
        "value": phrase("{count} with another value", count=counts["value"]),
        "status": phrase("{count} with another status", count=counts["status"]),
        "appeared": phrase("{count} appeared", count=counts["appeared"]),
        "vanished": phrase("{count} vanished", count=counts["vanished"]),
    }
    shown = [text for kind, text in named.items() if counts[kind]]
    if not shown:
        return phrase("no cell differs")
    return phrase("cells: {kinds}", kinds=listing(shown))
