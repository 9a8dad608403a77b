"""The published schema, read from ``columns.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from govreport.export.frames.figures import Figure, figures

TABLES = ("cells", "reports", "facts", "findings", "unplaced")
"""The tables that every report has rows in; ``failures`` and ``panel`` come beside them."""


@frozen
class Column:
    """One column: name, kind of value, Chinese label, meaning, and for figures unit and source.

    ``kind`` is ``string``, ``integer``, ``number``, ``boolean``, ``date`` or ``box``; any value
    may be null.
    """

    name: str
    kind: str
    label: str
    about: str = ""
    unit: str | None = None
    origin: str | None = None


@frozen
class Table:
    """One table: its name, Chinese label, what a row is, and its columns in order."""

    name: str
    label: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@cache
def definitions() -> Mapping[str, Any]:
    """The content of ``columns.toml``."""
    text = files(__package__).joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def table(name: str) -> Table:
    """One table of the schema.

    Raises:
        KeyError: there is no table of that name.

    >>> table("unplaced").names[-1]
    'end'
    """
    data = definitions()["tables"][name]
    return Table(name, data["label"], data["about"], tuple(_columns(data)))


def _columns(data: Mapping[str, Any]) -> Iterator[Column]:
    common = definitions()
    for item in common["identity"]:
        yield Column(**item)
    for item in data["columns"]:
        if "figures" in item:
            yield from map(_of_figure, figures())
        else:
            yield Column(**item)
    if data.get("place"):
        for item in common["place"]:
            yield Column(**item)
    for item in data.get("added", ()):  # columns are only ever added at the end
        yield Column(**item)


def _of_figure(figure: Figure) -> Column:
    return Column(
        figure.path, "number", figure.label, "Value of the cell", figure.unit, figure.origin
    )


SCHEMA_VERSION: int = definitions()["version"]
"""Number of the schema; it goes up when columns are added."""
