"""``govreport plugins``: what can be read, and who provides it."""

from __future__ import annotations

import json

import click


@click.command(short_help="List readers, layouts and templates.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def plugins(as_json: bool) -> None:
    """List readers, layouts and templates with origin, version and state.

    A plugin that cannot be imported is listed as broken with its reason; the others work.

    \b
    Example:
      govreport plugins
      govreport plugins --json
    """
    from attrs import asdict

    from govreport import list_plugins
    from govreport.views.findings import printable

    found = list_plugins()
    if as_json:
        click.echo(json.dumps([asdict(plugin) for plugin in found], ensure_ascii=False, indent=2))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in ("family", "name", "state", "from", "description"):
        table.add_column(name, overflow="fold")
    for plugin in found:
        table.add_row(
            plugin.family,
            printable(plugin.name),
            plugin.state,
            printable(f"{plugin.distribution} {plugin.version}"),
            printable(plugin.error or plugin.description),
            style="" if plugin.state == "ok" else "red",
        )
    Console(highlight=False, markup=False, emoji=False).print(table)
