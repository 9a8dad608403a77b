"""The files below a folder, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterator


def files_below(folder: str, *, without: str | None = None) -> Iterator[str]:
    """The files below a folder, and the folders that are not gone into, to be named as such.

    Hidden ones are left out; linked folders and those that may not be read are not gone into.

    Args:
        folder: where to look.
        without: a folder that is left out: what is written there is no input.
    """
    closed: list[str] = []
    left_out = None if without is None else os.path.realpath(without)
    for place, folders, names in os.walk(folder, onerror=lambda e: closed.append(e.filename)):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and (left_out is None or os.path.realpath(os.path.join(place, name)) != left_out)
        )
        yield from (p for p in (os.path.join(place, f) for f in folders) if os.path.islink(p))
        for name in sorted(names):
            if not name.startswith("."):
                yield os.path.join(place, name)
    yield from closed


def is_within(name: str, folder: str | None) -> bool:
    """Whether a file or folder is a folder or lies below it; never, where there is no folder.

    >>> is_within("site/reports/1.html", "site"), is_within("site.html", "site")
    (True, False)
    """
    if folder is None:
        return False
    place, whole = os.path.realpath(name), os.path.realpath(folder)
    return place == whole or place.startswith(os.path.join(whole, ""))
