"""The reports that are reviewed: read, corrected, checked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from govreport.corrections import apply, hash_text
from govreport.document import Document
from govreport.errors import GovReportError, UnreadableSource
from govreport.export.tabular import Failure
from govreport.model import AnnualReport, Correction
from govreport.pipeline import parse_document
from govreport.readers import DEFAULT, Limits, open_documents


@frozen
class Entry:
    """One report that is reviewed.

    Attributes:
        file: where it was read from.
        member: which report of the file, from 0.
        read: as it was read.
        plain: as it was read, with the findings of the checks.
        report: with corrections and the findings of the checks.
        document: its source.
        content_hash: by which corrections know the document.
    """

    file: str
    member: int
    read: AnnualReport
    plain: AnnualReport
    report: AnnualReport
    document: Document
    content_hash: str

    @property
    def name(self) -> str:
        """The file with its member."""
        entry = self.document.source.entry
        name = os.path.basename(self.file)
        return f"{name}/{entry}" if entry else name

    def corrected(self, corrections: Sequence[Correction]) -> Entry:
        """The same report with other corrections."""
        return evolve(self, report=finished(self.read, corrections, self.content_hash))


def load(
    file: str, corrections: Sequence[Correction] = (), limits: Limits = DEFAULT
) -> Iterator[Entry | Failure]:
    """The reports of a file, corrected and checked; what cannot be read comes as its failure."""
    try:
        for member, document in enumerate(open_documents(file, limits=limits)):
            try:
                yield _entry(file, member, document, corrections)
            except GovReportError as error:
                yield Failure.of(file, error)
    except (GovReportError, OSError) as error:
        yield Failure.of(file, error)
    except Exception as error:  # one file must not cost the user a thousand others
        text = f"unexpected {type(error).__name__}: {error}; please report this file"
        yield Failure(file, "InternalError", text)


def _entry(
    file: str,
    member: int,
    document: Document | UnreadableSource,
    corrections: Sequence[Correction],
) -> Entry:
    if isinstance(document, UnreadableSource):
        raise document
    read = parse_document(document)
    digest = document.source.content_hash or hash_text(document.text)
    plain = finished(read, (), digest)
    own = any(item.content_hash == digest for item in corrections)
    report = finished(read, corrections, digest) if own else plain
    return Entry(file, member, read, plain, report, document, digest)


def finished(report: AnnualReport, corrections: Sequence[Correction], digest: str) -> AnnualReport:
    """The report with its corrections, and what the checks say then."""
    from govreport.checks.applying import checked

    return checked(apply(report, corrections, digest))
