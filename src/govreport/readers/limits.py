"""The safety limits that every reader keeps to, and how a breach is reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve, field, fields, frozen
from attrs.validators import ge

from govreport.errors import LimitExceeded


@frozen
class Limits:
    """How much of a hostile or broken file a reader takes in before it gives up.

    Attributes:
        max_bytes: size of one file, of one member of an archive, and of one unpacked part.
        max_pages: pages of a PDF.
        max_pixels: pixels of one page of a picture.
        max_cells: grid positions of all tables of a document, spans included.
        max_span: columns that one cell may cover; a wider one is cut, as the HTML standard says.
        max_nesting: depth of nested elements.
        max_attributes: attributes of one HTML element.
        max_archives: depth of archives inside archives.
        max_entries: members that one archive may have.
        max_total: bytes to which all members of one zip archive may unpack.
        max_characters: text of one report.
        max_expansion: unpacked size divided by packed size, for parts above one megabyte.
        max_seconds: time that one file may take in another process: LibreOffice, or the one in
            which PDF and other formats read by native code are opened.
        max_memory: address space of that process in bytes, the program itself included.
        max_output: bytes that such a process may hand back for one file.

    >>> Limits(max_pages=20).max_pages
    20
    """

    max_bytes: int = field(default=32 * 1024 * 1024, validator=ge(1))
    max_pages: int = field(default=500, validator=ge(1))
    max_pixels: int = field(default=60_000_000, validator=ge(1))
    max_cells: int = field(default=500_000, validator=ge(1))
    max_span: int = field(default=1000, validator=ge(1))
    max_nesting: int = field(default=500, validator=ge(1))
    max_attributes: int = field(default=1000, validator=ge(1))
    max_archives: int = field(default=2, validator=ge(0))
    max_entries: int = field(default=1_000_000, validator=ge(1))
    max_total: int = field(default=8 * 1024 * 1024 * 1024, validator=ge(1))
    max_characters: int = field(default=5_000_000, validator=ge(1))
    max_expansion: int = field(default=200, validator=ge(1))
    max_seconds: float = field(default=120.0, validator=ge(0.1))
    max_memory: int = field(default=1024 * 1024 * 1024, validator=ge(64 * 1024 * 1024))
    max_output: int = field(default=256 * 1024 * 1024, validator=ge(1))

    def check(self, limit: str, found: int, what: str) -> None:
        """Raise `LimitExceeded` when ``found`` is above the limit of that name.

        >>> Limits(max_pages=2).check("max_pages", 3, "the PDF has 3 pages")
        Traceback (most recent call last):
        ...
        govreport.errors.LimitExceeded: the PDF has 3 pages; the limit max_pages is 2: pass
        limits=Limits(max_pages=...) to raise it
        """
        allowed = getattr(self, limit)
        if found > allowed:
            raise exceeded(limit, allowed, what)


DEFAULT = Limits()
"""The limits that apply when none are given."""


def with_limits(given: Iterable[str], base: Limits = DEFAULT) -> Limits:
    """Limits changed by words such as ``max_pages=900``.

    Raises:
        ValueError: names what is wrong, and the limits that there are.

    >>> with_limits(["max_pages=900"]).max_pages
    900
    >>> with_limits(["pages=1"])
    Traceback (most recent call last):
    ...
    ValueError: there is no limit 'pages'; there are max_bytes, max_pages, ...
    """
    known = {limit.name: limit for limit in fields(Limits)}
    changes: dict[str, Any] = {}
    for text in given:
        name, _, number = text.partition("=")
        if name not in known:
            raise ValueError(f"there is no limit {name!r}; there are {', '.join(known)}")
        try:
            changes[name] = float(number) if name == "max_seconds" else int(number)
        except ValueError as error:
            raise ValueError(f"{text!r}: expected a number, such as {name}=100") from error
    return evolve(base, **changes)


def exceeded(limit: str, allowed: float, what: str) -> LimitExceeded:
    """Word the error for one limit.

    >>> print(exceeded("max_seconds", 5, "LibreOffice took too long"))
    LibreOffice took too long; the limit max_seconds is 5: pass
    limits=Limits(max_seconds=...) to raise it
    """
    return LimitExceeded(
        f"{what}; the limit {limit} is {allowed}: pass limits=Limits({limit}=...) to raise it"
    )
