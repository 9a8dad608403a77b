"""From a path, bytes or a stream to something seekable, without loading it whole."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias, cast

from attrs import frozen

from govreport.errors import UnreadableSource
from govreport.readers.limits import DEFAULT, Limits
from govreport.readers.package import read_bounded

SourceLike: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO

_SNIFF = 65_536
_GZIP = b"\x1f\x8b"


@frozen
class Opened:
    """An open source: a seekable stream, its name and the beginning and end of its content.

    ``path`` is that of a file that was given by its path.
    """

    stream: IO[bytes]
    name: str | None
    size: int
    sample: bytes
    packed: bool = False
    path: str | None = None


@contextmanager
def opened(source: SourceLike, limits: Limits = DEFAULT) -> Iterator[Opened]:
    """Open a path (``str`` or ``os.PathLike``), bytes, or a binary stream.

    A stream that cannot seek is copied to a temporary file; a gzip file that holds no WARC
    records is unpacked as it is read.
    """
    with ExitStack() as closing:
        stream, name = _stream(source, closing, limits)
        try:
            start = stream.tell() if not isinstance(source, str | os.PathLike) else 0
            size = stream.seek(0, os.SEEK_END) - start
            stream.seek(start)
            if start:
                stream = _copied(stream, closing, limits)
            sample = _sample(stream, size)
            packed = sample.startswith(_GZIP) and not _holds_warc(sample)
            if packed:
                stream = cast("IO[bytes]", closing.enter_context(gzip.GzipFile(fileobj=stream)))
                sample = _sample(stream, None)
                name = name.removesuffix(".gz") if name else None
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise UnreadableSource(f"{name or 'the source'}: cannot be read: {error}") from error
        path = os.fspath(source) if isinstance(source, str | os.PathLike) else None
        yield Opened(stream, name, size, sample, packed, path)


def _stream(source: SourceLike, closing: ExitStack, limits: Limits) -> tuple[IO[bytes], str | None]:
    if isinstance(source, bytes | bytearray | memoryview):
        return io.BytesIO(source), None
    if isinstance(source, str | os.PathLike):
        name = os.fspath(source)
        try:
            check_kind(name)
            stream = Path(name).open("rb")  # noqa: SIM115 - closed with the stack
            return closing.enter_context(stream), os.path.basename(name)
        except (OSError, ValueError) as error:
            raise UnreadableSource(f"{name!r} cannot be opened: {error}") from error
    if not hasattr(source, "read"):
        raise UnreadableSource(
            f"a source is a path, bytes or a binary stream, not {type(source).__name__}"
        )
    if isinstance(source, io.TextIOBase):
        raise UnreadableSource("the stream is open in text mode: open it in binary mode ('rb')")
    stated = getattr(source, "name", None)
    title = os.path.basename(stated) if isinstance(stated, str) else None
    try:
        if source.seekable():
            return source, title
    except (AttributeError, OSError, ValueError):
        pass
    try:
        return _copied(source, closing, limits), title
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableSource(f"the stream cannot be read: {error}") from error


def _copied(source: IO[bytes] | BinaryIO, closing: ExitStack, limits: Limits) -> IO[bytes]:
    """What is left of a stream, in a temporary file."""
    spool = closing.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the stack
    copy_bounded(source, spool, limits)
    spool.seek(0)
    return spool


def check_kind(name: str) -> None:
    """Refuse what is no file: opening a pipe may wait for ever, a device has no end."""
    mode = os.stat(name).st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        linked = os.path.islink(name)
        raise UnreadableSource(
            f"{name!r} cannot be opened: it is a link to a folder; name the folder itself"
            if linked
            else f"{name!r} cannot be opened: it is a folder, or one that cannot be listed"
        )
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    kind = next((words for test, words in kinds if test(mode)), "a device")
    raise UnreadableSource(
        f"{name!r} cannot be opened: it is {kind}, not a file; pass its content on standard input"
    )


def copy_bounded(source: IO[bytes] | BinaryIO, target: IO[bytes], limits: Limits) -> None:
    """Copy a stream, not without end."""
    size = 0
    while block := source.read(_SNIFF):
        size += len(block)
        limits.check("max_total", size, f"the stream has {size} bytes or more")
        target.write(block)


def _sample(stream: IO[bytes], size: int | None) -> bytes:
    """The beginning of a stream and, when its size is known, also its end."""
    sample = stream.read(_SNIFF)
    if size is not None and size > _SNIFF:
        stream.seek(max(_SNIFF, size - _SNIFF))
        sample += stream.read(_SNIFF)
    stream.seek(0)
    return sample


def _holds_warc(sample: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(sample[:4096], 64).startswith(b"WARC/")
    except zlib.error:
        return False


def read_all(source: Opened, limits: Limits) -> bytes:
    """The whole content of one report."""
    if source.packed:
        try:
            return read_bounded(source.stream, limits, source.size, "the gzip file")
        except (OSError, EOFError, zlib.error) as error:  # broken behind the part that was sampled
            raise UnreadableSource(f"the gzip file is broken: {error}") from error
    limits.check("max_bytes", source.size, f"the file has {source.size} bytes")
    data = source.stream.read(limits.max_bytes + 1)  # whatever the system said of its size
    limits.check("max_bytes", len(data), f"the file has {len(data)} bytes or more")
    return data
