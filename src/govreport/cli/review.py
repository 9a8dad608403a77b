"""``govreport review``: reports beside their sources, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govreport.cli.inputs import CORRECTIONS, expand, limit_option, limits
from govreport.cli.output import OutputError
from govreport.cli.telling import complain, tell
from govreport.errors import GovReportError
from govreport.export.writing import UnwritableOutput
from govreport.language import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govreport.export.tabular import Failure


@click.command(short_help="Review reports in the browser, source beside value.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", "target", metavar="FOLDER", help="Write pages into this folder.")
@click.option("--serve", is_flag=True, help="Serve the pages on this computer; save corrections.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Of --serve; a free one by default."
)
@click.option("--lang", type=click.Choice(("zh", "en")), help="Language of the pages.")
@click.option(
    "--corrections",
    metavar="FILE",
    help="Apply, and with --serve save, corrections here; "
    "by default corrections.jsonl beside the sources.",
)
@limit_option
def review(
    sources: tuple[str, ...],
    target: str | None,
    serve: bool,
    port: int,
    lang: str | None,
    corrections: str | None,
) -> None:
    """Show each report beside its source, with a queue of what is doubtful.

    With -o the pages are a folder that opens without a network; marks and corrections are kept by
    the browser and downloaded as corrections.jsonl. With --serve they are served to this computer
    alone, and corrections are saved at once.

    \b
    Example:
      govreport review reports/ -o site/
      govreport review reports/ --serve
    """
    if (target is None) is not serve:
        raise click.UsageError("choose one of -o FOLDER and --serve")
    file = Path(corrections) if corrections is not None else beside(sources)
    try:
        if serve:
            _serve(expand(sources), file, port, lang)
        else:
            files = expand(sources, without=target)
            _write(files, target or "", file, lang, named=corrections is not None)
    except UnwritableOutput as error:
        raise OutputError(str(error)) from error
    except GovReportError as error:
        raise click.ClickException(str(error)) from error


def beside(sources: Sequence[str]) -> Path:
    """Where the corrections of some sources lie: in the folder of the first.

    >>> beside(["reports/a.txt"]).as_posix()
    'reports/corrections.jsonl'
    """
    first = Path(sources[0])
    return (first if first.is_dir() else first.parent) / CORRECTIONS


def _write(files: Sequence[str], target: str, file: Path, lang: str | None, *, named: bool) -> None:
    from govreport.corrections import load
    from govreport.language import current_language
    from govreport.review import build_site

    known = load(file).checked() if named or file.exists() else ()
    site = build_site(
        files, target, corrections=known, language=lang or current_language(), limits=limits()
    )
    _tell(site.failures)
    tell(phrase("wrote {path}", path=site.index))
    raise SystemExit(1 if site.failures else 0)


def _serve(files: Sequence[str], file: Path, port: int, lang: str | None) -> None:
    from govreport.language import current_language
    from govreport.review.server import serve
    from govreport.review.session import Session
    from govreport.review.store import Store

    session = Session.open(files, Store(file), lang or current_language(), limits())
    tell(phrase("corrections are saved in {path}", path=file), error=True)
    try:
        serve(session, port=port, announce=click.echo, failed=lambda failure: _tell([failure]))
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror or error}") from error


def _tell(failures: Sequence[Failure]) -> None:
    for failure in failures:
        complain(failure.file, (failure.message.splitlines() or [""])[0])
