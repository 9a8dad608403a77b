"""The public functions that read: a text, a file, an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from govreport.corrections.options import Corrections, corrected, loaded
from govreport.errors import UnreadableSource, UnrecognisedReport
from govreport.model import AnnualReport

if TYPE_CHECKING:
    from govreport.accounting import Account
    from govreport.checks import Profile
    from govreport.readers import Limits

MAX_CHARACTERS = 5_000_000
"""Longest text that ``parse`` accepts by default; the longest real report met has 60,000."""


def parse(
    text: str,
    *,
    template: str | None = None,
    layout: str | None = None,
    max_characters: int = MAX_CHARACTERS,
    corrections: Corrections | None = None,
    check: bool = False,
    profile: Profile | None = None,
) -> AnnualReport:
    """Read one report from its text.

    Whatever the text says, nothing is raised but the errors below; an empty text is no report.

    Args:
        text: the report as it was published or crawled, in any layout.
        template: name of a template to use instead of choosing by labels.
        layout: name of a layout to use instead of choosing by evidence.
        max_characters: longest text that is read.
        corrections: as in `read`.
        check: whether to evaluate the checks, see `govreport.checks.check`; what they find
            becomes the report's ``findings`` and ``verdicts``.
        profile: which checks; None for the national profile.

    Returns:
        The report, with every number placed or named in its ``diagnostics``. A text that holds
        several reports is taken as one and says so (``several-reports``); `read_all` yields each.

    Raises:
        UnrecognisedReport: the text is no annual report that a template knows.
        UnreadableSource: the text is longer than ``max_characters``.
        PluginError: ``template`` or ``layout`` names no usable plugin.
        TypeError: ``text`` is no ``str``: bytes, None, a path or an open file are for `read`.

    >>> report = parse(
    ...     "某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
    ...     "信息内容 | 本年处理决定数量 | |\\n行政处罚 | 12 | |\\n行政强制 | | |\\n"
    ... )
    >>> report.year, report.proactive_disclosure.penalties.decisions
    (2021, 12)
    >>> report.status("proactive_disclosure.coercive_measures.decisions")
    <Status.BLANK: 'blank'>
    >>> parse(b"")
    Traceback (most recent call last):
    ...
    TypeError: parse reads a text (str), not bytes: use govreport.read for a path, bytes or a file
    """
    from govreport.document import Document
    from govreport.pipeline import parse_document

    if not isinstance(text, str):
        raise TypeError(
            f"parse reads a text (str), not {type(text).__name__}: use govreport.read for a path, "
            "bytes or a file"
        )

    if len(text) > max_characters:
        raise UnreadableSource(
            f"the text has {len(text)} characters, more than max_characters={max_characters}; "
            "raise the limit if this really is one report"
        )
    report = parse_document(Document(text), template=template, layout=layout)
    report = corrected(report, corrections, text)
    return _checked(report, profile) if check else report


def _checked(report: AnnualReport, profile: Profile | None) -> AnnualReport:
    from govreport.checks import examined

    return examined(report, profile)


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    reader: str | None = None,
    template: str | None = None,
    layout: str | None = None,
    limits: Limits | None = None,
    corrections: Corrections | None = None,
    check: bool = False,
    profile: Profile | None = None,
) -> AnnualReport:
    """Read one report from a file: text in any encoding, HTML, Word, PDF.

    Args:
        source: path, bytes, or binary file object. The format is known by content, not by name.
        reader: name of a reader to use instead of choosing by content.
        template: as in `parse`.
        layout: as in `parse`.
        limits: safety limits of the readers, ``max_characters`` among them; None for the defaults.
        corrections: a corrections file, or what `govreport.corrections.load` read of one. Those
            of this document are applied: the cell gets the status ``corrected``. One that no
            longer fits what is printed is a finding and not applied.
        check: as in `parse`.
        profile: as in `parse`.

    Raises:
        InvalidCorrections: the corrections file has a line that cannot be read.
        UnreadableSource: the file cannot be opened; the message says what to do.
        UnrecognisedReport: it is no annual report.
        PluginError: a name that is no usable plugin, or an extra that is not installed.
    """
    from govreport.readers import DEFAULT, isolation, open_document

    isolation.while_starting("govreport.pipeline:prepare")
    document = open_document(source, reader=reader, limits=limits or DEFAULT)
    from govreport.pipeline import parse_document

    report = parse_document(document, template=template, layout=layout)
    report = corrected(report, corrections)
    return _checked(report, profile) if check else report


def read_all(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    reader: str | None = None,
    template: str | None = None,
    layout: str | None = None,
    limits: Limits | None = None,
    corrections: Corrections | None = None,
    check: bool = False,
    profile: Profile | None = None,
) -> Iterator[AnnualReport | UnreadableSource | UnrecognisedReport]:
    """Read every report of an archive (zip, WARC, JSON Lines, Parquet), one after the other.

    A file that holds several reports, or the tables of several years one after the other, yields
    each: ``report.document.text`` is its own part of the text, from which its spans count, and
    ``report.provenance.source.entry`` ends in its number (``report 2``). `parse` and `read` take
    the whole as one report and say so (``several-reports``).

    A member that cannot be read comes as its error, in its place, and the rest goes on.

    >>> one = "{}年某局政府信息公开工作年度报告\\n一、概述\\n好。\\n二、主动公开情况\\n无。\\n"
    >>> found = read_all((one.format(2021) + one.format(2022)).encode())
    >>> [(report.year, report.provenance.source.entry) for report in found]
    [(2021, 'report 1'), (2022, 'report 2')]
    """
    from govreport.readers import DEFAULT, isolation, open_documents

    known = loaded(corrections)
    isolation.while_starting("govreport.pipeline:prepare")
    for document in open_documents(source, reader=reader, limits=limits or DEFAULT):
        if isinstance(document, UnreadableSource):
            yield document
            continue
        from govreport.pipeline import parse_document, reports_in

        for part in reports_in(document):
            try:
                report = parse_document(part, template=template, layout=layout)
                report = corrected(report, known)
                yield _checked(report, profile) if check else report
            except UnrecognisedReport as error:
                yield error


def account(report: AnnualReport) -> Account:
    """What became of every number printed in the document that a report was read from.

    Args:
        report: a report as `parse` or `read` returned it; one from JSON has no document, and an
            empty account.

    >>> report = parse("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
    ...     "信息内容 | 本年处理决定数量 |\\n行政处罚 | 12 |\\n行政强制 | 0 |\\n")
    >>> str(account(report)), len(account(report).unaccounted)
    ('3 numbers: 2 value, 1 date', 0)
    """
    from govreport.accounting import account as account_of

    return account_of(report)
