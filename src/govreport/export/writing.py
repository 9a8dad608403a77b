"""Output files that appear when they are whole: the one place where this library writes.

Until the last byte is on the disk, a file of that name keeps its old content. What was written
so far stands under a name of its own in the same folder and is taken away when anything fails:
an exception, a full disk, an interruption, or SIGTERM (see `ended_cleanly`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import IO, Any

from attrs import define

from govreport.errors import GovReportError

__all__ = [
    "UnwritableOutput",
    "binary_file",
    "check_outputs",
    "ended_cleanly",
    "make_folder",
    "text_file",
]

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
_REMEDY = {
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "the folder in front of the name is a file: choose another name",
    errno.EACCES: "choose a place that you may write to",
    errno.EPERM: "choose a place that you may write to",
    errno.EROFS: "choose a place that can be written to",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "your quota on this disk is used up",
}


class UnwritableOutput(GovReportError):
    """An output cannot be written; the message names the file, the reason and a remedy."""


@contextlib.contextmanager
def text_file(path: str | os.PathLike[str]) -> Iterator[IO[str]]:
    """A UTF-8 text stream whose content becomes the file ``path`` when the block ends.

    When the block raises, the old file stays as it is and nothing is left behind. Line ends are
    written as they come; a lone surrogate is written as an escape. A device or pipe is written
    to directly.

    Raises:
        UnwritableOutput: the place cannot be written to, or the disk is full.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with text_file(folder + "/a.txt") as stream:
    ...         _ = stream.write("规章")
    ...     print(os.listdir(folder), open(folder + "/a.txt", encoding="utf-8").read())
    ['a.txt'] 规章
    """
    with _file(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream


@contextlib.contextmanager
def binary_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """As `text_file`, for bytes; the stream can seek where the file is an ordinary one."""
    with _file(path, "w+b") as stream:
        yield stream


@contextlib.contextmanager
def _file(path: str | os.PathLike[str], mode: str, **how: Any) -> Iterator[IO[Any]]:
    name = os.fspath(path)
    try:
        target = _Target.open(name, mode, how)
    except OSError as error:
        raise refusal(name, error) from error
    except ValueError as error:  # a null character in the name
        raise UnwritableOutput(f"{name!r} is no file name: {error}") from error
    try:
        yield target.stream
        target.finish()
    except BaseException as error:
        target.discard()
        if isinstance(error, OSError) and error.errno in _DISK and error.filename is None:
            raise refusal(name, error) from error
        raise


@define
class _Target:
    """An output being written: under a name of its own, or to a device directly."""

    place: str
    stream: IO[Any]
    part: str | None = None
    mode: int = 0o666

    @classmethod
    def open(cls, name: str, mode: str, how: dict[str, Any]) -> _Target:
        place = os.path.realpath(name)  # a link stays a link: what it names is replaced
        try:
            found = os.stat(place)
        except FileNotFoundError:
            found = None
        if found is not None and not stat.S_ISREG(found.st_mode):
            # For a folder this raises the error that says so.
            return cls(place, open(place, mode.replace("+", ""), **how))
        # An earlier file is replaced only where it may be written to.
        if found is not None and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        # The name is random and must be new (O_EXCL): no planted link is followed, and two runs
        # with one output do not write into each other.
        folder, base = os.path.split(place)
        handle, part = tempfile.mkstemp(".part", f".{base[:40]}.", folder)
        permissions = stat.S_IMODE(found.st_mode) if found else 0o666 & ~_umask()
        try:
            return cls(place, os.fdopen(handle, mode, **how), part, permissions)
        except BaseException:
            os.unlink(part)
            raise

    def finish(self) -> None:
        """Put the whole file in its place."""
        self.stream.flush()
        if self.part is not None:
            os.fsync(self.stream.fileno())
        self.stream.close()
        if self.part is not None:
            os.chmod(self.part, self.mode)
            os.replace(self.part, self.place)
            self.part = None

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError, ValueError):
            self.stream.close()
        if self.part is not None:
            with contextlib.suppress(OSError):
                os.unlink(self.part)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def make_folder(path: str | os.PathLike[str]) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        UnwritableOutput: it cannot be made.

    >>> make_folder("/dev/null/pages")
    Traceback (most recent call last):
    ...
    govreport.export.writing.UnwritableOutput: /dev/null/pages cannot be written: ...
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise refusal(os.fspath(path), error) from error


def refusal(name: str, error: OSError) -> UnwritableOutput:
    """The error for an output that the system refuses.

    >>> print(refusal("a/b.csv", OSError(errno.ENOENT, "No such file or directory")))
    a/b.csv cannot be written: No such file or directory; make the folder first
    """
    remedy = _REMEDY.get(error.errno or 0)
    reason = error.strerror or type(error).__name__
    if remedy:
        return UnwritableOutput(f"{name} cannot be written: {reason}; {remedy}")
    return UnwritableOutput(f"{name} cannot be written: {reason}")


def check_outputs(
    outputs: Iterable[str | os.PathLike[str] | None], inputs: Iterable[str] = ()
) -> None:
    """Refuse an output that is an input, or that another output writes too.

    None and ``-`` stand for the standard streams and are left out.

    Raises:
        UnwritableOutput: names the two that are one file.

    >>> check_outputs(["a.csv", "./a.csv"])
    Traceback (most recent call last):
    ...
    govreport.export.writing.UnwritableOutput: a.csv and ./a.csv are one file: choose another name
    for one of the outputs
    """
    seen: dict[object, str] = {}
    for output in outputs:
        if output is None or os.fspath(output) == "-":
            continue
        name = os.fspath(output)
        key = _identity(name)
        if key is None:
            continue
        if key in seen:
            raise UnwritableOutput(
                f"{seen[key]} and {name} are one file: choose another name for one of the outputs"
            )
        seen[key] = name
    if not seen:
        return
    for name in inputs:
        key = _identity(name) if name != "-" else None
        if key is not None and key in seen:
            raise UnwritableOutput(
                f"{seen[key]} is one of the inputs ({name}): choose another name for the output"
            )


def _identity(name: str) -> object:
    """What two names of one file share; None for a device, which many may write to."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(name)) if "\0" not in name else None
    if stat.S_ISREG(found.st_mode):
        return (found.st_dev, found.st_ino)
    return None


class Terminated(BaseException):
    """The process was asked to end.

    No `SystemExit`: one that a plugin raises is caught, and this must not be.
    """


@contextlib.contextmanager
def ended_cleanly() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the block by an exception, so that no half file is left.

    Outside the main thread, and where the host program handles these signals itself, nothing
    is changed. The status is 128 plus the signal's number, as a shell reports it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    except Terminated as ended:
        raise SystemExit(*ended.args) from None
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough; the tidying up is not interrupted
    print(f"ended by {signal.Signals(number).name}; nothing half written is left", file=sys.stderr)
    raise Terminated(128 + number)
