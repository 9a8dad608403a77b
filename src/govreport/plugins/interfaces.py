"""What a plugin is: the base classes of the three families, with all that they may say.

Whatever a plugin may declare is an attribute here, with the value that holds if it says nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

if TYPE_CHECKING:
    from govreport.document import Document
    from govreport.text.cells import Cell
    from govreport.text.labels import Vocabulary

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


class Plugin:
    """What every plugin says of itself.

    Attributes:
        name: the name under which its entry point is registered.
        description: one line for ``govreport plugins``.
        interface: version of the plugin interfaces that it was written for.
    """

    name: ClassVar[str]
    description: ClassVar[str]
    interface: ClassVar[int] = INTERFACE_VERSION


class Layout(Plugin, ABC):
    """Finds the cells of a document, in reading order.

    Attributes:
        glued: cells may be printed without any separator, as in ``规章007``.
        running: labels and values stand in running text, where nothing but the labels shows
            where a cell begins.
        keeps_blanks: a cell that is there and empty is told from one that is not there.
        states_rows: `ROW_END` marks state where each row ends, so that a label is that of its row.
    """

    glued: ClassVar[bool] = False
    running: ClassVar[bool] = False
    keeps_blanks: ClassVar[bool] = True
    states_rows: ClassVar[bool] = False

    @abstractmethod
    def detect(self, document: Document) -> Evidence:
        """Judge how well this layout explains the document; pure and cheap."""

    @abstractmethod
    def cells(self, document: Document, vocabulary: Vocabulary) -> Sequence[Cell]:
        """The cells in reading order: text and offsets, and the marks of `govreport.text.cells`."""


class Reader(Plugin, ABC):
    """Opens one kind of file.

    Attributes:
        extra: the extra of govreport that installs what the reader needs, None for nothing.
        packages: the modules that it imports when it opens a file; ``govreport plugins`` says
            ``needs govreport[EXTRA]`` while one of them is not installed.
    """

    extra: ClassVar[str | None] = None
    packages: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Judge from the content (the name is only a hint); pure and cheap."""

    @abstractmethod
    def read(self, data: bytes, name: str | None, limits: Any) -> Document:
        """Open the file, or raise `govreport.UnreadableSource`."""
