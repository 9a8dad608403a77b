"""The unit that engines call: rows of texts to rows of reports."""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.arrow import Columns, Options, output_schema, parse_batch, to_arrow
from govreport.arrow.parsing import ColumnError
from govreport.errors import GovReportError
from govreport.model import AnnualReport
from govreport.readers import Limits

from .conftest import REPORTS

TEXTS = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]


def rows(batch: pyarrow.RecordBatch) -> list[dict[str, Any]]:
    """The rows without the time that they took."""
    return [
        {name: value for name, value in row.items() if name != "seconds"}
        for row in batch.to_pylist()
    ]


def test_rows_hold_the_tables_of_each_report(bundled: list[AnnualReport]) -> None:
    """The cells in the lists are the rows of the table of cells, in order."""
    found = parse_batch(pyarrow.record_batch({"text": TEXTS}))
    flat = [cell for row in rows(found) for cell in row["cells"]]
    names = output_schema().field("cells").type.value_type
    expected = to_arrow(bundled)["cells"].select([f.name for f in names]).to_pylist()

    assert found.schema.equals(output_schema(), check_metadata=True)
    assert flat == expected
    assert {row["outcome"] for row in rows(found)} <= {"read", "incomplete"}


def test_a_bad_row_costs_no_other() -> None:
    """Each failure has its code and one line, and the good row between them is read."""
    data = [
        b"",
        TEXTS[0].encode(),
        b"%PDF-1.7\nx",
        None,
        "今天天气很好。".encode(),
        b"\xff\xd8\xff\xe0",
    ]
    found = rows(
        parse_batch(pyarrow.record_batch({"content": pyarrow.array(data, pyarrow.binary())}))
    )

    assert [row["code"] for row in found] == [
        "empty-file", None, "damaged-file", "no-text", "not-a-report", "damaged-file",
    ]  # fmt: skip
    assert [row["outcome"] == "failed" for row in found] == [True, False, True, True, True, True]
    assert all("\n" not in row["message"] for row in found if row["message"])
    assert [row["cells"] is None for row in found] == [row["outcome"] == "failed" for row in found]


def test_identity_travels() -> None:
    """Identifier and address of each row come back, of failures too; 内容 is a usual name."""
    batch = pyarrow.record_batch({
        "内容": ["", TEXTS[0]], "key": [7, 8], "网址": ["https://example.org/7", None],
        "f": ["a", "b"],
    })  # fmt: skip
    found = rows(parse_batch(batch, columns=Columns(id="key", name="f")))

    assert [(row["id"], row["url"], row["name"]) for row in found] == [
        ("7", "https://example.org/7", "a"),
        ("8", None, "b"),
    ]


def test_order_of_rows_changes_nothing() -> None:
    """A row's result depends on nothing but the row."""
    forward = rows(parse_batch(pyarrow.record_batch({"text": TEXTS})))
    backward = rows(parse_batch(pyarrow.record_batch({"text": TEXTS[::-1]})))

    assert forward == backward[::-1]


def test_it_can_be_pickled() -> None:
    """Engines send it to other processes, with its columns and options."""
    work = partial(
        parse_batch, columns=Columns("text"), options=Options(limits=Limits(max_pages=3))
    )
    batch = pyarrow.record_batch({"text": TEXTS[:1]})

    assert rows(pickle.loads(pickle.dumps(work))(batch)) == rows(work(batch))


def test_an_empty_batch_has_the_schema() -> None:
    """Engines ask with no rows for the types."""
    batch = pyarrow.record_batch({"text": pyarrow.array([], pyarrow.string())})

    assert parse_batch(batch).schema == output_schema()
    assert parse_batch(batch).num_rows == 0


@pytest.mark.parametrize("columns", [None, Columns(text="other"), Columns("body", id="k")])
def test_a_missing_column_is_named(columns: Columns | None) -> None:
    """A wrong name is about the whole batch: the error lists the columns that there are."""
    with pytest.raises(ColumnError, match="there are body2"):
        parse_batch(pyarrow.record_batch({"body2": ["x"]}), columns=columns)
    assert issubclass(ColumnError, GovReportError)


@settings(max_examples=examples(30))
@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=200), st.text("0123|\n 一二总计规章", max_size=80)),
        max_size=4,
    )
)
def test_no_text_makes_it_raise(texts: list[str | None]) -> None:
    """Whatever the text, there is one output row for each input row."""
    texts = [t and t.encode("utf-8", "replace").decode() for t in texts]
    found = parse_batch(pyarrow.record_batch({"text": pyarrow.array(texts, pyarrow.string())}))

    assert found.num_rows == len(texts)


@settings(max_examples=examples(30))
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=200),
            st.sampled_from(
                [b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n", b"%PDF-", b"\x1f\x8b", b'{"text": 1}']
            ),
        )
    )
)
def test_no_bytes_make_it_raise(data: list[bytes]) -> None:
    """Nor do bytes that look like files and are none."""
    found = parse_batch(pyarrow.record_batch({"content": pyarrow.array(data, pyarrow.binary())}))

    assert found.num_rows == len(data)
