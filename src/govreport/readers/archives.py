"""Files that hold many reports, read member by member: zip, WARC, JSON Lines, Parquet.

Nothing is unpacked to disk; the name of a member is data and never a path.
"""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from attrs import evolve

from govreport.document import Document
from govreport.errors import GovReportError, UnreadableSource
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers import isolation
from govreport.readers.columns import TEXT, Columns
from govreport.readers.encodings import decode
from govreport.readers.extras import demand, require
from govreport.readers.html import declared_charset
from govreport.readers.limits import Limits, exceeded
from govreport.readers.member import Member, Members, about, as_bytes, named
from govreport.readers.package import open_zip, read_member
from govreport.readers.parquet import MEMORY as PARQUET_MEMORY
from govreport.readers.sources import copy_bounded
from govreport.readers.warc import Records
from govreport.readers.warc_places import Places, is_packed, start_of

_FIELD = re.compile(rb'"(?:%s)"\s*:\s*"' % "|".join(TEXT).encode())
_ZIP_PACKAGES = (b"word/document", b"xl/workbook", b"ppt/presentation", b"mimetypeapplication/")
_WRAPPED = 4
"""Levels of objects in one line that are looked into."""
_BLOCK = 64 * 1024
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class ArchiveReader:
    """What the readers of archives share; ``members`` does the work."""

    name = "archive"
    description = ""
    interface = INTERFACE_VERSION
    seeks = False
    """Whether the file is read from its end, which a packed stream cannot be."""

    def members(self, stream: IO[bytes], limits: Limits) -> Members:
        """Yield the members one by one."""
        raise NotImplementedError

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the one report of an archive that holds a single one."""
        from govreport.readers.opening import open_document

        return open_document(io.BytesIO(data), reader=self.name, limits=limits)


class ZipReader(ArchiveReader):
    """Opens .zip archives of reports."""

    name = "zip"
    description = "zip archives of reports"
    seeks = True

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Take zip files that are no office documents."""
        if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return Evidence(0.0, missing=("zip: no zip header",))
        if any(mark in data for mark in _ZIP_PACKAGES):
            return Evidence(0.1, found=("a zip header",), missing=("zip: an office document",))
        return Evidence(0.8, found=("a zip header",))

    def members(self, stream: IO[bytes], limits: Limits) -> Members:
        """Unpack the members one by one; a broken one carries its error."""
        with open_zip(stream, limits) as package:
            _refuse_overlaps(package, stream)
            total = 0
            for info in package.infolist():
                entry = _entry(info)
                if info.is_dir() or entry.startswith(_SKIPPED[0]) or entry.endswith(_SKIPPED[1:]):
                    continue
                try:
                    data = read_member(package, info, limits)
                except GovReportError as error:
                    yield Member(entry, error=error)
                    continue
                total += len(data)
                limits.check("max_total", total, f"the zip file unpacks to {total} bytes or more")
                yield Member(entry, data)


def _refuse_overlaps(package: zipfile.ZipFile, stream: IO[bytes]) -> None:
    """Refuse members that share their bytes: each byte of such a file unpacks many times."""
    end = 0
    for info in sorted(package.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise UnreadableSource(
                f"the zip file is made to unpack without end: its member {info.filename!r} "
                "begins inside another one"
            )
        end = info.header_offset + 30 + info.compress_size


def _entry(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the UTF-8 flag it is in UTF-8 all the same, or in GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return info.filename


class WarcReader(ArchiveReader):
    """Opens WARC files, packed or not: the responses in them."""

    name = "warc"
    description = "web archives (WARC, also gzip)"
    extra = "archives"
    packages = ("fastwarc",)

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for the first record's version line."""
        head = start_of(data[:4096]) if is_packed(data) else data
        if head.startswith(b"WARC/"):
            return Evidence(1.0, found=("a WARC record",))
        return Evidence(0.0, missing=("WARC: no record",))

    def members(self, stream: IO[bytes], limits: Limits) -> Members:
        """Yield each response that was served with success, and an error for a broken record."""
        warc = require("fastwarc.warc", "archives", "WARC")
        yield from Records(stream, limits, Places.of(stream), warc).members()


class JsonLinesReader(ArchiveReader):
    """Opens JSON Lines: one object a line, with a report in one of its fields."""

    name = "jsonl"
    description = "JSON Lines with a field text, html, content, body or 内容"

    def __init__(self, columns: Columns | None = None) -> None:
        """Take the report from these fields, or from the usual ones."""
        self.columns = columns or Columns()

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look at the first object."""
        head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:65_536]
        if head.startswith((b"{", b"[")) and _FIELD.search(head):
            return Evidence(0.9, found=("an object with a field for a report",))
        return Evidence(0.0, missing=("JSON Lines: no object with a field for a report",))

    def members(self, stream: IO[bytes], limits: Limits) -> Members:
        """Read line by line; a line that is no object carries its error.

        A file that is one value over several lines, or a list, is read as a whole.
        """
        line = stream.readline(limits.max_bytes + 1)
        begins = line.removeprefix(b"\xef\xbb\xbf").strip()
        if begins == b"{" or begins.startswith(b"["):
            yield from _whole(line, stream, self.columns, limits)
            return
        number = 0
        while line:
            number += 1
            entry = f"line {number}"
            limits.check("max_entries", number, f"the file has {number} lines or more")
            if len(line) > limits.max_bytes:
                what = f"the line has more than {limits.max_bytes} bytes"
                yield Member(entry, error=exceeded("max_bytes", limits.max_bytes, what))
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_BLOCK)
            elif line.strip():
                yield _json_member(entry, line, self.columns)
            line = stream.readline(limits.max_bytes + 1)


def _whole(first: bytes, stream: IO[bytes], columns: Columns, limits: Limits) -> Members:
    """The objects of a file that is one JSON object, or a list of them."""
    data = first + stream.read(max(0, limits.max_bytes + 1 - len(first)))
    limits.check("max_bytes", len(data), f"the file has more than {limits.max_bytes} bytes")
    try:
        value = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        yield Member("line 1", error=UnreadableSource(f"no valid JSON: {error}"))
        return
    items = value if isinstance(value, list) else [value]
    limits.check("max_entries", len(items), f"the file has {len(items)} objects")
    for number, item in enumerate(items, start=1):
        yield _object_member(f"object {number}", item, columns)


def _json_member(entry: str, line: bytes, columns: Columns) -> Member:
    try:
        item = json.loads(decode(line).text)
    except (ValueError, RecursionError) as error:
        return Member(entry, error=UnreadableSource(f"no valid JSON: {error}"))
    return _object_member(entry, item, columns)


def _object_member(entry: str, item: object, columns: Columns) -> Member:
    if not isinstance(item, dict):
        return Member(entry, error=UnreadableSource("the line holds no JSON object"))
    item = _holder(item, columns)
    found = evolve(columns.found(item), text=_text_field(item, columns))
    said = {name: item.get(column) for name, column in about(found)}
    text = item.get(found.text) if found.text is not None else None
    if isinstance(text, str):
        return named(Member(entry, as_bytes(text)), said)
    message = f"the object has no text field named {columns.text or ', '.join(TEXT)}"
    return named(Member(entry, error=UnreadableSource(message)), said)


def _text_field(item: Mapping[str, Any], columns: Columns) -> str | None:
    """The field that holds the report: the one that was named, or the first usual one of text."""
    words = [name for name, value in item.items() if isinstance(value, str)]
    return columns.text or columns.found(words).text


def _holder(item: dict[str, Any], columns: Columns) -> dict[str, Any]:
    """The object that has the field: this one, or the only one inside of it.

    An interface of a site wraps it: ``{"code": 0, "data": {"content": "..."}}``.
    """
    level = [item]
    for _ in range(_WRAPPED):
        found = [one for one in level if isinstance(one.get(_text_field(one, columns) or ""), str)]
        if found:
            return found[0] if len(found) == 1 else item
        level = [value for one in level for value in one.values() if isinstance(value, dict)]
    return item


class ParquetReader(ArchiveReader):
    """Opens Parquet files with a column of reports."""

    name = "parquet"
    description = "Parquet with a column text, html, content, body or 内容"
    extra = "parquet"
    packages = ("pyarrow",)
    seeks = True

    def __init__(self, columns: Columns | None = None) -> None:
        """Take the report from these columns, or from the usual ones."""
        self.columns = columns or Columns()

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for the format's mark at both ends."""
        if data.startswith(b"PAR1"):
            return Evidence(1.0, found=("the mark PAR1",))
        return Evidence(0.0, missing=("Parquet: no mark PAR1",))

    def members(self, stream: IO[bytes], limits: Limits) -> Members:
        """Read the column in small batches, in a child process."""
        demand("pyarrow", "parquet", "Parquet")
        number = 0
        with _at_hand(stream, limits) as source:
            arguments = (source, self.columns, limits)
            groups = isolation.stream("govreport.readers.parquet:groups", arguments, within(limits))
            try:
                for group in groups:
                    number += len(group)
                    yield from group
            except GovReportError as error:
                if number == 0:
                    raise
                yield Member(f"row {number + 1}", error=error)


def within(limits: Limits) -> Limits:
    """The limits of the child process that reads Parquet: Arrow alone needs most of the usual."""
    return evolve(limits, max_memory=max(limits.max_memory, PARQUET_MEMORY))


@contextmanager
def _at_hand(stream: IO[bytes], limits: Limits) -> Iterator[str | bytes]:
    """A path that another process can open, or the bytes."""
    name = getattr(stream, "name", None)
    if isinstance(stream, io.BytesIO):
        yield stream.getvalue()
    elif isinstance(stream, io.BufferedReader) and isinstance(name, str) and os.path.isfile(name):
        yield os.path.abspath(name)
    else:
        with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
            copy_bounded(stream, copy, limits)
            copy.flush()
            yield copy.name


def with_charset(member: Member) -> tuple[bytes, str | None]:
    """Apply the charset that a server declared, where the page itself declares none."""
    if not member.charset or declared_charset(member.data):
        return member.data, None
    decoded = decode(member.data, member.charset)
    if decoded.certainty != "declared" or decoded.notes:
        return member.data, None
    return as_bytes(decoded.text), decoded.encoding
