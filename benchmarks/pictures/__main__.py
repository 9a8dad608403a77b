"""Measure the reading of pictures.

    python -m benchmarks.pictures [--shared DIR] [--only TEXT] [--source TEXT] [--details] [--plain]

Each source is rendered for each setting, stored as a TIFF of several pages and read; each value
is judged as right, flagged (left out, and named in a diagnostic), silently wrong, or missing.
"""

from __future__ import annotations

import argparse
import io
import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from attrs import frozen
from PIL import Image

import govreport
from benchmarks.pictures.damage import SETTINGS, Pixels, Setting
from benchmarks.pictures.plain import by_lines, seconds_in_this_process
from benchmarks.pictures.sources import Source, corpus, generated, samples
from govreport.model import Status
from govreport.pipeline import parse_document
from govreport.readers import isolation, open_document
from govreport.testing import Outcome, judge


@frozen
class Result:
    """What became of the values of one source in one setting."""

    counts: Counter[str]
    pages: int
    wrong: tuple[str, ...] = ()


def pages_of(source: Source, setting: Setting) -> Iterator[Pixels]:
    """The pages of a source as a scanner delivers them."""
    document = pypdfium2.PdfDocument(source.pdf)
    for number in range(len(document)):
        picture = document[number].render(scale=setting.dpi / 72).to_pil().convert("RGB")
        page = np.asarray(picture)
        for damage in setting.damages:
            page = damage(page)
        yield page


def tiff(pages: Sequence[Pixels], dpi: int) -> bytes:
    """One file with all pages."""
    file = io.BytesIO()
    first, *others = [Image.fromarray(page) for page in pages]
    first.save(
        file, "TIFF", save_all=True, append_images=others, compression="tiff_lzw", dpi=(dpi, dpi)
    )
    return file.getvalue()


def measure(source: Source, setting: Setting, *, plain: bool = False) -> Result:
    """Read one source in one setting, and judge every value; ``plain`` leaves the grid out."""
    pages = list(pages_of(source, setting))
    data = tiff(pages, setting.dpi)
    try:
        document = by_lines(data) if plain else open_document(data)
        report = parse_document(document)
    except govreport.GovReportError as error:
        return Result(Counter(refused=len(source.expected)), len(pages), (str(error),))
    return judged(report, source, document.text, len(pages))


def judged(report: govreport.AnnualReport, source: Source, text: str, pages: int) -> Result:
    """Sort the values of a source by what became of them.

    Flagged are a value that was left out and is named, and a wrong one whose cell a warning
    names: that every value of a picture is only inferred counts for nothing here. An extra row is
    invented unless the warning about it gives its label: the row is printed, under that label.
    """
    found = {record.path: record for record in govreport.records(report)}
    named = {d.path for d in report.diagnostics if d.severity != "info"}
    extra = [d.message for d in report.diagnostics if d.code == "row-extra"]
    counts: Counter[str] = Counter()
    wrong = []
    for verdict in judge(report, source.expected, text):
        path, record = verdict.path, found.get(verdict.path)
        if path not in source.expected:
            continue
        if verdict.outcome is Outcome.RIGHT:
            kind = "right"
        elif (
            path in named
            or (record is not None and record.status is Status.UNPLACED)
            or (verdict.outcome is Outcome.MISSING_FLAGGED and record is None)
        ):
            kind = "flagged"
        elif record is None:
            kind = "missing"
        else:
            kind = "wrong"
        counts[kind] += 1
        if kind in ("wrong", "missing"):
            shown = "absent" if record is None else f"{record.raw!r} ({record.status})"
            wrong.append(f"{path}: {verdict.expected} read as {shown}")
    invented = [
        path
        for path, record in found.items()
        if path not in source.expected
        and record.value is not None
        and not path.startswith(("narrative", "unplaced"))
        and not (
            path.startswith("extra.") and any(record.label in named_row for named_row in extra)
        )
    ]
    counts["invented"] += len(invented)
    wrong.extend(f"{path}: {found[path].value} invented" for path in invented)
    return Result(counts, pages, tuple(wrong))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", default="", help="settings whose name holds this text")
    parser.add_argument("--source", default="", help="sources whose name holds this text")
    parser.add_argument("--plain", action="store_true", help="lines of text, without the grid")
    parser.add_argument("--details", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    names = options.source.split(",")
    sources = [s for s in _sources(options.shared) if any(name in s.name for name in names)]
    for source in sources:
        print(f"{source.name}: {len(source.expected)} values", flush=True)
    head = "| setting | right | flagged | silently wrong | missing | invented | s a page |"
    print(head, "|---|---|---|---|---|---|---|", sep="\n")
    for setting in SETTINGS:
        if options.only not in setting.name:
            continue
        before = _processor()
        results = [(source, measure(source, setting, plain=options.plain)) for source in sources]
        isolation.end_children()
        counts = sum((result.counts for _, result in results), Counter[str]())
        total = sum(counts.values()) - counts["invented"]
        pages = sum(result.pages for _, result in results)
        seconds = _processor() - before
        print(
            f"| {setting.name} | {counts['right'] / total:.1%} | {counts['flagged']} "
            f"| {counts['wrong']} | {counts['missing'] + counts['refused']} "
            f"| {counts['invented']} | {seconds / pages:.1f} |",
            flush=True,
        )
        if options.details:
            for source, result in results:
                for line in result.wrong[:12]:
                    print(f"    {source.name}: {line}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the reading process: {peak:.0f} MB")


def _processor() -> float:
    """Seconds of processor time of the child processes that have ended, and of plain reading."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + seconds_in_this_process()


def _sources(shared: Path) -> Iterator[Source]:
    if shared.exists():
        yield from corpus(shared)
        yield from samples(shared)
    yield generated(1, "AR PL UMing CN")
    yield generated(2, "WenQuanYi Zen Hei", "soffice", 0.5)
    yield generated(3, "Noto Sans CJK SC", "soffice", 0.0)


if __name__ == "__main__":
    main()
