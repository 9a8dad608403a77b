"""Every mutation on a few generated reports: no number is silently wrong or missing.

``GOVREPORT_ATTACK=nightly`` makes it long: more documents for each mutation, other ones each day.
"""

from __future__ import annotations

import datetime
import os

import pytest
from attrs import evolve
from benchmarks.attack.mutations import MUTATIONS
from benchmarks.attack.running import Plan, one

_NIGHTLY = os.environ.get("GOVREPORT_ATTACK") == "nightly"
_SEED = datetime.date.today().toordinal() if _NIGHTLY else 0


@pytest.mark.parametrize("name", list(MUTATIONS))
def test_no_mutation_makes_a_number_silently_wrong(name: str) -> None:
    """Each number is right, or something names it."""
    plan = Plan((MUTATIONS[name],), _SEED)
    turns = [(plan, turn) for turn in range(40)]
    if not _NIGHTLY:
        short = evolve(plan, fillings=(1, 4), glued_fillings=(6,))
        turns = [(evolve(short, forms=("2019", "2021")), turn) for turn in range(4)]
        turns += [(evolve(short, forms=("2014",)), 0)]
    cases = [case for planned, turn in turns if (case := one(planned, MUTATIONS[name], turn))]
    assert cases, f"{name} found nothing to damage"
    silent = [
        (case.after.name, verdict.fate.value, verdict.path, verdict.printed, verdict.found)
        for case in cases
        for verdict in case.silent
    ]
    assert silent == []


def test_a_seed_makes_the_same_attack() -> None:
    """The same seed damages the same documents in the same way, another seed others."""
    names = ("label-typo", "total-first", "ocr-zero", "cell-blanked")
    texts = [
        [
            case.after.text
            for name in names
            if (case := one(Plan((MUTATIONS[name],), seed), MUTATIONS[name], 3)) is not None
        ]
        for seed in (5, 5, 6)
    ]
    assert len(texts[0]) == len(names)
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]


def test_each_mutation_says_what_it_does() -> None:
    """Name, family and one sentence; exactly one function."""
    for mutation in MUTATIONS.values():
        assert mutation.about.endswith((".", "。")), mutation.name
        assert (mutation.sheet is None) != (mutation.page is None), mutation.name
    assert len(MUTATIONS) >= 60
