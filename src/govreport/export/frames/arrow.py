"""The tables as Arrow: what pandas, Polars and DuckDB take without code of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from govreport.export.frames.blocks import Block, Row
from govreport.export.frames.definition import SCHEMA_VERSION, TABLES, Column, table
from govreport.export.frames.identity import Identity
from govreport.export.frames.rows import blocks_of
from govreport.export.frames.values import PRECISION, SCALE
from govreport.model import AnnualReport
from govreport.readers.extras import require

if TYPE_CHECKING:
    import pyarrow as pa

_INT64 = 2**63
_WHOLE_NUMBERS = {int, type(None)}


def pyarrow() -> Any:
    """The module, or an error that names the extra."""
    return require("pyarrow", "arrow", "Arrow tables")


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of one table.

    Its metadata hold ``govreport.schema_version``; those of each field the Chinese ``label``,
    the meaning, and for a figure its unit and the act that prescribes it.

    >>> schema("cells").field("value").type
    Decimal128Type(decimal128(38, 6))
    >>> schema("reports").field("requests.new_requests.total").metadata[b"unit"].decode()
    '件'
    """
    arrow = pyarrow()
    return arrow.schema(
        [_field(column) for column in table(name).columns],
        metadata={"govreport.schema_version": str(SCHEMA_VERSION), "govreport.table": name},
    )


def _field(column: Column) -> Any:
    notes = {
        "label": column.label,
        "about": column.about,
        "unit": column.unit,
        "source": column.origin,
    }
    metadata = {key: value for key, value in notes.items() if value}
    return pyarrow().field(column.name, _type(column.kind), metadata=metadata)


def _type(kind: str) -> Any:
    arrow = pyarrow()
    return {
        "string": arrow.string,
        "integer": arrow.int64,
        "boolean": arrow.bool_,
        "date": arrow.date32,
        "number": lambda: arrow.decimal128(PRECISION, SCALE),
        "box": lambda: arrow.list_(arrow.float64()),
    }[kind]()


def record_batch(name: str, rows: Iterable[Row]) -> pa.RecordBatch:
    """Rows of one table as a record batch.

    >>> record_batch("failures", []).num_rows
    0
    """
    wanted = schema(name)
    columns = list(zip(*rows, strict=True)) or [()] * len(wanted)
    arrays = [
        typed_array(values, field.type) for values, field in zip(columns, wanted, strict=True)
    ]
    return pyarrow().record_batch(arrays, schema=wanted)


def joined(name: str, blocks: Sequence[Block]) -> pa.RecordBatch:
    """The rows of several reports in one table as a record batch.

    >>> joined("cells", []).num_rows
    0
    """
    wanted = schema(name)
    some = [block for block in blocks if len(block)]
    if not some:
        return record_batch(name, [])
    heads = _heads(some, wanted)
    columns = zip(*(block.columns for block in some), strict=True)
    kinds = [field.type for field in list(wanted)[len(heads) :]]
    arrays = _arrays([list(chain.from_iterable(parts)) for parts in columns], kinds)
    return pyarrow().record_batch([*heads, *arrays], schema=wanted)


def _heads(blocks: Sequence[Block], wanted: pa.Schema) -> list[Any]:
    """The columns that are the same in all rows of a report."""
    lengths = enumerate(map(len, blocks))
    index = chain.from_iterable(repeat(number, length) for number, length in lengths)
    taken = pyarrow().array(index, "int32")
    columns = zip(*(block.head for block in blocks), strict=True)
    return [
        typed_array(values, field.type).take(taken)
        for values, field in zip(columns, wanted, strict=False)
    ]


def _arrays(columns: Sequence[list[Any]], kinds: Sequence[Any]) -> list[Any]:
    """Columns of the same length as Arrow arrays; the figures of a wide table all at once."""
    arrow = pyarrow()
    numbers = [i for i, kind in enumerate(kinds) if arrow.types.is_decimal(kind)]
    if not numbers:
        return list(map(typed_array, columns, kinds))
    rows = len(columns[0])
    flat = typed_array(
        list(chain.from_iterable(columns[i] for i in numbers)),
        arrow.decimal128(PRECISION, SCALE),
    )
    slices = {i: flat.slice(at * rows, rows) for at, i in enumerate(numbers)}
    return [
        slices[i] if i in slices else typed_array(columns[i], kind) for i, kind in enumerate(kinds)
    ]


def typed_array(values: Sequence[Any], kind: Any) -> Any:
    """Values of one column as an Arrow array of that type."""
    arrow = pyarrow()
    if kind == arrow.string():
        try:
            return arrow.array(values, kind)
        except UnicodeEncodeError:  # a lone surrogate: shown escaped, as every text file shows it
            return arrow.array([_encodable(value) for value in values], kind)
    if not arrow.types.is_decimal(kind):
        return arrow.array(values, kind)
    if set(map(type, values)) <= _WHOLE_NUMBERS:
        with suppress(OverflowError):
            return arrow.array(values, arrow.int64()).cast(kind)  # thirty times as fast
    return _decimals(values, kind)


def _decimals(values: Sequence[Any], kind: Any) -> Any:
    """An array of numbers of which some are no 64-bit integers."""
    arrow = pyarrow()
    compute = require("pyarrow.compute", "arrow", "Arrow tables")
    whole = [v if type(v) is int and -_INT64 <= v < _INT64 else None for v in values]
    other = [v is not None and w is None for v, w in zip(values, whole, strict=True)]
    rest = [Decimal(v) for v, is_other in zip(values, other, strict=True) if is_other]
    found = arrow.array(whole, arrow.int64()).cast(kind)
    return compute.replace_with_mask(found, arrow.array(other), arrow.array(rest, kind))


def _encodable(value: str | None) -> str | None:
    return value and value.encode("utf-8", "backslashreplace").decode("utf-8")


@frozen
class Tables:
    """The tables of some reports by name; as an Arrow stream it is the table of cells.

    It is no ``Mapping``, because Polars would take one for a dictionary of columns.

    >>> tables = to_arrow([AnnualReport(agency="乌蒙镇", year=2020)])
    >>> tables["reports"].column("agency").to_pylist()
    ['乌蒙镇']
    """

    tables: dict[str, Any] = field(factory=dict)

    def __getitem__(self, name: str) -> pa.Table:
        """One table; KeyError for a name that the schema does not have."""
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self.tables)

    def items(self) -> Iterator[tuple[str, pa.Table]]:
        """Names and tables."""
        yield from self.tables.items()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The cells, for any library that takes Arrow data."""
        return self.tables["cells"].__arrow_c_stream__(requested_schema)


def to_arrow(
    reports: AnnualReport | Iterable[AnnualReport], *, names: Iterable[str] = TABLES
) -> Tables:
    """Reports as Arrow tables.

    Args:
        reports: one report or several.
        names: the tables to make; all of them when not given.

    Raises:
        UnreadableSource: pyarrow is not installed.
    """
    wanted = tuple(names)
    collected: dict[str, list[Block]] = {name: [] for name in wanted}
    for report, identity, repeated in identified(reports):
        made = blocks_of(report, identity, repeat=repeated)
        for name in wanted:
            collected[name].append(made[name])
    arrow = pyarrow()
    return Tables(
        {
            name: arrow.Table.from_batches([joined(name, blocks)], schema(name))
            for name, blocks in collected.items()
        }
    )


def identified(
    reports: AnnualReport | Iterable[AnnualReport],
) -> Iterator[tuple[AnnualReport, Identity, int]]:
    """Each report with its origin, and how often that was met before."""
    met: dict[Identity, int] = {}
    for report in [reports] if isinstance(reports, AnnualReport) else reports:
        identity = Identity.of(report.provenance.source)
        repeat = met.get(identity, 0)
        met[identity] = repeat + 1
        yield report, identity, repeat
