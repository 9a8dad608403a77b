"""Which fields of a row hold the report and say what it is."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

TEXT = ("text", "html", "content", "body", "内容", "正文")
"""Names of the field or column that holds a report, in order of preference."""

ID = ("id", "编号")
URL = ("url", "网址", "链接")


@frozen
class Columns:
    """Names of the columns of a Parquet file, or of the fields of a JSON line.

    Attributes:
        text: the report, as text, HTML or bytes of a file.
        id: an identifier, kept as text.
        url: the address it came from.
        name: a file name, for messages.

    What is None is looked for under the usual names, and left out where there is none.

    >>> Columns().found(["编号", "内容"])
    Columns(text='内容', id='编号', url=None, name=None)
    """

    text: str | None = None
    id: str | None = None
    url: str | None = None
    name: str | None = None

    def found(self, names: Collection[str]) -> Columns:
        """The columns that are there; ``text`` is None when none of its usual names is."""

        def first(given: str | None, usual: tuple[str, ...]) -> str | None:
            return given if given is not None else next((n for n in usual if n in names), None)

        return Columns(first(self.text, TEXT), first(self.id, ID), first(self.url, URL), self.name)

    def missing(self, names: Collection[str]) -> list[str]:
        """Those that were named and are not there.

        >>> Columns(text="a", id="b").missing(["a"])
        ['b']
        """
        wanted = (self.text, self.id, self.url, self.name)
        return [name for name in wanted if name is not None and name not in names]

    @property
    def names(self) -> list[str]:
        """The names that are given, each once."""
        wanted = (self.text, self.id, self.url, self.name)
        return list(dict.fromkeys(name for name in wanted if name is not None))
