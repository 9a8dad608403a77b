"""Where a command's output goes: a file that appears when it is whole, or standard output."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def output(path: str | None) -> Iterator[IO[str]]:
    """A UTF-8 text stream to ``path``, or to standard output for None and ``-``.

    A file is written under another name first: an interrupted call leaves no half table behind
    that looks like a whole one.
    """
    if path is None or path == "-":
        # A pipe gets UTF-8 whatever the terminal speaks; a lone surrogate is written escaped.
        if isinstance(sys.stdout, io.TextIOWrapper):
            encoding = None if sys.stdout.isatty() else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        yield sys.stdout
        sys.stdout.flush()
        return
    ordinary = not os.path.exists(path) or os.path.isfile(path)
    target = f"{path}.part" if ordinary else path
    try:
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
    except BaseException:
        if ordinary and os.path.exists(target):
            os.unlink(target)
        raise
    if ordinary:
        os.replace(target, path)
