"""What the commands have in common: their files, their options, reading one file after another."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from attrs import define, field, frozen

from govreport.cli.telling import complain, tell
from govreport.errors import GovReportError, UnreadableSource, UnrecognisedReport
from govreport.export.tabular import Failure
from govreport.language import phrase
from govreport.readers.endings import SUFFIXES
from govreport.readers.folders import files_below, is_within

if TYPE_CHECKING:
    from govreport.document import Document
    from govreport.model import AnnualReport, Correction
    from govreport.readers import Limits

CORRECTIONS = "corrections.jsonl"
"""The file beside the sources that holds corrections: no report, though it lies among them."""

Command = TypeVar("Command", bound=Callable[..., object])


target_option = click.option(
    "-o", "--output", "target", metavar="FILE", help="Write here instead of the screen."
)


def plugin_options(command: Command) -> Command:
    """Add ``--template``, ``--layout``, ``--reader`` and ``--limit``."""
    for name, text in (
        ("reader", "Open the files with this reader, whatever they look like."),
        ("layout", "Find the cells with this layout."),
        ("template", "Read the tables with this template, whatever their labels say."),
    ):
        command = click.option(f"--{name}", metavar="NAME", help=text, callback=_existing)(command)
    return limit_option(command)


def limit_option(command: Command) -> Command:
    """Add ``--limit``; see `limits`."""
    return click.option(
        "--limit",
        metavar="NAME=NUMBER",
        multiple=True,
        expose_value=False,
        callback=_limits,
        help="Raise or lower a safety limit, such as max_pages=900; may be repeated.",
    )(command)


_LIMITS = "govreport.limits"


def _limits(context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> None:
    """Keep the limits of this call where `limits` finds them: the folder's, changed by these."""
    from govreport.cli.configuration import settings
    from govreport.readers.limits import with_limits

    configured = settings(Path.cwd()).get("limits", {})
    try:
        base = with_limits(f"{name}={number}" for name, number in configured.items())
        context.meta[_LIMITS] = with_limits(given, base)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def limits() -> Limits:
    """The limits that the user gave with ``--limit`` or in the settings, else the defaults."""
    from govreport.readers import DEFAULT

    context = click.get_current_context(silent=True)
    found: Limits = context.meta.get(_LIMITS, DEFAULT) if context is not None else DEFAULT
    return found


def corrections_option(command: Command) -> Command:
    """Add ``--corrections``."""
    return click.option(
        "--corrections",
        metavar="FILE",
        callback=_corrections,
        help="Apply what people corrected (corrections.jsonl).",
    )(command)


def _corrections(
    _context: click.Context, _parameter: click.Parameter, name: str | None
) -> tuple[Correction, ...]:
    """A file that cannot be used is a wrong call: told once, before anything is read."""
    if name is None:
        return ()
    from govreport.corrections import InvalidCorrections, load

    try:
        return load(name).checked()
    except InvalidCorrections as error:
        raise click.BadParameter(str(error)) from error


def _existing(_context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    """A name that no plugin has is a wrong call: told once, before anything is read."""
    if name is not None:
        from govreport.errors import PluginError
        from govreport.plugins.registry import Family, registry

        families: dict[str | None, Family] = {
            "reader": "readers",
            "layout": "layouts",
            "template": "templates",
        }
        try:
            registry(families[parameter.name]).get(name)
        except PluginError as error:
            raise click.BadParameter(str(error)) from error
    return name


@frozen
class Plugins:
    """The plugins that the user named."""

    template: str | None = None
    layout: str | None = None
    reader: str | None = None


@define
class Inputs:
    """The files of one call, and what became of them."""

    files: tuple[str, ...]
    plugins: Plugins
    corrections: tuple[Correction, ...] = ()
    failures: list[Failure] = field(factory=list)
    errors: int = 0

    def reports(self) -> Iterator[tuple[str, AnnualReport, Document]]:
        """Each report that can be read; the others become failures, and the rest goes on."""
        from govreport.corrections.options import corrected

        for file in self.files:
            try:
                for outcome in load(file, self.plugins):
                    if isinstance(outcome, GovReportError):
                        self.failures.append(Failure.of(file, outcome))
                        continue
                    report, document = outcome
                    report = corrected(report, self.corrections)
                    self.errors += sum(d.severity == "error" for d in report.diagnostics)
                    yield file, report, document
            except (GovReportError, OSError) as error:
                self.failures.append(Failure.of(file, error))
            except Exception as error:  # one file must not cost the user a thousand others
                text = str(
                    phrase(
                        "unexpected {kind}: {error}; please report this file",
                        kind=type(error).__name__,
                        error=error,
                    )
                )
                self.failures.append(Failure(file, "InternalError", text))

    def tell_failures(self) -> None:
        """Name on standard error what could not be read."""
        for failure in self.failures:
            complain(failure.file, failure.message)

    @property
    def status(self) -> int:
        """Exit status."""
        return 1 if self.failures or self.errors else 0


def load(
    file: str, plugins: Plugins
) -> Iterator[tuple[AnnualReport, Document] | UnreadableSource | UnrecognisedReport]:
    """Open and parse each report of a file or archive; ``-`` is standard input."""
    from govreport.readers import isolation, open_documents

    isolation.while_starting("govreport.pipeline:prepare")
    source = sys.stdin.buffer if file == "-" else Path(file)
    for document in open_documents(source, reader=plugins.reader, limits=limits()):
        if isinstance(document, UnreadableSource):
            yield document
            continue
        from govreport.pipeline import parse_document, reports_in

        for part in reports_in(document):
            try:
                report = parse_document(part, template=plugins.template, layout=plugins.layout)
            except UnrecognisedReport as error:
                entry = part.source.entry
                message = f"{entry}: {error.message}" if entry else error.message
                yield UnrecognisedReport(message, declined=error.declined)
            else:
                yield report, part


def expand(arguments: Sequence[str], *, without: str | None = None) -> tuple[str, ...]:
    """Files, the files of folders, and those that a pattern matches, in a stable order.

    Args:
        arguments: what the user named.
        without: the folder of the output, which is no input where it lies among the files.

    Raises:
        click.UsageError: there is nothing to read.
    """
    found: list[str] = []
    empty: list[str] = []
    skipped = 0
    for argument in arguments:
        known = len(found)
        if argument != "-" and os.path.isdir(argument) and is_within(argument, without):
            tell(
                phrase("note: left out {folder}: the output goes there", folder=argument),
                error=True,
            )
            continue
        if argument != "-" and os.path.isdir(argument):
            files = [
                file
                for file in files_below(argument, without=without)
                if os.path.basename(file) != CORRECTIONS
            ]
            wanted = [
                file
                for file in files
                if Path(file).suffix.lower() in SUFFIXES or os.path.isdir(file)
            ]
            skipped += len(files) - len(wanted)
            found += wanted
        elif argument != "-" and not os.path.lexists(argument) and glob.has_magic(argument):
            matched = sorted(glob.glob(argument, recursive=True))
            found += [file for file in matched if not is_within(file, without)]
        else:
            found.append(argument)
        if len(found) == known:
            empty.append(argument)
    if skipped:
        left = phrase("1 file") if skipped == 1 else phrase("{count} files", count=skipped)
        tell(
            phrase("note: left out {files} whose ending is of no kind that is read", files=left),
            error=True,
        )
    if not found:
        raise click.UsageError(f"no file to read in {' '.join(arguments)}")
    return (*found, *empty)  # what yields nothing beside others is named by its reading
