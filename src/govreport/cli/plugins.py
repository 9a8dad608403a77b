"""``govreport plugins``: what can be read, and who provides it."""

from __future__ import annotations

import json

import click

from govreport.language import say


@click.command(short_help="List readers, layouts and templates.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option(
    "--check",
    "checking",
    is_flag=True,
    help="Look for flaws: in NAMEs, or in all that are not built in. Exit status 1 if there are.",
)
def plugins(names: tuple[str, ...], as_json: bool, checking: bool) -> None:
    """List readers, layouts and templates with origin, version and state.

    A plugin that cannot be used is listed as broken with its reason; the others work.

    \b
    Example:
      govreport plugins
      govreport plugins --json
      govreport plugins --check hunan-2022
    """
    if names and not checking:
        raise click.UsageError("NAME goes with --check")
    if checking:
        _check(names, as_json=as_json)
        return
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
        table.add_column(say(name), overflow="fold")
    for plugin in found:
        table.add_row(
            say(plugin.family),
            printable(plugin.name),
            say(plugin.state),
            printable(f"{plugin.distribution} {plugin.version}"),
            printable(say(plugin.error or plugin.description)),
            style="" if plugin.state == "ok" else "red",
        )
    Console(highlight=False, markup=False, emoji=False).print(table)


def _check(names: tuple[str, ...], *, as_json: bool) -> None:
    """Print the flaws of plugins, one a line; end with status 1 if there are any."""
    from govreport.cli.checked_plugins import checked

    found = checked(names)
    if as_json:
        rows = [
            {"family": family, "name": name, "code": flaw.code, "message": flaw.message,
             "remedy": flaw.remedy, "unusable": flaw.unusable}
            for family, name, flaws in found for flaw in flaws
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        from govreport.views.findings import printable

        for family, name, flaws in found:
            for flaw in flaws:
                grade = "unusable" if flaw.unusable else "warning"
                where = f"{family}:{name}"
                click.echo(printable(f"{where}: {grade} {flaw.code}: {flaw.message}"))
                click.echo(printable(f"    {flaw.remedy}"))
            if not flaws:
                click.echo(printable(f"{family}:{name}: no flaws"))
    if any(flaws for _, _, flaws in found):
        raise click.exceptions.Exit(1)
