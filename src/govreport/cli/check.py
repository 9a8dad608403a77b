"""``govreport check``: what is wrong or doubtful in reports."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click
from attrs import define, field

from govreport.cli.choosing import Choice, choice, choosing_options
from govreport.cli.inputs import (
    Inputs,
    Plugins,
    corrections_option,
    expand,
    plugin_options,
    target_option,
)

if TYPE_CHECKING:
    from govreport.model import AnnualReport, Correction, Outcome
    from govreport.views.reporting import Checked

FORMATS = ("full", "concise", "json", "sarif", "github", "junit", "csv", "xlsx", "html")


@click.command(short_help="List doubts of the reading and broken checks.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How the diagnostics are shown; default: by the ending of the output file, else full.",
)
@target_option
@choosing_options
@click.option("--statistics", is_flag=True, help="End with how often each code was found.")
@corrections_option
@plugin_options
def check(
    files: tuple[str, ...],
    form: str | None,
    target: str | None,
    select: str | None,
    ignore: str | None,
    severity: str | None,
    profile: str | None,
    strict: bool | None,
    statistics: bool,
    template: str | None,
    layout: str | None,
    reader: str | None,
    corrections: tuple[Correction, ...],
) -> None:
    """List the diagnostics: doubts of the reading, and the checks that a report does not meet.

    A broken check (R1, S5 ...) is a warning: many are in the published original. govreport
    explain CODE says what a code means.

    \b
    full     with source lines          csv   a table for a spreadsheet
    concise  one line each              xlsx  a workbook: feedback, reports, checks
    json     one JSON object a line     html  feedback sheets to print
    sarif, github, junit                for code hosts and build servers

    \b
    Exit status: 1 if a file could not be read or an error is shown (with --strict: a
    warning), else 0.

    \b
    Example:
      govreport check report.txt
      govreport check reports/ --format concise --select R,S --strict
      govreport check reports/ -o feedback.xlsx --profile wuwei-2025 --lang zh
    """
    from govreport.cli.output import distinct

    inputs = Inputs(expand(files), Plugins(template, layout, reader), corrections)
    distinct((target,), inputs.files)
    run = _Run(inputs, choice(select, ignore, severity, profile, strict))
    chosen = form or _by_ending(target)
    if chosen == "xlsx" and target in (None, "-"):
        raise click.UsageError("a workbook needs a file: --output feedback.xlsx")
    run.write(chosen, target)
    if statistics:
        run.tell_statistics()
    inputs.tell_failures()
    raise SystemExit(run.status)


def unknown_lines(report: AnnualReport) -> Iterator[str]:
    """What could not be checked, one line a reason."""
    from govreport.language import phrase, say
    from govreport.views.findings import printable
    from govreport.views.reporting.entries import unknown

    for reason, codes in unknown(report).items():
        line = phrase("not checkable: {codes}: {reason}", codes=" ".join(codes), reason=reason)
        yield printable(f"  {say(line)}")


def _by_ending(target: str | None) -> str:
    ending = (target or "").rpartition(".")[2].lower()
    known = {"xml": "junit", "htm": "html", "jsonl": "json", "txt": "concise", "md": "concise"}
    found = known.get(ending, ending)
    return found if found in FORMATS else "full"


@define
class _Run:
    """One call: its reports one after the other, and what was counted on the way."""

    inputs: Inputs
    choice: Choice
    codes: Counter[str] = field(factory=Counter)
    severities: Counter[str] = field(factory=Counter)
    outcomes: Counter[tuple[str, Outcome]] = field(factory=Counter)

    def results(self) -> Iterator[Checked]:
        """Each report with the findings that are shown."""
        from govreport.checks import examined
        from govreport.views.reporting import Checked

        for file, report, document in self.inputs.reports():
            found = Checked(file, examined(report, self.choice.profile), document)
            shown = found.chosen(self.choice.selection)
            self.codes.update(code for finding in shown.findings for code in finding.codes)
            self.severities.update(finding.severity.value for finding in shown.findings)
            self.outcomes.update((v.check, v.outcome) for v in shown.report.verdicts)
            yield shown

    def write(self, form: str, target: str | None) -> None:
        """Write all findings in one format."""
        from importlib import import_module

        from govreport.cli.output import output, writable
        from govreport.export.writing import binary_file
        from govreport.views.reporting import BINARY, FORMATS

        if form == "full":
            with output(target) as stream:
                self._write_full(stream)
            return
        module: Any = import_module(f"govreport.views.reporting.{FORMATS[form]}")
        if form in BINARY:
            with writable(), binary_file(str(target)) as raw:
                whole = io.BytesIO()  # a zip file that meets a full disk hides the reason
                module.write(self.results(), whole)
                raw.write(whole.getbuffer())
        else:
            with output(target) as stream:
                module.write(self.results(), stream)

    def _write_full(self, stream: IO[str]) -> None:
        from rich.console import Console

        from govreport.checks import summary
        from govreport.language import say
        from govreport.views.terminal_diagnostics import findings

        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        for result in self.results():
            for part in findings(result.by_gravity, result.document, result.name):
                console.print(part)
            counts = say(summary(result.report.verdicts))
            console.print(f"{result.name}: {counts}", style="dim", soft_wrap=True)
            for line in unknown_lines(result.report):
                console.print(line, style="dim", soft_wrap=True)

    def tell_statistics(self) -> None:
        """How often each code was found, and how each check ended, on standard error."""
        from rich.cells import cell_len

        from govreport.language import say
        from govreport.model import Outcome

        for code, number in sorted(self.codes.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"{number:>6}  {code}", err=True)
        names = [say("check"), *(say(outcome.value.replace("_", " ")) for outcome in Outcome)]
        click.echo("  ".join(names), err=True)
        for code in dict.fromkeys(code for code, _ in self.outcomes):
            counts = [str(self.outcomes[code, outcome]) for outcome in Outcome]
            first, *widths = map(cell_len, names)
            click.echo("  ".join((code.ljust(first), *map(str.rjust, counts, widths))), err=True)

    @property
    def status(self) -> int:
        """Exit status."""
        failing = self.severities["error"] + self.choice.strict * self.severities["warning"]
        return 1 if self.inputs.failures or failing else 0
