"""Stata: one table with the labels of its variables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import IO, Any

from govreport.export.files.sink import as_double, as_text
from govreport.export.frames.blocks import Row
from govreport.export.frames.definition import Column, table
from govreport.readers.extras import require

_RESERVED = frozenset({"end"})
_MAX_NAME, _MAX_LABEL, _MAX_STRING = 32, 80, 2045
_MADE = datetime.datetime(2000, 1, 1)


def variable(name: str) -> str:
    """The name of a column as Stata allows it: a longer one ends in digits made from it.

    >>> variable("requests.new_requests.total"), variable("label")
    ('requests_new_requests_total', 'label')
    >>> variable("requests.results.withheld.state_secret.natural_person")
    'requests_results_withheld_ad9b50'
    """
    plain = re.sub(r"\W", "_", name, flags=re.A)
    if plain in _RESERVED:
        return f"_{plain}"
    if len(plain) <= _MAX_NAME:
        return plain
    digits = blake2b(name.encode(), digest_size=3).hexdigest()
    return f"{plain[: _MAX_NAME - 7].rstrip('_')}_{digits}"


def variable_label(column: Column) -> str:
    """Chinese label and unit, in the 80 characters that Stata allows."""
    unit = f" ({column.unit})" if column.unit else ""
    return (column.label[: _MAX_LABEL - len(unit)] + unit)[:_MAX_LABEL]


class StataFile:
    """One table as a data set of Stata 15 or later (format 118), which is Unicode.

    Numbers are doubles; one whose digits a double would change is missing here, and stands in
    ``raw``. A missing text is an empty one: Stata knows no other.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        require("pandas", "stata", "A file of Stata")
        self.name = name
        self._stream = stream
        self._rows: list[Row] = []

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Keep rows: the format has their number and the widths of texts at its beginning."""
        if name == self.name:
            self._rows += rows

    def close(self) -> None:
        """Write the file."""
        import pandas

        columns = table(self.name).columns
        values = list(zip(*self._rows, strict=True)) or [()] * len(columns)
        data = {
            variable(column.name): _series(pandas, column.kind, found)
            for column, found in zip(columns, values, strict=True)
        }
        frame = pandas.DataFrame(data)
        frame.to_stata(
            self._stream,
            version=118,
            write_index=False,
            convert_dates={variable(c.name): "td" for c in columns if c.kind == "date"},
            convert_strl=[
                variable(column.name)
                for column, found in zip(columns, values, strict=True)
                if column.kind == "string" and _is_long(found)
            ],
            variable_labels={variable(c.name): variable_label(c) for c in columns},
            data_label=f"govreport: {self.name}",
            time_stamp=_MADE,
        )


def _is_long(values: Sequence[Any]) -> bool:
    return any(
        value is not None and len(value.encode("utf-8", "replace")) > _MAX_STRING
        for value in values
    )


def _series(pandas: Any, kind: str, values: Sequence[Any]) -> Any:
    if kind == "number":
        doubles = [None if value is None else as_double(value) for value in values]
        return pandas.Series(doubles, dtype="float64")
    if kind in ("integer", "boolean"):
        return pandas.Series(values, dtype="float64")
    if kind == "date":
        return pandas.Series(values, dtype="datetime64[s]")
    texts = ["" if value is None else _clean(str(as_text(value))) for value in values]
    return pandas.Series(texts, dtype=object)


def _clean(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
