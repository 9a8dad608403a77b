"""Which document a row is about: what the source says, and a key made from it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from govreport.document import Source


@frozen
class Identity:
    """Where a document came from, as every output and every message names it.

    Attributes:
        source: the file, or the archive, as it was named.
        entry: member of an archive: name, address of a WARC record, row or line.
        position: number of that member, from 1.
        id: identifier that the source gives.
        url: address that the source states.

    >>> Identity("a.zip", "b/c.txt", 2).name
    'a.zip!b/c.txt'
    """

    source: str | None = None
    entry: str | None = None
    position: int | None = None
    id: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, source: Source) -> Identity:
        """The identity of a document that was opened without one."""
        return cls(source.name, source.entry, source.position, source.id, source.url)

    @property
    def name(self) -> str:
        """Source and entry in one, for messages."""
        return "!".join(filter(None, (self.source, self.entry))) or "-"

    def key(self, repeat: int = 0) -> str:
        """Sixteen hexadecimal digits, the same in every run; ``repeat`` tells equals apart.

        >>> Identity("a.txt").key() == Identity("a.txt").key() != Identity("a.txt").key(1)
        True
        """
        parts = (self.source, self.entry, self.position, repeat or None)
        text = "\0".join("" if part is None else str(part) for part in parts)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
