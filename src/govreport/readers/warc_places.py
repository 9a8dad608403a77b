"""Where the records of a WARC file begin and end, as its bytes say.

The library that reads WARC takes whatever it can for a record: one that breaks off within its
header becomes part of the next one, or is passed over. What is said here lets no record vanish.
"""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from typing import IO

from attrs import frozen

_BLOCK = 64 * 1024
_PACKED_BLOCK = 4 * 1024
"""Small, since it may unpack to a thousand times its size."""
_ONCE = ("warc-type", "warc-record-id", "warc-date", "warc-target-uri", "content-length")
_NEEDED = ("warc-type", "content-length")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CUT_HEAD = "the file breaks off within the header of a record"


def is_packed(data: bytes) -> bool:
    """Whether gzip wrote it."""
    return data.startswith(b"\x1f\x8b")


def start_of(packed: bytes) -> bytes:
    """The first bytes of something packed; empty where it is none.

    >>> import gzip
    >>> start_of(gzip.compress(b"WARC/1.0")), start_of(b"WARC/1.0")
    (b'WARC/1.0', b'')
    """
    try:
        return zlib.decompressobj(31).decompress(packed, _BLOCK)
    except zlib.error:
        return b""


@frozen
class Places:
    """The bytes of one file; looking at them leaves the position of its stream as it was."""

    stream: IO[bytes]
    size: int
    packed: bool

    @classmethod
    def of(cls, stream: IO[bytes]) -> Places:
        """Look at a file from its beginning."""
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        packed = is_packed(stream.read(2))
        stream.seek(0)
        return cls(stream, size, packed)

    def next_record(self, start: int) -> int | None:
        """Where the next record at or behind ``start`` seems to begin."""
        mark = b"\x1f\x8b\x08" if self.packed else b"WARC/1."
        kept = b""
        while block := self._bytes(start, _BLOCK):
            found = -1
            data = kept + block
            while (found := data.find(mark, found + 1)) >= 0:
                place = start - len(kept) + found
                if not self.packed or start_of(self._bytes(place, 4096)).startswith(b"WARC/"):
                    return place
            start += len(block)
            kept = data[-len(mark) + 1 :]
        return None

    def flaw(self, place: int, fields: Iterable[tuple[str, str]]) -> str | None:
        """What is wrong with the header of a record, or with its length; None for nothing.

        Args:
            place: where the record begins; in a file that was packed as a whole, any number.
            fields: its header as it was read, for such a file.
        """
        head = self._head(place)
        if head is None:
            return _flaw_of([(name.lower(), value) for name, value in fields])
        if (end := _HEAD_END.search(head)) is None:
            return _CUT_HEAD if len(head) < _BLOCK else None
        lines = head[: end.start()].splitlines()[1:]
        whole = [line for line in lines if not line.startswith((b" ", b"\t"))]
        odd = next((line for line in whole if b":" not in line), None)
        if odd is not None:
            return f"the line {odd.decode('utf-8', 'replace')[:80]!r} of its header is no field"
        texts = (line.decode("utf-8", "replace").partition(":") for line in whole)
        found = [(name.strip().lower(), value.strip()) for name, _, value in texts]
        if (flaw := _flaw_of(found)) is not None or self.packed:
            return flaw
        return self._wrong_length(place, place + end.end() + int(dict(found)["content-length"]))

    def flaw_at_the_end(self, place: int) -> str | None:
        """What the file has behind its last record, which begins at ``place``, but blank lines."""
        if not self.packed:
            return _cut_head(self._bytes(max(0, self.size - _BLOCK), _BLOCK))
        place = place if self._head(place) is not None else 0
        tail = b""
        unpacking = zlib.decompressobj(31)
        begun = False
        while block := self._bytes(place, _PACKED_BLOCK):
            place += len(block)
            while block:
                begun = True
                try:
                    tail = (tail + unpacking.decompress(block))[-_BLOCK:]
                except zlib.error:
                    return "it cannot be unpacked"
                block = unpacking.unused_data
                if unpacking.eof:
                    unpacking = zlib.decompressobj(31)
                    begun = False
        return "the file breaks off in the middle of a record" if begun else _cut_head(tail)

    def _wrong_length(self, place: int, end: int) -> str | None:
        if end > self.size:
            cut = self.next_record(place + 1) is not None
            return "it is shorter than it says" if cut else None
        behind = self._bytes(end, 64)
        rest = behind.lstrip()
        if not rest or rest.startswith(b"WARC/") or behind.startswith((b"\r\n\r\n", b"\n\n")):
            return None
        return "its length is not the one that it says"

    def _head(self, place: int) -> bytes | None:
        """The bytes from the beginning of a record on; None where none begins there."""
        data = self._bytes(place, _BLOCK)
        if self.packed:
            return start_of(data) if is_packed(data) else None
        return data if data.startswith(b"WARC/") else None

    def _bytes(self, place: int, size: int) -> bytes:
        kept = self.stream.tell()
        self.stream.seek(place)
        data = self.stream.read(size)
        self.stream.seek(kept)
        return data


def _flaw_of(fields: list[tuple[str, str]]) -> str | None:
    counts = Counter(name for name, _ in fields)
    if missing := [name for name in _NEEDED if not counts[name]]:
        return f"its header has no {missing[0]}"
    if twice := [name for name in _ONCE if counts[name] > 1]:
        return f"its header has {twice[0]} twice, as when a record breaks off within its header"
    length = dict(fields)["content-length"]
    return None if length.isdecimal() and length.isascii() else f"its length is {length[:80]!r}"


def _cut_head(tail: bytes) -> str | None:
    last = [match.end() for match in _HEAD_END.finditer(tail)][-1:] or [0]
    return _CUT_HEAD if tail[last[0] :].lstrip().startswith(b"WARC/") else None
