"""Open any source: choose the reader by content, keep its errors in bounds."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Generator
from contextlib import nullcontext
from typing import IO, Any

from attrs import evolve

from govreport.document import Document
from govreport.errors import GovReportError, LimitExceeded, PluginError, UnreadableSource
from govreport.plugins import calling
from govreport.plugins.answers import spoken, words_of
from govreport.plugins.calling import Problem
from govreport.plugins.documents import unfit_document
from govreport.plugins.registry import registry
from govreport.plugins.timeout import TooSlow, limited
from govreport.readers.archives import with_charset
from govreport.readers.beside import reading_in
from govreport.readers.limits import DEFAULT, Limits, exceeded
from govreport.readers.member import Member, Members
from govreport.readers.sources import Opened, SourceLike, opened, read_all
from govreport.trace import tracing


def open_document(
    source: SourceLike, *, reader: str | None = None, limits: Limits = DEFAULT
) -> Document:
    """Open one report.

    Args:
        source: a path, the bytes of a file, or a binary stream. Nothing is fetched from a network.
        reader: name of a reader, where the choice by content shall not be made.
        limits: the safety limits.

    Raises:
        UnreadableSource: the source cannot be opened, or holds several reports.
        LimitExceeded: a limit was reached; the message names it.
        PluginError: there is no reader of that name.

    >>> open_document("规章\\r\\n7".encode("gb18030")).text
    '规章\\n7'
    """
    documents = open_documents(source, reader=reader, limits=limits)
    try:
        first = next(documents, None)
        second = next(documents, None)
    finally:
        documents.close()
    if first is None:
        raise UnreadableSource("the archive holds no report")
    if second is not None:
        raise UnreadableSource(
            "the archive holds several reports: use open_documents, which yields them one by one"
        )
    if isinstance(first, GovReportError):
        raise first
    return first


def open_documents(
    source: SourceLike, *, reader: str | None = None, limits: Limits = DEFAULT
) -> Generator[Document | UnreadableSource, None, None]:
    """Open all reports of a source, one after the other.

    An archive yields a document for each member, in its order, and an `UnreadableSource` in
    place of a member that cannot be opened, so that one bad member does not end the others;
    ``str()`` of the error begins with the entry's name. Any other file yields one document, and
    raises if it cannot be opened. ``Source.entry`` of a document, and ``Span.entry`` of every
    place in it, name the member.

    >>> line = b'{"text": "one"}\\n[]\\n{"text": "two"}\\n'
    >>> for document in open_documents(line):
    ...     print(getattr(document, "text", document))
    one
    line 2: the line holds no JSON object
    two
    """
    with opened(source, limits) as file:
        yield from _open(file, reader, limits, 0)


def _open(
    file: Opened, name: str | None, limits: Limits, depth: int
) -> Generator[Document | UnreadableSource, None, None]:
    ranked, problems = _ranked(file.sample, file.name, name)
    plugin = ranked[0]
    if not hasattr(plugin, "members"):
        data = _content(file, limits)
        with reading_in(file.path):
            document = _read_with_best(ranked, problems, data, file.name, limits)
        document.notes += tuple((found.code, found.message, 0, 0) for found in problems)
        yield document
        return
    if depth > limits.max_archives:
        raise exceeded("max_archives", limits.max_archives, f"archives are nested {depth} deep")
    stream = file.stream
    if file.packed and getattr(plugin, "seeks", False):
        stream = io.BytesIO(_content(file, limits))
    members = _guarded(plugin, stream, limits, file.name)
    position = 0
    for position, member in enumerate(members, 1):
        limits.check("max_entries", position, f"the archive has {position} members or more")
        if member.error is not None:
            yield _named(member.error, member.entry)
            continue
        try:
            yield from _open_member(member, position, limits, depth)
        except GovReportError as error:
            yield _named(error, member.entry)
    if position == 0:
        raise UnreadableSource(f"{file.name or 'the archive'}: the archive holds no report")


def _content(file: Opened, limits: Limits) -> bytes:
    try:
        return read_all(file, limits)
    except GovReportError as error:
        raise _named(error, file.name or "the source") from error


def _open_member(
    member: Member, position: int, limits: Limits, depth: int
) -> Generator[Document | UnreadableSource, None, None]:
    data, charset = with_charset(member)
    name = member.name or member.entry.rsplit("/", 1)[-1] or None
    with opened(data, limits) as inner:
        inner = evolve(inner, name=name.removesuffix(".gz") if name and inner.packed else name)
        yield from _documents(inner, member, position, charset, limits, depth)


def _documents(
    inner: Opened,
    member: Member,
    position: int,
    charset: str | None,
    limits: Limits,
    depth: int,
) -> Generator[Document | UnreadableSource, None, None]:
    for document in _open(inner, None, limits, depth + 1):
        if isinstance(document, UnreadableSource):
            yield _named(document, member.entry)
            continue
        source = document.source
        if member.cut_off:
            note = ("source-cut-off", "the record breaks off; the end is missing", 0, 0)
            document.notes = (*document.notes, note)
        if charset:
            source = evolve(source, encoding=charset)
        entry = "/".join(filter(None, (member.entry, source.entry)))
        document.source = evolve(
            source,
            entry=entry,
            position=position,
            id=member.id or source.id,
            url=member.url or source.url,
        )
        yield document


def _ranked(sample: bytes, name: str | None, wanted: str | None) -> tuple[list[Any], list[Problem]]:
    """The readers that know the content, the best first, and what went wrong in others."""
    family = registry("readers")
    if wanted is not None:
        return [family.get(wanted)], []
    scored: list[tuple[float, Any]] = []
    reasons: list[str] = []
    problems: list[Problem] = []
    trace = tracing()
    for plugin in family.all():
        found = calling.evidence(family, plugin, sample, name)
        if trace is not None:
            trace.readers.append(calling.asked(plugin, found))
        if isinstance(found, Problem):
            problems.append(found)
            reasons.append(found.message)
            continue
        scored.append((found.score, plugin))
        reasons.extend(found.missing)
    scored.sort(key=lambda pair: pair[0], reverse=True)
    ranked = [plugin for score, plugin in scored if score > 0]
    if not ranked:
        why = "; ".join(reasons)
        raise UnreadableSource(f"{name or 'the source'}: no reader knows this file: {why}")
    problems += [Problem("plugin-failed", message) for message in family.errors.values()]
    return ranked, problems


def _read_with_best(
    ranked: list[Any], problems: list[Problem], data: bytes, name: str | None, limits: Limits
) -> Document:
    """Read with the best reader; where the code of one that is not built in fails, the next."""
    family = registry("readers")
    for plugin in ranked[:-1]:
        if family.is_own(plugin) or hasattr(plugin, "members"):
            return _read(plugin, data, name, limits)
        try:
            return _read(plugin, data, name, limits)
        except UnreadableSource as error:
            if isinstance(error.__cause__, GovReportError | MemoryError | None):
                raise
            problems.append(calling.problem("plugin-failed", str(error), error))
    return _read(ranked[-1], data, name, limits)


def _read(plugin: Any, data: bytes, name: str | None, limits: Limits) -> Document:
    """Read with one reader; whatever it raises becomes an error of this library."""
    where = name or "the source"
    own = registry("readers").is_own(plugin)
    reason = None
    try:
        if own:
            document: Document = plugin.read(data, name, limits)
        else:
            with limited(limits.max_seconds):
                document = plugin.read(data, name, limits)
                reason = unfit_document(document)
    except TooSlow as error:
        raise exceeded(
            "max_seconds", limits.max_seconds, f"{where}: the reader {plugin.name} did not end"
        ) from error
    except GovReportError as error:
        if own and isinstance(error, PluginError):
            raise
        raise _named(error, where) from error
    except RecursionError as error:
        if not own:
            raise UnreadableSource(
                f"{where}: the reader {plugin.name} failed: {spoken(error)}"
            ) from error
        raise exceeded(
            "max_nesting", limits.max_nesting, f"{where}: elements are nested too deep"
        ) from error
    except BaseException as error:
        if type(error) is KeyboardInterrupt:  # of the user
            raise
        raise UnreadableSource(
            f"{where}: the reader {plugin.name} failed: {spoken(error)}"
        ) from error
    if reason is not None:
        raise UnreadableSource(
            f"{where}: the reader {plugin.name} returned {reason}"
        ) from TypeError(reason)
    size = len(document.text)
    limits.check("max_characters", size, f"{where}: the text has {size} characters")
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    document.source = evolve(document.source, content_hash=digest)
    return document


def _guarded(plugin: Any, stream: IO[bytes], limits: Limits, name: str | None) -> Members:
    """The members of an archive; what its reader raises becomes an error of this library."""
    where = name or "the source"
    own = registry("readers").is_own(plugin)
    members: Members | None = None
    reason = None
    while True:
        try:
            with nullcontext() if own else limited(limits.max_seconds):
                members = iter(plugin.members(stream, limits)) if members is None else members
                member = next(members)
                reason = None if own else _unfit_member(member)
        except StopIteration as error:
            if members is not None:
                return
            raise UnreadableSource(f"{where}: the reader {plugin.name} returned nothing") from error
        except TooSlow as error:
            raise exceeded(
                "max_seconds", limits.max_seconds, f"{where}: the reader {plugin.name} did not end"
            ) from error
        except GovReportError as error:
            if own and isinstance(error, PluginError):
                raise
            raise _named(error, where) from error
        except BaseException as error:
            if type(error) is KeyboardInterrupt:  # of the user
                raise
            raise UnreadableSource(
                f"{where}: the reader {plugin.name} failed: {spoken(error)}"
            ) from error
        if reason is not None:
            raise UnreadableSource(f"{where}: the reader {plugin.name} returned {reason}")
        yield member


def _unfit_member(member: Any) -> str | None:
    if type(member) is not Member:
        return f"{type(member).__name__}, no Member"
    words = (member.entry, member.charset, member.id, member.url, member.name)
    if type(member.entry) is not str or not all(type(w) in (str, type(None)) for w in words):
        return "a member with a name that is no text"
    if type(member.data) is not bytes or not isinstance(member.error, GovReportError | None):
        return "a member that holds no bytes"
    if type(member.cut_off) is not bool:
        return "a member that may or may not be cut off"
    return None


def _named(error: GovReportError, where: str) -> UnreadableSource:
    """The error with the name of a file or member in front."""
    kind = LimitExceeded if type(error) is LimitExceeded else UnreadableSource
    return kind(f"{where}: {words_of(error)}")
