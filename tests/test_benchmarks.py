"""The comparison of two commits measures what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.compare import measured, table, texts

ROOT = Path(__file__).resolve().parents[1]


def test_one_tree_is_measured() -> None:
    """Each piece of work took some time, over documents of our own."""
    (found,) = measured([ROOT], rounds=1)

    assert len(texts()) > 20
    assert set(found) == {"import", "parse", "records", "JSON", "checks"}
    assert all(seconds > 0 for seconds in found.values())


def test_the_ratio_is_of_the_newer_to_the_older() -> None:
    """A commit that takes twice as long has the ratio 2."""
    lines = table(("aaaa", "bbbb"), [{"parse": 0.002}, {"parse": 0.004}]).splitlines()

    assert lines[0].split() == ["ms", "aaaa", "bbbb", "ratio"]
    assert lines[1].split() == ["parse", "2.00", "4.00", "2.00"]
