"""``govreport compare``: two years of one agency, two versions of one report, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from attrs import evolve

from govreport.cli.check import unknown_lines
from govreport.cli.choosing import choice, choosing_options
from govreport.cli.inputs import Inputs, Plugins, expand, plugin_options, target_option

if TYPE_CHECKING:
    from govreport.checks import Examination
    from govreport.model import AnnualReport
    from govreport.views.reporting import Checked

FORMATS = ("full", "concise", "json", "csv")


@click.command(short_help="Compare two years, two versions, or the reports of a folder.")
@click.argument("files", nargs=-1, required=True, metavar="A B | FOLDER")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="How the diagnostics are shown.",
)
@target_option
@choosing_options
@plugin_options
def compare(
    files: tuple[str, ...],
    form: str,
    target: str | None,
    select: str | None,
    ignore: str | None,
    severity: str | None,
    profile: str | None,
    strict: bool | None,
    template: str | None,
    layout: str | None,
    reader: str | None,
) -> None:
    """Evaluate the checks on two reports of one agency: the earlier and the later year, or two
    published versions of one report. Of a folder, each agency's years are put together.

    Exit status: 1 if a file could not be read (with --strict: or a warning is shown), 2 if the
    reports cannot be compared, else 0.

    \b
    Example:
      govreport compare 2022.html 2023.html
      govreport compare reports/ --format csv -o jumps.csv
    """
    from importlib import import_module

    from govreport.checks import NotComparable
    from govreport.checks import compare as examine
    from govreport.cli.output import distinct, output
    from govreport.language import say
    from govreport.views.reporting import FORMATS as MODULES
    from govreport.views.reporting import Checked

    chosen = choice(select, ignore, severity, profile, strict)
    inputs = Inputs(expand(files), Plugins(template, layout, reader))
    distinct((target,), inputs.files)
    read = [Checked(file, report, document) for file, report, document in inputs.reports()]
    pairs = _pairs(files, read)
    if not pairs and not inputs.failures:
        raise click.UsageError(
            say("no two reports of one agency and of consecutive years were found")
        )
    shown: list[Checked] = []
    for earlier, later in pairs:
        try:
            found = examine(earlier.report, later.report, chosen.profile)
        except NotComparable as error:
            raise click.UsageError(say(error.args[0])) from None
        for note in found.notes:
            click.echo(f"{say('note')}: {later.name}: {say(note)}", err=True)
        result = evolve(later, report=_with(later, found)).chosen(chosen.selection)
        shown.append(result)
    with output(target) as stream:
        if form == "full":
            for line in _lines(pairs, shown):
                stream.write(line + "\n")
        else:
            import_module(f"govreport.views.reporting.{MODULES[form]}").write(shown, stream)
    inputs.tell_failures()
    warned = any(f.severity != "info" for result in shown for f in result.findings)
    raise SystemExit(1 if inputs.failures or (chosen.strict and warned) else 0)


def _pairs(files: tuple[str, ...], read: list[Checked]) -> list[tuple[Checked, Checked]]:
    """Two files as they are given; of more, each agency's consecutive years."""
    from govreport.checks import pairs

    if len(files) == 2 and len(read) == 2:
        return [(read[0], read[1])]
    by_report = {id(one.report): one for one in read}
    found = pairs(one.report for one in read)
    return [(by_report[id(earlier)], by_report[id(later)]) for earlier, later in found]


def _with(result: Checked, found: Examination) -> AnnualReport:
    return evolve(result.report, diagnostics=(), findings=found.findings, verdicts=found.verdicts)


def _lines(pairs: list[tuple[Checked, Checked]], shown: list[Checked]) -> Iterator[str]:
    from govreport.checks import summary
    from govreport.language import say
    from govreport.views.findings import printable

    for (earlier, later), result in zip(pairs, shown, strict=True):
        yield printable(f"{earlier.name} -> {later.name}")
        for finding in result.findings:
            head = f"{say(finding.severity.value)}[{', '.join(finding.codes)}]"
            yield printable(f"  {head}: {finding.message_in()}")
            if finding.span is not None:
                yield printable(f"    --> {result.place(finding)}")
            if finding.hint:
                yield printable(f"    = {finding.hint_in()}")
        yield f"  {say(summary(result.report.verdicts))}"
        yield from unknown_lines(result.report)
