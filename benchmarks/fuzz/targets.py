"""What is fed with damaged inputs, and what each may raise: `GovReportError`, nothing else."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable

from attrs import frozen

from benchmarks.fuzz.inputs import seeds
from govreport import GovReportError, from_json, parse, read_all, records, to_json
from govreport.checks import check
from govreport.export.files.texts import CsvFile, JsonLinesFile
from govreport.export.frames import rows_of
from govreport.model import AnnualReport
from govreport.readers import Limits

_LIMITS = Limits(max_seconds=20, max_memory=512 * 1024 * 1024)


@frozen
class Target:
    """A function, and the inputs that it begins with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def _use(report: AnnualReport) -> None:
    list(records(report))
    check(report)
    for name, rows in rows_of(report).items():
        CsvFile(io.StringIO(newline=""), name).add(name, rows)
        JsonLinesFile(io.StringIO(), name).add(name, rows)


def _text(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        _use(parse(data.decode("utf-8", "surrogateescape")))


def _file(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        for item in read_all(data, limits=_LIMITS):
            if isinstance(item, AnnualReport):
                _use(item)


def _data(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        report = from_json(data)
        _use(report)
        if json.loads(to_json(from_json(to_json(report)))) != json.loads(to_json(report)):
            raise AssertionError("a report that was accepted does not come back")


def _reports() -> list[bytes]:
    found = []
    for text in seeds((".txt", ".md")):
        with contextlib.suppress(GovReportError):
            found.append(to_json(parse(text.decode("utf-8", "replace"))).encode())
    return found or [to_json(AnnualReport()).encode()]


def _archives() -> list[bytes]:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, data in enumerate(seeds((".txt", ".html"))[:6]):
            package.writestr(f"{number}.txt", data)
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 4\r\n\r\ntext\r\n\r\n"
    return [out.getvalue(), record * 5, b'{"text": "one", "n": [1, {"a": null}]}\n' * 5]


TARGETS = {
    "text": Target(_text, lambda: seeds((".txt", ".md"))),
    "html": Target(_file, lambda: seeds((".html", ".htm", ".mht"))),
    "word": Target(_file, lambda: seeds((".docx",))),
    "pdf": Target(_file, lambda: seeds((".pdf",))),
    "archive": Target(_file, _archives),
    "json": Target(_data, _reports),
}
