"""One document to its outcome: a report, or why there is none. Nothing is raised for a document."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from attrs import evolve, field, frozen

from govreport.arrow.causes import cause, no_report
from govreport.checks.applying import checked
from govreport.corrections.options import corrected
from govreport.document import Document
from govreport.errors import GovReportError, UnreadableSource
from govreport.export.frames.identity import Identity
from govreport.model import AnnualReport, Correction
from govreport.readers import DEFAULT, Limits


@frozen
class Options:
    """How documents are read.

    Attributes:
        template: name of the plugin to use instead of choosing one; so ``layout``, ``reader``.
        limits: safety limits.
        corrections: what people have said about cells, of any documents.
    """

    template: str | None = None
    layout: str | None = None
    reader: str | None = None
    limits: Limits = DEFAULT
    corrections: tuple[Correction, ...] = field(default=(), repr=False)


@frozen
class Outcome:
    """What became of one document.

    Attributes:
        identity: where it came from.
        report: the report; None when it could not be read.
        code: ``read``, ``incomplete`` (some printed number has no place), or the code of the
            cause, see `govreport.arrow.causes.CAUSES`.
        message: the cause in one line.
        content_hash: ``"sha256:..."`` of the document's bytes, None when there were none.
        seconds: time that reading took.
    """

    identity: Identity
    report: AnnualReport | None = None
    code: str = "read"
    message: str | None = None
    content_hash: str | None = None
    seconds: float = 0.0


def outcomes(
    data: bytes | Path | None, identity: Identity, options: Options = Options()
) -> Iterator[Outcome]:
    """Read one document; an archive gives several outcomes.

    Args:
        data: the bytes, the path of a file, or None for a row without a text.
        identity: where it came from.
        options: how to read it.

    >>> [outcome.code for outcome in outcomes(b"", Identity("a.txt"))]
    ['empty-file']
    """
    start = time.perf_counter()
    digest = None
    if data is None:
        yield Outcome(identity, None, "no-text", "the row holds no text")
        return
    try:
        content = data if isinstance(data, bytes) else _content(data, options.limits)
        digest = f"sha256:{sha256(content).hexdigest()}"
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Outcome(identity, None, "not-found", f"the file cannot be opened: {reason}")
        return
    except (MemoryError, GovReportError) as error:
        yield _failed(identity, error, None, digest, start)
        return
    try:
        for document in _documents(data, content, identity, options):
            yield _outcome(document, content, identity, options, digest, start)
            start = time.perf_counter()
    except Exception as error:
        yield _failed(identity, error, content, digest, start)


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, no more than may be, whatever the system says of its size."""
    with path.open("rb") as stream:
        content = stream.read(limits.max_bytes + 1)
    limits.check("max_bytes", len(content), f"the file has more than {limits.max_bytes} bytes")
    return content


def _documents(
    data: bytes | Path, content: bytes, identity: Identity, options: Options
) -> Iterator[Document | UnreadableSource]:
    """Open the bytes under the name that they have."""
    import io

    from govreport.readers import open_documents

    stream = io.BytesIO(content)
    name = identity.entry or identity.source or ""
    stream.name = os.path.basename(name)
    yield from open_documents(stream, reader=options.reader, limits=options.limits)


def _outcome(
    document: Document | UnreadableSource,
    content: bytes,
    identity: Identity,
    options: Options,
    digest: str | None,
    start: float,
) -> Outcome:
    from govreport.pipeline import parse_document

    if isinstance(document, UnreadableSource):
        return _failed(identity, document, None, digest, start)
    identity = _within(identity, document)
    try:
        report = parse_document(document, template=options.template, layout=options.layout)
        report = checked(corrected(report, options.corrections))
    except Exception as error:
        return _failed(identity, error, content, digest, start)
    why = no_report(report, content)
    seconds = time.perf_counter() - start
    if why is not None:
        return Outcome(identity, None, *why, digest, seconds)
    whole = all(item.severity != "error" for item in report.diagnostics)
    return Outcome(identity, report, "read" if whole else "incomplete", None, digest, seconds)


def _within(identity: Identity, document: Document) -> Identity:
    """The identity of a member of an archive that was met inside the document."""
    source = document.source
    if source.entry is None:
        return identity
    entry = "!".join(filter(None, (identity.entry, source.entry)))
    position = source.position if identity.position is None else identity.position
    return evolve(
        identity,
        entry=entry,
        position=position,
        id=identity.id or source.id,
        url=identity.url or source.url,
    )


def _failed(
    identity: Identity,
    error: BaseException,
    content: bytes | None,
    digest: str | None,
    start: float,
) -> Outcome:
    code, message = cause(error, content)
    name = os.path.basename(identity.entry or identity.source or "")
    if isinstance(error, GovReportError):  # the name is a column of its own
        message = message.removeprefix("the source: ").removeprefix(f"{name}: " if name else "")
    return Outcome(identity, None, code, message, digest, time.perf_counter() - start)
