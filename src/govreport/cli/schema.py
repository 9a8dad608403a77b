"""``govreport schema``: the JSON Schema of a report."""

from __future__ import annotations

import json

import click


@click.command(short_help="Print the JSON Schema of a report.")
def schema() -> None:
    """Print the JSON Schema of what 'govreport parse --format json' writes for one report.

    \b
    Example:
      govreport schema > govreport.export.schema.json
    """
    from govreport.export.serialize import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
