"""What a run tells while it goes on."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with each shard that is done."""

    def __call__(
        self, documents: int, read: int, outcomes: dict[str, int], total: int | None, /
    ) -> None:
        """Documents so far, those that this run has read, counts by outcome, and how many in all.

        ``total`` is None where an archive would have to be opened to know.
        """


def silent(_documents: int, _read: int, _outcomes: dict[str, int], _total: int | None, /) -> None:
    """Tell nothing."""
