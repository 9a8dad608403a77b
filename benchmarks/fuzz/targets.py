"""What is fed with damaged inputs, and what each may raise: `GovReportError`, nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import cache, partial

from attrs import frozen

from benchmarks.fuzz import inputs, using
from govreport import AnnualReport, GovReportError, from_json, parse, read_all, records, to_json
from govreport.corrections import apply, current, hash_text, loads, to_line
from govreport.model import Correction, CorrectionKind
from govreport.readers import Limits

_LIMITS = Limits(max_seconds=20, max_memory=512 * 1024 * 1024)


@frozen
class Target:
    """A function, and the inputs that it begins with.

    ``guided``: the code that opens the inputs is Python in this process, so that a fuzzer that
    sees which edges were reached is of use.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    guided: bool = True


def _text(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        using.as_data(parse(data.decode("utf-8", "surrogateescape")))


def _view(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        report = parse(data.decode("utf-8", "surrogateescape"))
        using.in_every_view(report)
        using.and_back(report)


def _file(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        for item in read_all(data, limits=_LIMITS):
            if isinstance(item, AnnualReport):
                using.as_data(item)


def _json(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        report = from_json(data)
        using.as_data(report)
        using.in_every_view(report)
        using.and_back(report)


def _reports() -> list[bytes]:
    found = []
    for text in inputs.seeds(".txt"):
        with contextlib.suppress(GovReportError):
            found.append(to_json(parse(text.decode("utf-8", "replace"))).encode())
    return found or [to_json(AnnualReport()).encode()]


@cache
def _corrected() -> tuple[AnnualReport, str]:
    text = inputs.named("layout_markdown")[0].decode()
    return parse(text), hash_text(text)


def _corrections(data: bytes) -> None:
    report, digest = _corrected()
    with contextlib.suppress(GovReportError):
        found = loads(data.decode("utf-8", "replace")).corrections
        current(found)
        changed = apply(report, found, digest)
        if changed is not report:
            using.as_data(changed)
            using.and_back(changed)


def _lines_of_corrections() -> list[bytes]:
    report, digest = _corrected()
    lines = []
    for number, record in enumerate(records(report)):
        span = record.span
        item = Correction(
            content_hash=digest,
            path=record.path,
            raw=record.raw,
            start=None if span is None else span.start,
            end=None if span is None else span.end,
            value_read=record.value,
            value=number,
            kind=list(CorrectionKind)[number % len(CorrectionKind)],
            who="A",
            when="2026-01-31T09:00:00+08:00",
        )
        lines.append(to_line(item))
    return ["\n".join(lines[at : at + 5]).encode() for at in range(0, min(len(lines), 100), 5)]


TARGETS = {
    "text": Target(_text, partial(inputs.seeds, ".txt")),
    "views": Target(_view, partial(inputs.seeds, ".txt")),
    "encodings": Target(_file, inputs.encoded),
    "html": Target(_file, partial(inputs.seeds, ".html", ".htm", ".mht")),
    "word": Target(_file, partial(inputs.seeds, ".docx")),
    "excel": Target(_file, inputs.workbooks, guided=False),
    "pdf": Target(_file, partial(inputs.seeds, ".pdf"), guided=False),
    "picture": Target(_file, partial(inputs.seeds, ".png", ".jpg", ".tiff"), guided=False),
    "zip": Target(_file, inputs.zips),
    "warc": Target(_file, inputs.warcs, guided=False),
    "jsonl": Target(_file, inputs.lines),
    "parquet": Target(_file, inputs.parquets, guided=False),
    "json": Target(_json, _reports),
    "corrections": Target(_corrections, _lines_of_corrections),
}
