"""What a worker does: some documents to the rows of all tables, as Arrow in bytes."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from govreport.arrow.outcomes import Options, Outcome, outcomes
from govreport.batching import signatures
from govreport.batching.corrected import ByDocument, by_document, mark
from govreport.batching.items import Item
from govreport.export.frames.arrow import joined, pyarrow
from govreport.export.frames.blocks import Block
from govreport.export.frames.rows import blocks_of, failure_block

STORED = ("cells", "reports", "facts", "findings", "unplaced", "failures")
"""The tables of a run."""

_COLLECTING = (20_000, 20, 50)
"""When a worker looks for garbage: a chunk makes many objects, few of them in cycles."""

_Made: TypeAlias = dict[str, list[Block]]
"""Table name -> what each document has in it."""


@frozen
class Entry:
    """One line of the manifest, without what is known outside the worker.

    Attributes:
        hashes: content hashes of its reports, by which corrections know them.
        corrections: hash of what people have said of them when they were read.
    """

    content_hash: str | None
    state: str
    seconds: float
    reports: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    signatures: tuple[dict[str, Any], ...] = ()
    hashes: tuple[str, ...] = ()
    corrections: str | None = None
    message: str | None = None


@frozen
class Piece:
    """What became of some documents: a line each, and their rows as Arrow streams."""

    entries: tuple[Entry, ...]
    tables: dict[str, bytes] = field(factory=dict)


def start(memory: int | None) -> None:
    """Prepare a worker: the main process alone hears Ctrl-C, and memory is limited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # grammars and modules stay: they need not be looked through again and again
    gc.set_threshold(*_COLLECTING)
    if memory is not None and sys.platform != "win32":
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0]) if _has_proc() else 0
        limit = pages * resource.getpagesize() + memory * 1024 * 1024
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _has_proc() -> bool:
    return Path("/proc/self/statm").exists()


def read_items(items: Sequence[Item], options: Options) -> Piece:
    """Read documents; nothing is raised for a single one of them."""
    rows: _Made = {name: [] for name in STORED}
    said = by_document(options.corrections)
    entries = [_read(item, options, said, rows) for item in items]
    return Piece(tuple(entries), {name: as_stream(name, found) for name, found in rows.items()})


def read_items_within(items: Sequence[Item], options: Options, seconds: float) -> Piece:
    """As `read_items`, each document within a time limit: for workers that cannot be killed."""
    from govreport.plugins.timeout import TooSlow, limited

    pieces = []
    for item in items:
        try:
            with limited(seconds):
                pieces.append(read_items([item], options))
        except TooSlow:
            pieces.append(failed(item, "time-limit"))
    return merged(pieces)


def merged(pieces: Sequence[Piece]) -> Piece:
    """Several pieces as one."""
    arrow = pyarrow()
    entries = tuple(entry for piece in pieces for entry in piece.entries)
    tables = {}
    for name in STORED:
        parts = [arrow.ipc.open_stream(piece.tables[name]).read_all() for piece in pieces]
        tables[name] = as_table_stream(arrow.concat_tables(parts))
    return Piece(entries, tables)


def failed(item: Item, code: str, message: str | None = None) -> Piece:
    """The piece for a document that its worker did not survive."""
    from govreport.arrow.causes import CAUSES

    rows: _Made = {name: [] for name in STORED}
    outcome = Outcome(item.identity, None, code, message or CAUSES[code], item.digest())
    entry = _entry([outcome], {}, rows)
    return Piece((entry,), {name: as_stream(name, found) for name, found in rows.items()})


def _read(item: Item, options: Options, said: ByDocument, rows: _Made) -> Entry:
    if item.failure is not None:
        code, message = item.failure
        return _entry([Outcome(item.identity, None, code, message)], {}, rows)
    data = Path(item.path) if item.path is not None else item.data
    return _entry(list(outcomes(data, item.identity, options)), said, rows)


def _entry(found: Sequence[Outcome], said: ByDocument, rows: _Made) -> Entry:
    """Add the rows of the outcomes of one document, and say what became of it."""
    keys, marks = [], []
    hashes: dict[str, None] = {}
    for outcome in found:
        report = outcome.report
        digest = outcome.content_hash
        if report is None:
            message = outcome.message or ""
            block = failure_block(outcome.identity, outcome.code, message, digest)
            rows["failures"].append(block)
        else:
            made = blocks_of(report, outcome.identity, content_hash=digest)
            for name, block in made.items():
                rows[name].append(block)
            block = made["cells"]
            hashes[report.provenance.source.content_hash or ""] = None
            marks.append(_signature(report, block, digest if len(found) == 1 else None))
        keys.append(block.head[0])
    return Entry(
        content_hash=found[0].content_hash if found else None,
        state=_state(found),
        seconds=sum(outcome.seconds for outcome in found),
        reports=tuple(keys),
        outcomes=tuple(outcome.code for outcome in found),
        signatures=tuple(marks),
        hashes=tuple(hashes),
        corrections=mark(hashes, said),
        message=found[0].message if len(found) == 1 else None,
    )


def _state(found: Sequence[Outcome]) -> str:
    codes = [outcome.code for outcome in found]
    failures = [code for code in codes if code not in ("read", "incomplete")]
    if failures:
        return failures[0]
    return "incomplete" if "incomplete" in codes else "read"


def _signature(report: Any, cells: Block, digest: str | None) -> dict[str, Any]:
    return {
        "report": cells.head[0],
        "content_hash": digest,
        "tables_hash": signatures.tables_hash(cells),
        "sketch": signatures.sketch(report),
        "agency": report.agency,
        "year": report.year,
    }


def as_stream(name: str, blocks: Sequence[Block]) -> bytes:
    """Rows of one table as an Arrow stream."""
    arrow = pyarrow()
    return as_table_stream(arrow.Table.from_batches([joined(name, blocks)]))


def as_table_stream(table: Any) -> bytes:
    """A table as an Arrow stream."""
    arrow = pyarrow()
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
