"""``govreport batch``: many documents unattended, into tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govreport.cli.inputs import corrections_option, limits, plugin_options
from govreport.cli.telling import tell
from govreport.language import phrase, say

if TYPE_CHECKING:
    from govreport.batching import BatchResult, Settings
    from govreport.batching.summary import Group
    from govreport.model import Correction

FORMATS = ("parquet", "csv", "jsonl", "feather", "xlsx", "sqlite", "dta")
INTERRUPTED = 130


@click.command(short_help="Read many documents into tables; can be killed and resumed.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", required=True, metavar="DIR", help="Folder for the tables.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: one a processor.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    help="Seconds that one document may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=4096,
    show_default=True,
    metavar="MB",
    help="Megabytes that one worker may allocate.",
)
@click.option("--resume", is_flag=True, help="Go on with the run in DIR.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="parquet",
    show_default=True,
    help="Besides the Parquet shards, write the tables so.",
)
@click.option(
    "--shard",
    type=click.IntRange(1),
    default=1024,
    show_default=True,
    help="Documents of one shard.",
)
@click.option("--text-column", metavar="NAME", help="Column or field with the report.")
@click.option("--id-column", metavar="NAME", help="Column with an identifier.")
@click.option("--url-column", metavar="NAME", help="Column with the address.")
@click.option("--name-column", metavar="NAME", help="Column with a file name, for messages.")
@click.option("--scheduler", metavar="ADDRESS", help="Read on the workers of a Dask cluster.")
@corrections_option
@plugin_options
def batch(
    sources: tuple[str, ...],
    out: str,
    jobs: int | None,
    timeout: float,
    memory: int,
    resume: bool,
    form: str,
    shard: int,
    text_column: str | None,
    id_column: str | None,
    url_column: str | None,
    name_column: str | None,
    scheduler: str | None,
    corrections: tuple[Correction, ...],
    template: str | None,
    layout: str | None,
    reader: str | None,
) -> None:
    """Read many documents, each in a process with limits, into tables in DIR.

    A SOURCE is a file, a folder, a pattern, an archive (zip, WARC, JSON Lines, Parquet), or an
    address such as s3://bucket/*.parquet. A document that hangs, crashes or needs too much memory
    is lost alone, and is a row of the table failures. Killed at any point, the run goes on with
    --resume and gives the same tables.

    \b
    Example:
      govreport batch reports/ --out tables
      govreport batch pages.parquet --text-column 内容 --id-column id --out tables --jobs 8
      govreport batch reports/ --out tables --resume --timeout 300
    """  # fmt: skip
    from govreport.arrow import Columns, Options
    from govreport.batching import BatchError, Settings
    from govreport.cli.output import OutputError, writable

    settings = Settings(
        memory=memory,
        shard=shard,
        columns=Columns(text_column, id_column, url_column, name_column),
        options=Options(template, layout, reader, limits(), corrections),
    )
    try:
        with writable():
            result = _run(sources, out, settings, jobs, timeout, resume, scheduler)
            if not result.interrupted and form != "parquet":
                from govreport.batching.converting import convert

                convert(result.folder, form)
    except BatchError as error:
        raise OutputError(str(error)) from error
    _tell(result, sources)
    raise SystemExit(INTERRUPTED if result.interrupted else _status(result))


def _run(
    sources: tuple[str, ...],
    out: str,
    settings: Settings,
    jobs: int | None,
    timeout: float,
    resume: bool,
    scheduler: str | None,
) -> BatchResult:
    from govreport.batching import batch as run

    def through(progress: Any) -> BatchResult:
        return run(
            sources, out, jobs=jobs, timeout=timeout, resume=resume, settings=settings,
            scheduler=scheduler, progress=progress,
        )  # fmt: skip

    if not sys.stderr.isatty():
        from govreport.batching.progress import silent

        return through(silent)
    from govreport.cli.progress import shown

    with shown() as progress:
        return through(progress)


def _status(result: BatchResult) -> int:
    return 0 if set(result.outcomes) <= {"read"} else 1


def _tell(result: BatchResult, sources: tuple[str, ...]) -> None:
    """Counts and grouped causes; the table `failures` has one row for each."""
    from govreport.batching.summary import failures

    groups = failures(result.folder)
    failed = sum(group.count for group in groups)
    read, incomplete = (result.outcomes.get(name, 0) for name in ("read", "incomplete"))
    tell(
        phrase(
            "{documents} documents: {read} read, {incomplete} incomplete (some printed number "
            "has no place), {failed} failed; {duplicates} duplicates",
            documents=result.documents,
            read=read,
            incomplete=incomplete,
            failed=failed,
            duplicates=result.duplicates,
        ),
        error=True,
    )
    for group in groups:
        click.echo(_line(group), err=True)
    if result.interrupted:
        command = f"govreport batch {' '.join(sources)} --out {result.folder} --resume"
        tell(phrase("interrupted: go on with  {command}", command=command), error=True)
    else:
        tell(phrase("written: {path}", path=Path(result.folder)), error=True)


def _line(group: Group) -> str:
    from govreport.views.findings import printable

    more = ", ..." if group.count > len(group.names) else ""
    names = ", ".join(printable(name) for name in group.names)
    return f"  {group.count:>6}  {group.code}: {say(group.meaning)} ({names}{more})"
