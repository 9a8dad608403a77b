"""Glued numbers: every way to cut them is counted, and only a single one is taken."""

from __future__ import annotations

import itertools
import time

import pytest

from govreport.tables.placement import bounded_work, digits
from govreport.tables.placement.digits import split_runs
from govreport.tables.placement.sums import last_is_sum


def _cells(runs: list[str], blocks: tuple[int, ...], **options: object) -> list[list[str]]:
    found = split_runs(runs, blocks, **options)  # type: ignore[arg-type]
    return [[runs[run][start:end] for run, start, end in cut] for cut in found]


def _by_brute_force(run: str, width: int) -> list[list[str]]:
    ways = []
    for cuts in itertools.combinations(range(1, len(run)), width - 1):
        parts = [run[a:b] for a, b in itertools.pairwise((0, *cuts, len(run)))]
        if all(part == "0" or not part.startswith("0") for part in parts):
            ways.append(parts)
    return ways


def test_unique_by_count() -> None:
    """As many digits as columns, or zeros that begin no number, leave one way."""
    assert _cells(["0010020"], (7,)) == [list("0010020")]
    assert _cells(["1000"], (4,)) == [list("1000")]
    assert _cells(["12", "0", "3"], (3,)) == [["12", "0", "3"]]


def test_ambiguous_is_not_decided() -> None:
    """Two ways are reported as two: the caller must not choose."""
    assert len(_cells(["1234"], (3,))) == 2


def test_rule_decides() -> None:
    """The sum rule leaves the one way in which the row adds up."""
    assert _cells(["21710000218"], (7,), rule=last_is_sum) == [
        ["217", "1", "0", "0", "0", "0", "218"]
    ]


def test_rule_that_leaves_two() -> None:
    """A row that adds up in two ways stays undecided."""
    two = "111212121075"

    assert len(_cells([two], (7,), rule=last_is_sum, limit=10)) == 2


def test_rule_that_leaves_none() -> None:
    """A row that adds up in no way stays undecided: no number is changed to make it fit."""
    assert _cells(["1111111111"], (7,), rule=last_is_sum) == []


@pytest.mark.parametrize("run", ["1234", "10203", "100", "90017", "111111", "5050505"])
def test_all_ways_are_found(run: str) -> None:
    """The search finds the ways that trying every cut finds."""
    for width in range(1, len(run) + 1):
        assert sorted(_cells([run], (width,), limit=1000)) == sorted(_by_brute_force(run, width))


def test_blocks() -> None:
    """The rule holds for each block of columns by itself."""
    run = "100010000002002"

    assert _cells([run], (5, 5, 5), rule=last_is_sum) == [list(run)]
    assert _cells([run[:-1] + "3"], (5, 5, 5), rule=last_is_sum) == []


def test_work_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that takes too many steps is undecided, even when a way was already found."""
    monkeypatch.setattr(digits, "WORK_LIMIT", 50)

    assert split_runs(["1" * 40], (7,), last_is_sum) == []
    assert split_runs(["12"], (2,)) != []


def test_long_runs_end() -> None:
    """Hostile runs end within the bound."""
    assert split_runs(["1" * 4000], (15,), last_is_sum) == []


def test_work_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """All runs of a document share their steps; a plain one is read when none are left."""
    monkeypatch.setattr(digits, "WORK_OF_A_DOCUMENT", 3000)
    run = "21710000218"
    with bounded_work():
        first = split_runs([run], (7,), last_is_sum, limit=9)
        split_runs(["1" * 40], (7,), last_is_sum, limit=9)
        later = split_runs([run], (7,), last_is_sum, limit=9)
        plain = split_runs(["007"], (3,))

    assert (len(first), later, len(plain)) == (1, [], 1)
    assert split_runs([run], (7,), last_is_sum, limit=9) == first


def test_a_number_without_end_costs_its_length() -> None:
    """Thousands of digits are not cut at every place."""
    begun = time.process_time()
    assert split_runs(["9" * 3600], (5, 5, 5), last_is_sum, limit=64) == []
    assert time.process_time() - begun < 2


def test_signs_and_placeholders() -> None:
    """A sign is read only where the form has one; a dash may also be a placeholder."""
    change = frozenset({1})

    assert _cells(["7", "+18"], (3,), signed=change) == [["7", "+1", "8"]]
    assert len(_cells(["9", "-25"], (3,), signed=change)) == 2
    assert _cells(["9", "-25"], (3,), limit=9) == [["9", "-", "25"]]
    assert _cells(["7", "+18"], (3,)) == []


def test_unit_and_fraction_stay_with_their_number() -> None:
    """Decimals and a unit belong to the digits before them."""
    assert _cells(["2", "0.37万元"], (2,)) == [["2", "0.37万元"]]
    assert len(_cells(["712.5万元"], (2,), limit=9)) == 2


@pytest.mark.parametrize("runs", [[], ["无"], ["1", "见附件"]])
def test_no_digits(runs: list[str]) -> None:
    """Words are never cut."""
    assert split_runs(runs, (3,)) == []
