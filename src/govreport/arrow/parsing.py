"""Rows of texts to rows of reports: the unit that Spark, Dask, Ray and Daft call."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreport.arrow.outcomes import Options, Outcome, outcomes
from govreport.errors import GovReportError
from govreport.export.frames.arrow import joined, pyarrow, schema
from govreport.export.frames.definition import table
from govreport.export.frames.identity import Identity
from govreport.export.frames.rows import IDENTITY_COLUMNS, Blocks, blocks_of
from govreport.readers.columns import Columns

if TYPE_CHECKING:
    import pyarrow as pa

NESTED = ("cells", "facts", "findings", "unplaced")
"""The tables whose rows become a list in the row of their report."""


class ColumnError(GovReportError):
    """The rows do not have the column that was named."""


@cache
def output_schema() -> pa.Schema:
    """The schema of what `parse_batch` returns.

    >>> output_schema().names[:5]
    ['id', 'url', 'name', 'outcome', 'code']
    """
    arrow = pyarrow()
    plain = [
        ("id", arrow.string()),
        ("url", arrow.string()),
        ("name", arrow.string()),
        ("outcome", arrow.string()),
        ("code", arrow.string()),
        ("message", arrow.string()),
        ("content_hash", arrow.string()),
        ("title", arrow.string()),
        ("agency", arrow.string()),
        ("year", arrow.int64()),
        ("published", arrow.date32()),
    ]
    nested = [(name, arrow.list_(_struct(name))) for name in NESTED]
    return arrow.schema(
        [*plain, *nested, ("seconds", arrow.float64())], metadata=schema("cells").metadata
    )


def _struct(name: str) -> Any:
    return pyarrow().struct(list(schema(name))[IDENTITY_COLUMNS:])


def parse_batch(
    batch: pa.RecordBatch, *, columns: Columns | None = None, options: Options | None = None
) -> pa.RecordBatch:
    """Read each row of a record batch.

    A pure function that can be pickled: no row can make it raise, there is one output row for
    each input row and in its order, and the result depends on nothing but the row (``seconds``
    aside). Grammars are loaded once per process.

    Args:
        batch: rows with a column of texts, HTML pages or bytes of files.
        columns: their names; the usual ones when not given, see `govreport.arrow.Columns`.
        options: names of plugins to use, and limits.

    Returns:
        A batch with `output_schema`: ``outcome`` is ``read``, ``incomplete`` (a printed number has
        no place) or ``failed`` with ``code`` and ``message``; ``cells``, ``facts``, ``findings``
        and ``unplaced`` are lists of structs with the columns of those tables.

    Raises:
        ColumnError: there is no such column; this is about the whole batch.

    >>> import pyarrow
    >>> text = ("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
    ...     "信息内容 | 本年处理决定数量 |\\n行政处罚 | 12 |\\n行政强制 | 0 |\\n")
    >>> batch = pyarrow.record_batch({"text": [text, None]})
    >>> parse_batch(batch).column("outcome").to_pylist()
    ['read', 'failed']
    """
    options = options or Options()
    wanted = _columns(batch, columns or Columns())
    found = [_one(data, identity, options) for data, identity in _inputs(batch, wanted)]
    return _batch(found)


def _columns(batch: pa.RecordBatch, wanted: Columns) -> Columns:
    names = batch.schema.names
    found = wanted.found(names)
    missing = found.missing(names)
    if missing or found.text is None:
        what = f"named {', '.join(missing)}" if missing else "of texts"
        raise ColumnError(f"there is no column {what}; there are {', '.join(names)}")
    return found


def _inputs(batch: pa.RecordBatch, columns: Columns) -> Iterable[tuple[bytes | None, Identity]]:
    def values(name: str | None) -> list[Any]:
        return [None] * batch.num_rows if name is None else batch.column(name).to_pylist()

    for text, key, url, name in zip(
        values(columns.text), values(columns.id), values(columns.url), values(columns.name),
        strict=True,
    ):  # fmt: skip
        yield as_data(text), Identity(text_of(name), id=text_of(key), url=text_of(url))


def as_data(value: object) -> bytes | None:
    """The bytes of a text or of a file.

    >>> as_data("规")[-3:] == "规".encode(), as_data(7)
    (True, None)
    """
    from govreport.readers.member import as_bytes

    if isinstance(value, str):
        return as_bytes(value) if value.strip() else b""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else None


def text_of(value: object) -> str | None:
    """An identifier as text.

    >>> text_of(7), text_of(None)
    ('7', None)
    """
    return None if value is None else str(value)


def _one(data: bytes | Path | None, identity: Identity, options: Options) -> Outcome:
    """The one outcome of a row; a row that holds an archive of several is refused."""
    found = list(outcomes(data, identity, options))
    if len(found) == 1:
        return found[0]
    digest = found[0].content_hash if found else None
    message = "the row holds an archive of several documents" if found else "an empty archive"
    return Outcome(identity, None, "unreadable", message, digest, sum(o.seconds for o in found))


def _batch(found: list[Outcome]) -> pa.RecordBatch:
    arrow = pyarrow()
    made = [blocks_of(one.report, one.identity) if one.report is not None else {} for one in found]
    plain = [_plain(one) for one in found]
    wanted = output_schema()
    count = len(wanted) - len(NESTED) - 1
    columns = list(zip(*plain, strict=True)) or [()] * count
    arrays = [
        arrow.array(values, field.type)
        for values, field in zip(columns, list(wanted)[:count], strict=True)
    ]
    arrays += [_lists(name, made) for name in NESTED]
    arrays.append(arrow.array([one.seconds for one in found], arrow.float64()))
    return arrow.record_batch(arrays, schema=wanted)


def _plain(one: Outcome) -> tuple[Any, ...]:
    report, identity = one.report, one.identity
    failed = report is None
    return (
        identity.id,
        identity.url,
        identity.source,
        "failed" if failed else one.code,
        one.code if failed else None,
        one.message,
        one.content_hash,
        report and report.title,
        report and report.agency,
        report and report.year,
        report and report.published,
    )


def _lists(name: str, made: list[Blocks]) -> Any:
    """The rows of one table as a list for each report; null where there is none."""
    arrow = pyarrow()
    flat = joined(name, [one[name] for one in made if one])
    offsets: list[int | None] = []
    end = 0
    for one in made:
        offsets.append(end if one else None)
        end += len(one[name]) if one else 0
    names = table(name).names[IDENTITY_COLUMNS:]
    values = arrow.StructArray.from_arrays(
        [flat.column(column) for column in names], fields=list(_struct(name))
    )
    return arrow.ListArray.from_arrays(
        arrow.array([*offsets, end], arrow.int32()), values, type=arrow.list_(_struct(name))
    )
