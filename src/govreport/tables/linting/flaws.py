"""One thing that is wrong with a plugin."""

from __future__ import annotations

from attrs import frozen


@frozen
class Flaw:
    """A flaw of a plugin, for its author.

    Attributes:
        code: its name, e.g. ``row-swapped``.
        message: what is wrong, with the place.
        remedy: what to do.
        unusable: values would be wrong or lost, so the plugin is not used at all.

    >>> print(Flaw("label-empty", "table.lark: A has no words", "give the printed label"))
    label-empty: table.lark: A has no words; give the printed label
    """

    code: str
    message: str
    remedy: str
    unusable: bool = False

    def __str__(self) -> str:
        return f"{self.code}: {self.message}; {self.remedy}"
