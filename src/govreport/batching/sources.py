"""From what the user names to documents, one by one and in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from govreport.arrow.causes import cause
from govreport.batching.items import Item
from govreport.batching.settings import BatchError, Settings
from govreport.errors import GovReportError, UnreadableSource
from govreport.export.frames.identity import Identity
from govreport.readers import DEFAULT, isolation
from govreport.readers.archives import (
    JsonLinesReader,
    ParquetReader,
    WarcReader,
    ZipReader,
    with_charset,
    within,
)
from govreport.readers.endings import SUFFIXES
from govreport.readers.extras import require
from govreport.readers.folders import files_below, is_within
from govreport.readers.member import Member
from govreport.readers.sources import check_kind, opened

_ARCHIVES = {
    ".zip": "zip",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_NO_END = 2**62


def items(sources: Iterable[str], settings: Settings, *, out: str | None = None) -> Iterator[Item]:
    """Each document of the sources: files, members of archives, rows, lines, records.

    A source is a file, a folder, a pattern, an archive, or an address that fsspec opens
    (``s3://bucket/*.parquet``). The order is that of the sources, in a folder that of the names.
    The folder ``out``, where the tables go, is left out where it lies among them.

    Raises:
        BatchError: a source does not exist, or has no document.
    """
    for source in sources:
        found = False
        for name in _files(source, out):
            for item in _of_file(name, settings):
                found = True
                yield item
        if not found:
            raise BatchError(f"{source}: there is no document to read")


def expected(sources: Iterable[str], *, out: str | None = None) -> int | None:
    """How many documents there will be, where that can be told without opening archives."""
    count = 0
    for name in (name for source in sources for name in _files(source, out)):
        kind = _kind(name)
        if kind is None:
            count += 1
        elif kind == "parquet" and "://" not in name:
            try:
                count += isolation.run("govreport.readers.parquet:count", (name,), within(DEFAULT))
            except Exception:  # it is one failed document
                count += 1
        else:
            return None
    return count


def _kind(name: str) -> str | None:
    return next((kind for end, kind in _ARCHIVES.items() if name.lower().endswith(end)), None)


def _files(source: str, out: str | None) -> Iterator[str]:
    if "://" in source:
        yield from _remote(source)
    elif os.path.isdir(source):
        yield from filter(_is_wanted, files_below(source, without=out))
    elif not os.path.lexists(source) and glob.has_magic(source):
        yield from sorted(
            name
            for name in glob.glob(source, recursive=True)
            if os.path.isfile(name) and not is_within(name, out)
        )
    elif os.path.exists(source):
        yield source
    else:
        raise BatchError(f"{source}: there is no such file or folder")


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES or os.path.isdir(name)


def _remote(source: str) -> Iterator[str]:
    fsspec = require("fsspec", "remote", f"The source {source}")
    try:
        system, path = fsspec.core.url_to_fs(source)
        names = sorted(system.glob(path)) if glob.has_magic(path) else [path]
        folders = [name for name in names if system.isdir(name)]
        names = sorted({*names, *(n for f in folders for n in system.find(f))} - {*folders})
    except Exception as error:  # each file system raises errors of its own
        raise BatchError(f"{source}: cannot be listed: {error}") from error
    for name in names:
        yield system.unstrip_protocol(name)


def _of_file(name: str, settings: Settings) -> Iterator[Item]:
    kind = _kind(name)
    why = _no_file(name)
    if why is not None:
        yield Item(Identity(name), failure=("not-found", why))
    elif kind is not None:
        yield from _members(name, kind, settings)
    elif "://" in name:
        try:
            with _open_remote(name) as stream:
                yield Item(Identity(name), data=stream.read())
        except Exception as error:
            yield Item(Identity(name), failure=("not-found", f"cannot be opened: {error}"))
    else:
        yield Item(Identity(name), path=name)


def _no_file(name: str) -> str | None:
    """Why something that was found cannot be read: reading a pipe or a device may never end."""
    if "://" in name:
        return None
    try:
        check_kind(name)
    except FileNotFoundError:
        return None  # the worker says so
    except (UnreadableSource, OSError, ValueError) as error:
        return str(error)
    return None


def _open_remote(name: str) -> Any:
    return require("fsspec", "remote", f"The source {name}").open(name, "rb").open()


def _members(name: str, kind: str, settings: Settings) -> Iterator[Item]:
    """The members of an archive; what breaks it is one failed document, in its place."""
    limits = evolve(settings.options.limits, max_entries=_NO_END)
    readers: dict[str, Any] = {
        "zip": ZipReader(),
        "warc": WarcReader(),
        "jsonl": JsonLinesReader(settings.columns),
        "parquet": ParquetReader(settings.columns),
    }
    position = 0
    try:
        with opened(_open_remote(name) if "://" in name else name) as file:
            for position, member in enumerate(readers[kind].members(file.stream, limits), 1):
                yield _member(name, position, member)
        if position == 0:
            raise UnreadableSource("the archive holds no report")
    except Exception as error:  # a broken archive costs its own rest, not the other sources
        code, message = cause(error, None)
        if not isinstance(error, GovReportError):
            code, message = "damaged-file", f"the archive cannot be read: {message}"
        yield Item(Identity(name, None, position + 1), failure=(code, message))


def _member(source: str, position: int, member: Member) -> Item:
    identity = Identity(source, member.name or member.entry, position, member.id, member.url)
    if member.error is not None:
        code, message = cause(member.error, None)
        no_text = "holds no text" in message or "no text field" in message
        return Item(identity, failure=("no-text" if no_text else code, message))
    data, _ = with_charset(member)
    return Item(identity, data=data)
