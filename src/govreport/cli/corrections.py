"""``govreport corrections``: what a corrections file says, and whether it still fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govreport.cli.inputs import Inputs, Plugins, expand, limit_option
from govreport.cli.telling import complain, tell
from govreport.language import phrase, say

if TYPE_CHECKING:
    from govreport.corrections import CorrectionsFile
    from govreport.corrections.checking import Checked
    from govreport.document import Document
    from govreport.model import AnnualReport, Correction


@click.command(short_help="List the corrections of a file, or check that they still fit.")
@click.argument("file", metavar="FILE")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--check", "checks", is_flag=True, help="Hold every line against its document.")
@click.option(
    "--golden", metavar="FOLDER", help="Write each corrected document as a golden test document."
)
@limit_option
def corrections(file: str, sources: tuple[str, ...], checks: bool, golden: str | None) -> None:
    """List what people said about cells, one line each.

    With --check every line is held against its document: applied, stale (printed or read
    otherwise now), in conflict with another person's, replaced by a later line, or without a
    document. The documents are looked for in SOURCE, else in the folder of FILE. The exit status is
    1 when a line is stale, in conflict, without a document, or no correction at all.

    \b
    Example:
      govreport corrections reports/corrections.jsonl --check
      govreport corrections corrections.jsonl reports/ --golden tests/golden/documents
    """
    from govreport.corrections import InvalidCorrections, load

    try:
        found = load(file)
    except InvalidCorrections as error:
        raise click.ClickException(str(error)) from error
    for problem in found.problems:
        complain(f"{file}:{problem.line}", problem.message)
    places = sources or (str(Path(file).resolve().parent),)
    failed = bool(found.problems)
    if golden is not None:
        failed |= _write_golden(found, places, Path(golden))
    elif checks:
        failed |= _check(found, places)
    else:
        for item in found.corrections:
            click.echo(_line(item))
    raise SystemExit(1 if failed else 0)


def _line(item: Correction, state: str = "") -> str:
    from govreport.views.findings import printable

    read = item.raw if item.value_read is None else item.value_read
    what = {
        "reading_error": f"{read} -> {item.value}",
        "original_error": phrase("{read} printed, {value} right", read=read, value=item.value),
    }.get(item.kind.value, str(read))
    mark = f"{say(state)}: " if state else ""
    why = f" ({item.why})" if item.why else ""
    who = f"{item.who} {item.when}".strip()
    kind = say(item.kind.value.replace("_", " "))
    return printable(f"{mark}{item.cell}: {say(what)}, {kind}, {who}{why}")


def _read(files: tuple[str, ...]) -> Iterator[tuple[str, AnnualReport, Document]]:
    inputs = Inputs(files, Plugins())
    yield from inputs.reports()
    inputs.tell_failures()


def _check(found: CorrectionsFile, places: Sequence[str]) -> bool:
    from govreport.corrections.checking import State, check_corrections

    reports = ((name, report) for name, report, _ in _read(expand(places)))
    checked = list(check_corrections(found.corrections, reports))
    for item in checked:
        click.echo(_checked_line(item))
    counts = Counter(item.state for item in checked)
    click.echo(", ".join(f"{counts[state]} {say(state.value)}" for state in State), err=True)
    return any(counts[state] for state in (State.STALE, State.CONFLICT, State.NO_DOCUMENT))


def _checked_line(item: Checked) -> str:
    from govreport.views.findings import printable

    place = f"{item.source}: " if item.source else ""
    reason = f"\n  {printable(say(item.message))}" if item.message else ""
    return f"{printable(place)}{_line(item.correction, item.state.value)}{reason}"


def _write_golden(found: CorrectionsFile, places: Sequence[str], folder: Path) -> bool:
    from govreport.cli.output import distinct, writable
    from govreport.corrections import apply, content_hash
    from govreport.export.writing import make_folder, text_file
    from govreport.testing.golden import document_text

    failed = False
    files = expand(places)
    written: set[Path] = set()
    for name, report, document in _read(files):
        done = apply(report, found.corrections, content_hash(report))
        if not done.corrections:
            continue
        target = folder / f"corrected_{Path(name).stem}.txt"
        try:
            text = document_text(done, document)
        except ValueError as error:
            complain(name, str(error))
            failed = True
            continue
        if target in written:
            complain(name, phrase("{path} was written for another document already", path=target))
            failed = True
            continue
        distinct((str(target),), files)
        with writable():
            make_folder(folder)
            with text_file(target) as stream:
                stream.write(text)
        written.add(target)
        tell(phrase("wrote {path}", path=target))
    return failed
