"""The published schema: append-only, described, and the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govreport.arrow import SCHEMA_VERSION, TABLES, output_schema, schema
from govreport.export.frames.definition import definitions, table
from govreport.export.frames.dictionary import paths, tables
from govreport.export.frames.figures import figures
from govreport.model import AnnualReport
from govreport.records import resolve

PUBLISHED = sorted(Path(__file__).parent.glob("schema-*.txt"))
EVERY = tuple(definitions()["tables"])


def lines() -> list[str]:
    return [f"{name} {field.name} {field.type}" for name in EVERY for field in schema(name)]


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.stem)
def test_columns_are_only_added(file: Path) -> None:
    """Each version as it was published is the beginning of each table; scripts may rely on it.

    A new column goes to the end of its table, raises the version, and is added to the file of
    a new version here.
    """
    published = file.read_text("utf-8").splitlines()
    version = int(file.stem.partition("-")[2])
    for name in EVERY:
        before = [line for line in published if line.partition(" ")[0] == name]
        now = [line for line in lines() if line.partition(" ")[0] == name]

        assert now[: len(before)] == before
        assert len(now) == len(before) or version < SCHEMA_VERSION


@pytest.mark.parametrize("name", EVERY)
def test_every_field_is_described(name: str) -> None:
    """Each field has its Chinese label and meaning, each figure the act, the schema its version."""
    found = schema(name)

    assert found.metadata[b"govreport.schema_version"] == str(SCHEMA_VERSION).encode()
    assert len(set(found.names)) == len(found.names)
    for field in found:
        assert field.metadata[b"label"], field.name
        assert field.metadata[b"about"], field.name
        assert ("." in field.name) == (b"source" in field.metadata)


def test_figures_are_the_cells_of_the_forms() -> None:
    """161 and 175 cells of requests, 15 of cases, 58 rows of the national table; paths resolve."""
    paths = [figure.path for figure in figures()]
    requests = {path for path in paths if path.startswith("requests.")}

    assert len(requests) == 26 * 7
    assert sum(path.startswith("review_and_litigation.") for path in paths) == 15
    assert sum(path.startswith("statistics.") for path in paths) == 58
    assert len(paths) == len(set(paths))
    assert resolve(AnnualReport(), "requests") is None


def test_the_dictionary_has_every_column_and_path() -> None:
    """What the documentation lists is what the tables and the forms have."""
    listed = set(re.findall(r"^\| `([^`]+)` \|", tables() + paths(), re.M))
    columns = {column.name for name in TABLES for column in table(name).columns}

    assert columns - listed == set()
    assert {figure.path for figure in figures()} - listed == set()


def test_nested_output_has_the_columns_of_the_tables() -> None:
    """What parse_batch gives in lists is what the tables have behind the identity."""
    identity = len(definitions()["identity"])
    for name in set(TABLES) - {"reports"}:
        struct = output_schema().field(name).type.value_type

        assert [struct.field(i).name for i in range(struct.num_fields)] == (
            schema(name).names[identity:]
        )
