"""The corrections file of a running review: lines are added, and none is ever lost."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from attrs import define, field

from govreport.corrections import CorrectionsFile, loads, to_line
from govreport.export.writing import binary_file
from govreport.model import Correction

_fcntl: ModuleType | None
try:
    import fcntl

    _fcntl = fcntl
except ImportError:  # Windows
    _fcntl = None


@define
class Store:
    """One corrections file.

    A new line is written with all earlier ones, byte for byte, into a file aside that then takes
    the name: whoever kills the process leaves the old file or the new one. Lines that cannot be
    read are kept as they are. Before each writing the file is read again under a lock, so that
    what another review or an editor has added stays.
    """

    path: Path
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def load(self) -> CorrectionsFile:
        """What the file says now; nothing when it is not there."""
        return _said(self._bytes(), self.path)

    def add(self, items: Sequence[Correction]) -> CorrectionsFile:
        """Add lines; returns what the file says then.

        Raises:
            UnwritableOutput: the file cannot be written; nothing is added.
        """
        with self._lock, self._alone():
            data = self._bytes()
            if data and not data.endswith(b"\n"):
                data += b"\n"
            data += "".join(to_line(item) + "\n" for item in items).encode("utf-8", "replace")
            with binary_file(self.path) as stream:
                stream.write(data)
        return _said(data, self.path)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes out; the system gives the lock back when this one dies."""
        if _fcntl is None:
            yield
            return
        name = self.path.with_name(f".{self.path.name}.lock")
        handle = os.open(name, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        try:
            _fcntl.flock(handle, _fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _said(data: bytes, path: Path) -> CorrectionsFile:
    return loads(data.decode("utf-8-sig", "surrogateescape"), str(path))
