"""The folder of a run: shards of each table, written aside and renamed, the manifest last.

run.json                    what the run was told, and its fingerprint
cells/part-00000.parquet    and the same for the other tables
manifest/part-00000.parquet a line for each document; it makes the shard complete
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from govreport.batching.settings import BatchError
from govreport.batching.work import STORED
from govreport.export.frames.arrow import pyarrow, schema
from govreport.export.writing import binary_file, text_file
from govreport.readers.extras import require

_GROUP = 65_536


def manifest_schema() -> Any:
    """A line of the manifest: which document, what became of it, where, how long it took."""
    arrow = pyarrow()
    text, whole = arrow.string(), arrow.int64()
    signature = arrow.struct(
        [
            ("report", text),
            ("content_hash", text),
            ("tables_hash", text),
            ("sketch", arrow.list_(whole)),
            ("agency", text),
            ("year", whole),
        ]
    )
    return arrow.schema(
        [
            ("document", text),
            ("source", text),
            ("entry", text),
            ("position", whole),
            ("id", text),
            ("url", text),
            ("content_hash", text),
            ("state", text),
            ("message", text),
            ("shard", whole),
            ("reports", arrow.list_(text)),
            ("outcomes", arrow.list_(text)),
            ("signatures", arrow.list_(signature)),
            ("hashes", arrow.list_(text)),
            ("corrections", text),
            ("fingerprint", text),
            ("seconds", arrow.float64()),
        ]
    )


@frozen
class Store:
    """A folder in which a run keeps its results."""

    folder: Path

    def path(self, table: str, shard: int) -> Path:
        """The file of one shard of one table."""
        return self.folder / table / f"part-{shard:05}.parquet"

    def prepare(self, resume: bool) -> dict[str, Any] | None:
        """Make the folders; what an earlier run was told, when this one goes on with it.

        Raises:
            BatchError: the folder holds a run and this is no ``resume``, or something else.
        """
        known = self.folder / "run.json"
        try:
            if self.folder.exists() and not known.exists() and any(self.folder.iterdir()):
                raise BatchError(f"{self.folder} holds other files: choose another folder")
            if known.exists() and not resume:
                raise BatchError(
                    f"{self.folder} holds a run: use --resume (resume=True) to go on with it, or "
                    "choose another folder"
                )
            for table in (*STORED, "manifest"):
                (self.folder / table).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BatchError(f"{self.folder} cannot be used: {error.strerror}") from error
        for leftover in self.folder.glob("**/.*.part"):
            leftover.unlink()  # of a run that was killed
        return json.loads(known.read_text("utf-8")) if known.exists() else None

    def note(self, told: Mapping[str, Any]) -> None:
        """Write down what the run was told."""
        with text_file(self.folder / "run.json") as stream:
            stream.write(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n")

    def manifest(self, shard: int) -> list[dict[str, Any]] | None:
        """The lines of a complete shard; None for one that is not."""
        path = self.path("manifest", shard)
        if not path.exists() or not all(self.path(name, shard).exists() for name in STORED):
            return None
        lines: list[dict[str, Any]] = self._read(path).to_pylist()
        return lines

    def read(self, table: str, shard: int) -> Any:
        """One shard of one table."""
        return self._read(self.path(table, shard)).cast(schema(table))

    def _read(self, path: Path) -> Any:
        parquet = require("pyarrow.parquet", "batch", "A batch")
        return parquet.ParquetFile(path).read()

    def write(self, shard: int, tables: Mapping[str, Any], lines: list[dict[str, Any]]) -> None:
        """Write a shard; it counts when its manifest is there, which comes last."""
        self.path("manifest", shard).unlink(missing_ok=True)
        for name in STORED:
            self.write_table(name, shard, tables[name])
        manifest = pyarrow().Table.from_pylist(lines, schema=manifest_schema())
        self._write(self.path("manifest", shard), manifest)

    def write_table(self, name: str, shard: int, table: Any) -> None:
        """Write one shard of one table."""
        self._write(self.path(name, shard), table)

    def _write(self, path: Path, table: Any) -> None:
        parquet = require("pyarrow.parquet", "batch", "A batch")
        with binary_file(path) as stream:
            parquet.write_table(
                table.combine_chunks(), stream, compression="zstd", row_group_size=_GROUP
            )

    def shards(self) -> Iterator[int]:
        """The numbers of the complete shards, in order."""
        for path in sorted((self.folder / "manifest").glob("part-*.parquet")):
            yield int(path.stem.removeprefix("part-"))

    def cut(self, shards: int) -> None:
        """Take away the shards behind the last, of a run over more documents."""
        for table in ("manifest", *STORED):
            for path in (self.folder / table).glob("part-*.parquet"):
                if int(path.stem.removeprefix("part-")) >= shards:
                    path.unlink()
