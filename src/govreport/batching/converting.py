"""The shards of a run as one file of another format, read as they are needed."""

from __future__ import annotations

from pathlib import Path

from govreport.batching.store import Store
from govreport.batching.work import STORED
from govreport.export.files.choosing import FORMATS
from govreport.export.files.saving import writing
from govreport.export.files.sink import Sink

_ROWS = 4096


def convert(folder: Path, form: str) -> list[Path]:
    """Write the tables of a finished run as ``TABLE.ending``, or all of them in ``reports.ending``.

    Returns:
        The files that were written.
    """
    store, chosen = Store(folder), FORMATS[form]
    if chosen.several:
        path = folder / f"reports{chosen.endings[0]}"
        with writing(path, chosen, STORED, overwrite=True) as sink:
            for name in STORED:
                _copy(store, name, sink)
        return [path]
    paths = []
    for name in STORED:
        paths.append(folder / f"{name}{chosen.endings[0]}")
        with writing(paths[-1], chosen, (name,), overwrite=True) as sink:
            _copy(store, name, sink)
    return paths


def _copy(store: Store, name: str, sink: Sink) -> None:
    for shard in store.shards():
        for batch in store.read(name, shard).to_batches(max_chunksize=_ROWS):
            columns = [column.to_pylist() for column in batch.columns]
            sink.add(name, list(zip(*columns, strict=True)))
