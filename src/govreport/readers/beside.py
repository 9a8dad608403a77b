"""The folder of the file that is being read: where a saved web page keeps its pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_folder: ContextVar[str | None] = ContextVar("folder", default=None)


def folder() -> str | None:
    """The folder of the file that is read, None for bytes, streams and members of archives.

    >>> folder() is None
    True
    """
    return _folder.get()


@contextmanager
def reading_in(path: str | None) -> Iterator[None]:
    """Say that a file at ``path`` is read inside the block.

    >>> with reading_in("reports/2021.html"):
    ...     folder()
    'reports'
    """
    token = _folder.set(None if path is None else os.path.dirname(path) or ".")
    try:
        yield
    finally:
        _folder.reset(token)
