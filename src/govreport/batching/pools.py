"""Where documents are read: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from typing import Any, Protocol

from govreport.batching.items import Item
from govreport.batching.settings import Settings
from govreport.batching.work import Piece, failed, read_items, read_items_within, start
from govreport.readers.extras import require


class Pool(Protocol):
    """Reads chunks of documents elsewhere."""

    def submit(self, items: Sequence[Item]) -> Any:
        """Begin to read; the future gives a `Piece`."""

    def loss(self, item: Item, error: BaseException) -> Piece:
        """The piece for a single document whose reading ended with this error."""

    def close(self, *, now: bool = False) -> None:
        """End the workers; ``now`` without waiting for what they do."""


class LocalPool:
    """Processes of this machine, by pebble: a worker that hangs or dies is replaced.

    The limit of time holds for a chunk. When a chunk fails, whatever the reason, its documents
    are read one by one, each within the limit, so that the guilty one alone is lost.
    """

    def __init__(self, settings: Settings) -> None:
        pebble = require("pebble", "batch", "A batch")
        self.settings = settings
        method = "spawn" if sys.platform == "win32" else "forkserver"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["govreport.batching.warm"])
        self._pool = pebble.ProcessPool(
            max_workers=settings.jobs,
            initializer=start,
            initargs=(settings.memory,),
            context=context,
        )

    def submit(self, items: Sequence[Item]) -> Any:
        """Hand a chunk to the next free worker."""
        options = self.settings.options
        return self._pool.schedule(read_items, [items, options], timeout=self.settings.timeout)

    def loss(self, item: Item, error: BaseException) -> Piece:
        """Time, memory, or an abrupt end."""
        if isinstance(error, TimeoutError):
            return failed(item, "time-limit")
        if isinstance(error, MemoryError):
            return failed(item, "memory-limit")
        if type(error).__name__ == "ProcessExpired":
            code = getattr(error, "exitcode", None)
            what = f"signal {-code}" if isinstance(code, int) and code < 0 else f"status {code}"
            return failed(item, "worker-crashed", f"the process that read it ended with {what}")
        return failed(item, "internal-error", f"{type(error).__name__}: {error}")

    def close(self, *, now: bool = False) -> None:
        """End the workers."""
        if now:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()


class DaskPool:
    """The workers of a Dask cluster; files must be there under the same names.

    A worker that dies loses nothing: Dask reads its chunks elsewhere.
    """

    def __init__(self, settings: Settings, address: str) -> None:
        distributed = require("distributed", "dask", "A Dask scheduler")
        self.settings = settings
        self._client = distributed.Client(address)

    def submit(self, items: Sequence[Item]) -> Any:
        """Hand a chunk to the scheduler."""
        options, seconds = self.settings.options, self.settings.timeout
        return self._client.submit(read_items_within, items, options, seconds, pure=False)

    def loss(self, item: Item, error: BaseException) -> Piece:
        """A document that ends every worker that reads it."""
        return failed(item, "worker-crashed", f"{type(error).__name__} on the Dask cluster")

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster; its workers go on living."""
        self._client.close()


def open_pool(settings: Settings, scheduler: str | None) -> Pool:
    """The pool that the user asked for."""
    return LocalPool(settings) if scheduler is None else DaskPool(settings, scheduler)
