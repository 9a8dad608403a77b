"""Fields that are computed when they are first asked for.

Half of what a report says stands outside its tables, and a study of tables never asks for it.
An attrs class that derives from `Deferring` may be made with some of its fields still open: they
are filled at first access and stay. Equality, ``repr``, pickling, copying and conversion to plain
data see every field as if it had always been there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

_OPEN = "_open_fields"


class Deferring:
    """Base of attrs classes (``slots=False``) whose fields may be filled later.

    >>> from attrs import frozen
    >>> @frozen(slots=False)
    ... class Page(Deferring):
    ...     number: int
    ...     text: str = ""
    >>> page = deferred(Page, {"number": 1}, {"text": lambda: "read now"})
    >>> page.text, page == Page(1, "read now")
    ('read now', True)
    """

    if not TYPE_CHECKING:  # else a misspelt field would be of type Any, and pass

        def __getattr__(self, name: str) -> Any:
            """Fill an open field; called only when the instance does not have it yet."""
            values = self.__dict__
            waiting = values.get(_OPEN)
            if waiting is None or name not in waiting:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            found = waiting[name]()
            values[name] = found
            del waiting[name]
            if not waiting:
                del values[_OPEN]
            return found

    def __getstate__(self) -> dict[str, Any]:
        """Everything, filled: what a field was computed from is not kept."""
        for name in list(self.__dict__.get(_OPEN, ())):
            getattr(self, name)
        return dict(self.__dict__)

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Take the state of a pickle or a copy."""
        self.__dict__.update(state)


_Deferring = TypeVar("_Deferring", bound=Deferring)


def deferred(
    kind: type[_Deferring], values: Mapping[str, Any], later: Mapping[str, Callable[[], Any]]
) -> _Deferring:
    """An instance of ``kind`` with these values, and the fields in ``later`` still open.

    Every field of the class must be named in one of the two.
    """
    made = kind.__new__(kind)
    made.__dict__.update(values)
    if later:
        made.__dict__[_OPEN] = dict(later)
    return made
