"""The adapter interfaces of the three plugin families, and their registry.

Readers, layouts and templates are found through the entry-point groups ``govreport.readers``,
``govreport.layouts`` and ``govreport.templates``; the built-in ones are registered the same way.
Nothing is scanned or imported before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from govreport.document import Document
from govreport.errors import PluginError

Family: TypeAlias = Literal["readers", "layouts", "templates"]
FAMILIES: tuple[Family, ...] = ("readers", "layouts", "templates")

INTERFACE_VERSION = 1
"""Version of the plugin interfaces; a plugin states the one it was written for."""


@frozen
class Evidence:
    """What a plugin found in a document: a score from 0 to 1 and the signals behind it.

    >>> Evidence(0.8, found=("cells end in pipes",)).score
    0.8
    """

    score: float
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Opens one kind of file."""

    name: str
    description: str

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Judge from the content (the name is only a hint); pure and cheap."""

    def read(self, data: bytes, name: str | None, limits: Any) -> Document:
        """Open the file, or raise `govreport.UnreadableSource`."""


@runtime_checkable
class Layout(Protocol):
    """Finds the cells of a document, in reading order."""

    name: str
    description: str

    def detect(self, document: Document) -> Evidence:
        """Judge how well this layout explains the document; pure and cheap."""

    def cells(self, document: Document, vocabulary: Any) -> Sequence[Any]:
        """The cells in reading order."""


@runtime_checkable
class Template(Protocol):
    """An official form: a set of tables, each with its grammar."""

    name: str
    description: str
    years: str


@frozen
class PluginInfo:
    """One plugin as ``list_plugins()`` and ``govreport plugins`` show it.

    ``state`` is ``"ok"``, ``"broken"``, ``"disabled"`` or ``"conflict"``; ``error`` says why.
    """

    family: Family
    name: str
    distribution: str
    version: str
    target: str
    state: str = "ok"
    error: str | None = None
    description: str = ""


@frozen
class Registry:
    """The plugins of one family, loaded one by one when asked for."""

    family: Family
    points: tuple[EntryPoint, ...] = field(converter=tuple)
    _loaded: dict[str, Any] = field(factory=dict, repr=False, eq=False)
    _broken: dict[str, str] = field(factory=dict, repr=False, eq=False)


_ = (os, Iterable, cached_property, entry_points, PluginError)
