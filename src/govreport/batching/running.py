"""A run: documents in, shards out, in the order of the sources."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from govreport.batching.corrected import by_document
from govreport.batching.duplicates import mark_duplicates
from govreport.batching.fingerprint import fingerprint, to_redo
from govreport.batching.items import Item
from govreport.batching.planning import Part, Plan, grouped, kept, plan
from govreport.batching.pools import Pool, open_pool
from govreport.batching.progress import Progress, silent
from govreport.batching.settings import BatchError, Settings
from govreport.batching.sources import expected, items
from govreport.batching.store import Store
from govreport.batching.work import STORED, Piece, merged
from govreport.corrections.options import Corrections, loaded
from govreport.export.frames.arrow import pyarrow
from govreport.readers.folders import is_within

log = logging.getLogger("govreport.batch")


@frozen
class BatchResult:
    """What became of a run.

    Attributes:
        folder: where its tables are.
        documents: how many there were.
        read: how many of them this call has read; the others were there.
        outcomes: documents by outcome: ``read``, ``incomplete``, or the code of a cause.
        duplicates: reports that repeat another one exactly or nearly.
        interrupted: the run was stopped; resume it.
    """

    folder: Path
    documents: int
    read: int
    outcomes: dict[str, int]
    duplicates: int = 0
    interrupted: bool = False

    def table(self, name: str) -> Any:
        """One table of the run, as a dataset of pyarrow that is read as it is needed."""
        from govreport.readers.extras import require

        dataset = require("pyarrow.dataset", "batch", "A batch")
        return dataset.dataset(self.folder / name, format="parquet")


def batch(
    sources: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    timeout: float = 60.0,
    resume: bool = False,
    settings: Settings | None = None,
    corrections: Corrections | None = None,
    scheduler: str | None = None,
    progress: Progress = silent,
) -> BatchResult:
    """Read many documents into tables, each in a worker process with limits.

    Args:
        sources: files, folders, patterns, archives, Parquet and JSON Lines files, addresses.
        out: folder for the tables: Parquet files, a shard each.
        jobs: worker processes; as many as there are processors when not given.
        timeout: seconds that one document may take.
        resume: go on with the run that ``out`` holds: what is there and still holds is kept.
        settings: everything else; ``jobs`` and ``timeout`` replace what stands in it.
        corrections: a corrections file, or what `govreport.corrections.load` read of one; a line
            that no longer fits is a row of the table ``findings``.
        scheduler: address of a Dask scheduler whose workers read, instead of processes.
        progress: called with each shard that is done.

    Returns:
        Counts by outcome; a document that cannot be read is a row of the table ``failures``.

    Raises:
        BatchError: a source is missing, or the folder cannot be used.
        InvalidCorrections: the corrections file has a line that cannot be read.
        UnwritableOutput: the disk is full, or the place cannot be written to.
    """
    chosen = evolve(settings or Settings(), jobs=jobs or os.cpu_count() or 1, timeout=timeout)
    if corrections is not None:
        options = evolve(chosen.options, corrections=loaded(corrections))
        chosen = evolve(chosen, options=options)
    named = _named(sources, os.fspath(out))
    store = Store(Path(out))
    redo = _begin(store, chosen, resume)
    total = expected(named, out=os.fspath(out)) if progress is not silent else None
    run = _Run(store, chosen, redo, progress, total)
    with _interruptible(run):
        pool = open_pool(chosen, scheduler)
        try:
            run.through(pool, items(named, chosen, out=os.fspath(out)))
        except BaseException:
            pool.close(now=True)
            raise
        pool.close(now=run.stopped)
    if run.stopped:
        return run.result(interrupted=True)
    store.cut(run.shards)
    return run.result(duplicates=mark_duplicates(store))


def _named(sources: Iterable[str | os.PathLike[str]], out: str) -> list[str]:
    """The sources but for the folder of the tables, which a pattern of the shell names too."""
    everything = [os.fspath(source) for source in sources]
    named = [one for one in everything if "://" in one or not is_within(one, out)]
    if everything and not named:
        raise BatchError(f"{out} holds the sources: choose another folder for the tables")
    return named


def _begin(
    store: Store, settings: Settings, resume: bool
) -> tuple[str, dict[str, frozenset[str] | None]]:
    """This run's fingerprint, and what it makes of the results of earlier ones."""
    now = fingerprint(settings)
    before = store.prepare(resume)
    name = sha256(dumps(now, sort_keys=True).encode()).hexdigest()[:16]
    told: dict[str, Any] = before or {"shard": settings.shard, "fingerprints": {}}
    if told["shard"] != settings.shard:
        raise BatchError(
            f"{store.folder} holds a run with shards of {told['shard']} documents: resume it with "
            f"--shard {told['shard']}"
        )
    redo = {key: to_redo(known, now) for key, known in told["fingerprints"].items()}
    redo[name] = frozenset()
    store.note({**told, "fingerprints": {**told["fingerprints"], name: now}})
    return name, redo


@define
class _Shard:
    """A shard in work: its plan, and a piece or a future for each part."""

    plan: Plan
    pieces: list[Any] = field(factory=list)


@define
class _Run:
    store: Store
    settings: Settings
    fingerprints: tuple[str, dict[str, frozenset[str] | None]]
    progress: Progress
    total: int | None = None
    stopped: bool = False
    documents: int = 0
    read: int = 0
    shards: int = 0
    outcomes: Counter[str] = field(factory=Counter)

    def through(self, pool: Pool, found: Iterator[Item]) -> None:
        """Read everything, or up to the shard in work when the run is stopped."""
        window, said = self.settings.jobs * 4, by_document(self.settings.options.corrections)
        waiting: deque[_Shard] = deque()
        for number, group in enumerate(grouped(found, self.settings.shard)):
            shard = _Shard(
                plan(number, group, self.store, self.fingerprints[1], self.settings.chunk, said)
            )
            waiting.append(shard)
            for part in () if shard.plan.whole else shard.plan.parts:
                shard.pieces.append(None if part.done else pool.submit(part.items))
                self._settle(waiting, pool, window)
            while len(waiting) > 1 or shard.plan.whole:
                self._finish(waiting.popleft(), pool)
                if not waiting:
                    break
            if self.stopped:
                break
        while waiting:
            self._finish(waiting.popleft(), pool)

    def _settle(self, waiting: deque[_Shard], pool: Pool, window: int) -> None:
        """Wait for the oldest chunks, so that few are under way or wait in memory."""
        under_way = [
            (shard, index)
            for shard in waiting
            for index, piece in enumerate(shard.pieces)
            if piece is not None and not isinstance(piece, Piece)
        ]
        for shard, index in under_way[: max(0, len(under_way) - window)]:
            shard.pieces[index] = self._piece(shard.plan.parts[index], shard.pieces[index], pool)

    def _piece(self, part: Part, future: Any, pool: Pool) -> Piece:
        """The result of a chunk; where it failed, that of its documents one by one."""
        try:
            piece: Piece = future.result()
            return piece
        except Exception as error:
            log.warning("a chunk of %d documents failed: %s", len(part.items), type(error).__name__)
        futures = [pool.submit([item]) for item in part.items]
        pieces = []
        for item, one in zip(part.items, futures, strict=True):
            try:
                pieces.append(one.result())
            except Exception as error:
                log.warning("%s: %s", item.identity.name, type(error).__name__)
                pieces.append(pool.loss(item, error))
        return merged(pieces)

    def _finish(self, shard: _Shard, pool: Pool) -> None:
        """Write a shard, or count one that is there."""
        number, parts = shard.plan.shard, shard.plan.parts
        if shard.plan.whole:
            states = [line["state"] for part in parts for line in part.done]
        else:
            pieces = [self._found(shard, index, pool) for index in range(len(parts))]
            states = [entry.state for piece in pieces for entry in piece.entries]
            self.read += sum(len(part.items) for part in parts if not part.done)
            self.store.write(number, _tables(pieces), self._lines(shard.plan, pieces))
        self.documents += len(states)
        self.outcomes.update(states)
        self.shards = max(self.shards, number + 1)
        log.info("shard %d: %d documents", number, len(states))
        self.progress(self.documents, self.read, dict(self.outcomes), self.total)

    def _found(self, shard: _Shard, index: int, pool: Pool) -> Piece:
        part, piece = shard.plan.parts[index], shard.pieces[index]
        if part.done:
            return kept(part, shard.plan.shard, self.store)
        return piece if isinstance(piece, Piece) else self._piece(part, piece, pool)

    def _lines(self, plan: Plan, pieces: Sequence[Piece]) -> list[dict[str, Any]]:
        """The lines of the manifest."""
        entries = [entry for piece in pieces for entry in piece.entries]
        return [
            {
                "document": item.identity.key(),
                "source": item.identity.source,
                "entry": item.identity.entry,
                "position": item.identity.position,
                "id": item.identity.id,
                "url": item.identity.url,
                "content_hash": entry.content_hash,
                "state": entry.state,
                "message": entry.message,
                "shard": plan.shard,
                "reports": entry.reports,
                "outcomes": entry.outcomes,
                "signatures": entry.signatures,
                "hashes": entry.hashes,
                "corrections": entry.corrections,
                "fingerprint": self.fingerprints[0],
                "seconds": entry.seconds,
            }
            for item, entry in zip(plan.items, entries, strict=True)
        ]

    def result(self, *, duplicates: int = 0, interrupted: bool = False) -> BatchResult:
        """What became of the run."""
        return BatchResult(
            self.store.folder,
            self.documents,
            self.read,
            dict(self.outcomes),
            duplicates,
            interrupted,
        )


def _tables(pieces: Sequence[Piece]) -> dict[str, Any]:
    arrow = pyarrow()
    return {
        name: arrow.concat_tables(
            arrow.ipc.open_stream(piece.tables[name]).read_all() for piece in pieces
        )
        for name in STORED
    }


@contextmanager
def _interruptible(run: _Run) -> Iterator[None]:
    """Ctrl-C ends the run behind the shard in work; a second one ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        if run.stopped:
            raise KeyboardInterrupt
        run.stopped = True
        log.warning("interrupted: the shard in work is finished first; once more ends at once")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
