"""The progress of a batch on the terminal: rate, time left, counts by outcome."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from govreport.batching.progress import Progress
from govreport.language import phrase, say


def description(
    documents: int, read: int, outcomes: dict[str, int], total: int | None, seconds: float
) -> str:
    """One line about a run.

    >>> description(2048, 1024, {"read": 2000, "not-a-report": 48}, 4096, 8.0)
    '2048 of 4096 documents, 128/s, 0:00:16 left, 2000 read, 48 not-a-report'
    """
    done = (
        phrase("{count} documents", count=documents)
        if total is None
        else phrase("{count} of {total} documents", count=documents, total=total)
    )
    rate = f"{read / seconds:.0f}/s" if read and seconds else say("kept")
    times = [rate]
    if total is not None and read and seconds:
        left = timedelta(seconds=round((total - documents) * seconds / read))
        times.append(say(phrase("{time} left", time=left)))
    counts = sorted(outcomes.items(), key=lambda item: -item[1])
    return ", ".join([say(done), *times, *(f"{count} {say(name)}" for name, count in counts)])


@contextmanager
def shown() -> Iterator[Progress]:
    """A line on standard error that is renewed with every shard."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns: tuple[Any, ...] = (SpinnerColumn(), TextColumn("{task.description}"))
    begin = time.monotonic()
    with Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(say("starting"))

        def tell(documents: int, read: int, outcomes: dict[str, int], total: int | None, /) -> None:
            seconds = time.monotonic() - begin
            line = description(documents, read, outcomes, total, seconds)
            bar.update(task, description=line)

        yield tell
