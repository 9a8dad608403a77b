"""One document of a run, before it is read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from attrs import frozen

from govreport.export.frames.identity import Identity


@frozen
class Item:
    """Where a document is, or its bytes, or why there are none.

    Attributes:
        identity: where it comes from.
        path: the file to read.
        data: the bytes of a member of an archive.
        failure: code and message, when the archive could not give the member.
    """

    identity: Identity
    path: str | None = None
    data: bytes | None = None
    failure: tuple[str, str] | None = None

    def digest(self) -> str | None:
        """Hash of its bytes, None when they cannot be read now."""
        try:
            data = Path(self.path).read_bytes() if self.path is not None else self.data
        except OSError:
            return None
        return None if data is None else f"sha256:{sha256(data).hexdigest()}"
