"""Where compiled grammars are kept: in the wheel, and in a folder of the user's for all others.

A compiled form is found by what it was made from: the digest of the grammar file and of all that
it imports. So one of other sources is never taken, whoever made it. A file that is damaged is not
used, and a folder that cannot be written costs the time to compile, nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from govreport.grammars.tables import FORMAT, Compiled, digest, dump, load

VARIABLE = "GOVREPORT_CACHE_DIR"
"""The environment variable that names the user's folder; empty for none."""

_IMPORT = re.compile(r"^%import\s+(?P<dot>\.?)(?P<name>\w+)", re.M)


def key_of(path: Path, folders: Sequence[Path], *, terminals: bool) -> str | None:
    """What a compiled form is found by; None where an import leads nowhere.

    Args:
        path: the grammar file.
        folders: where its imports are looked for.
        terminals: whether the expressions of the terminals are kept.
    """
    try:
        digests = list(dict.fromkeys(_digests(path, folders, set())))
    except (OSError, ValueError):
        return None
    made = json.dumps([FORMAT, terminals, digests])
    return sha256(made.encode()).hexdigest()


def _digests(path: Path, folders: Sequence[Path], seen: set[Path]) -> Iterator[str]:
    seen.add(path.resolve())
    yield digest(path)
    for found in _IMPORT.finditer(path.read_text(encoding="utf-8")):
        places = (path.parent,) if found["dot"] else folders
        files = (folder / f"{found['name']}.lark" for folder in places)
        file = next((file for file in files if file.is_file()), None)
        if file is None:
            raise ValueError(f"{found['name']} is not found")
        if file.resolve() not in seen:
            yield from _digests(file, folders, seen)


def packaged(path: Path) -> Path:
    """Where the wheel has the compiled form of one of its grammars."""
    return path.parent / "compiled" / f"{path.stem}.json"


def cached(path: Path, key: str) -> Path | None:
    """Where the user's folder has it, None where there is no such folder."""
    folder = cache_folder()
    return None if folder is None else folder / f"{path.stem}-{key[:32]}.json"


def cache_folder() -> Path | None:
    """The user's folder for compiled grammars, None where it is switched off or unknown."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) / "grammars" if chosen else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "govreport" / "grammars"


def kept(path: Path, key: str | None) -> Compiled | None:
    """The compiled form that was kept, None when it has to be made."""
    if key is None:
        return None
    for file in (packaged(path), cached(path, key)):
        found = None if file is None else load(file, key)
        if found is not None:
            return found
    return None


def compiled_once(
    path: Path, folders: Sequence[Path], make: Callable[[], Compiled], *, terminals: bool
) -> Compiled:
    """The compiled form of a grammar file: the one that was kept, or a new one, kept from now."""
    key = key_of(path, folders, terminals=terminals)
    found = kept(path, key)
    if found is None:
        found = make()
        file = None if key is None else cached(path, key)
        if file is not None and key is not None:
            save(file, dump(found, key))
    return found


def save(file: Path, text: str) -> None:
    """Write a file aside and rename it, so that nobody reads half of it; or leave it."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem[:40]}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.replace(name, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
