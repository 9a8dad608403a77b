"""How this process and the one that runs native code talk: lengths and pickles over two pipes.

What comes back is unpickled with a list of the classes that may stand in it, so that a child that
a hostile file has taken over cannot make its parent call anything.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct("<Q")
_PACKAGE = "govreport."
_PLAIN = {("datetime", "date"), ("decimal", "Decimal")}


class TooLong(Exception):
    """A message is longer than the reader of it allows; ``str()`` is its length in bytes."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Classes of this library, and nothing that could be called to do harm."""
        if (module, name) not in _PLAIN and not module.startswith(_PACKAGE):
            raise pickle.UnpicklingError(f"{module}.{name} may not stand in an answer")
        found = super().find_class(module, name)
        if not isinstance(found, type) or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


def dumps(message: Any) -> bytes:
    """A message as bytes."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def loads(data: bytes) -> Any:
    """A message from bytes that are not trusted.

    >>> loads(dumps(("done", 7)))
    ('done', 7)
    >>> loads(dumps(print))
    Traceback (most recent call last):
    ...
    _pickle.UnpicklingError: builtins.print may not stand in an answer
    """
    return _Unpickler(io.BytesIO(data)).load()


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int | None = None) -> bytes:
    """Read one message.

    Raises:
        EOFError: the other side has ended.
        TooLong: the message has more than ``most`` bytes.
    """
    head = _exactly(stream, _LENGTH.size)
    (length,) = _LENGTH.unpack(head)
    if most is not None and length > most:
        raise TooLong(length)
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
