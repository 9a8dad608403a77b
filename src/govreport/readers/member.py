"""One member of an archive: its bytes, and what the archive says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from attrs import evolve, frozen

from govreport.errors import GovReportError
from govreport.readers.columns import Columns
from govreport.readers.encodings import UNSAFE


@frozen
class Member:
    """One member of an archive: its name, and its bytes or why there are none.

    ``id``, ``url`` and ``name`` are what the archive says about it; ``name`` is that of a file.
    """

    entry: str
    data: bytes = b""
    charset: str | None = None
    error: GovReportError | None = None
    cut_off: bool = False
    id: str | None = None
    url: str | None = None
    name: str | None = None


Members: TypeAlias = Iterator[Member]


def as_bytes(text: str) -> bytes:
    """Text as UTF-8 with a mark, so that a charset named inside it does not count.

    >>> as_bytes("规\\ud800").decode("utf-8-sig")
    '规\\ufffd'
    """
    return b"\xef\xbb\xbf" + UNSAFE.sub("\ufffd", text).encode("utf-8")


def about(columns: Columns) -> Iterator[tuple[str, str]]:
    """What is said about a member, and the columns that say it."""
    for name, column in (("id", columns.id), ("url", columns.url), ("name", columns.name)):
        if column is not None:
            yield name, column


def named(member: Member, said: Mapping[str, Any]) -> Member:
    """A member with what is said about it.

    >>> named(Member("row 1"), {"id": 7}).id
    '7'
    """
    return evolve(
        member,
        id=_word(said.get("id")),
        url=_word(said.get("url")),
        name=_word(said.get("name")),
    )


def _word(value: object) -> str | None:
    return None if value is None or isinstance(value, dict | list) else str(value)
