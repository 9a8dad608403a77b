"""Precision and recall over the sample reports, against figures counted by hand."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.published import SAMPLES, published_only

from govreport.document import Document
from govreport.model.narrative import Fact
from govreport.prose.narrative import find_facts

published_only()


def _counted() -> Any:
    spec = importlib.util.spec_from_file_location("counted", Path(__file__).parent / "counted.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COUNTED = _counted()


def _facts(number: str) -> tuple[str, tuple[Fact, ...]]:
    text = next(SAMPLES.glob(f"{number}*.txt")).read_text(encoding="utf-8")
    return text, find_facts(Document(text))


def _found(text: str, fact: Fact, context: str) -> bool:
    assert fact.span is not None
    return text[: fact.span.end].endswith(context)


def measure() -> tuple[int, int, int]:
    """Correct, found and expected facts over all samples."""
    correct = found = expected = 0
    for number, counted in COUNTED.FACTS.items():
        text, facts = _facts(number)
        left = list(facts)
        for identifier, value, unit, approximate, organ, context in counted:
            for fact in left:
                said = (fact.identifier, fact.value, fact.unit, fact.approximate, fact.organ)
                if said == (identifier, Decimal(value), unit, approximate, organ) and _found(
                    text, fact, context
                ):
                    left.remove(fact)
                    correct += 1
                    break
        found += len(facts)
        expected += len(counted)
    return correct, found, expected


def test_precision_and_recall() -> None:
    """Every figure counted by hand is found at its place, and nothing else is."""
    correct, found, expected = measure()

    assert expected == 44
    assert correct / expected >= COUNTED.EXPECTED_RECALL
    assert correct / found >= COUNTED.EXPECTED_PRECISION


def test_expected_narrative_of_the_free_form_sample() -> None:
    """The figures of the organ as a whole are those that the sample's expectation lists."""
    expected = json.loads(next(SAMPLES.glob("expected/002*.json")).read_text(encoding="utf-8"))
    _, facts = _facts("002")
    wholes = {(fact.identifier, fact.value, fact.unit) for fact in facts if fact.organ is None}
    kinds = Counter(fact.identifier for fact in facts if fact.organ is None)

    for identifier, value, unit in expected["narrative"]:
        assert (identifier, Decimal(value), unit) in wholes
        assert kinds[identifier] == 1


@pytest.mark.parametrize("number", sorted(COUNTED.FACTS))
def test_raw_is_the_printed_text(number: str) -> None:
    """Raw, sentence and span of each fact are the original's own characters."""
    text, facts = _facts(number)

    for fact in facts:
        assert fact.span is not None
        assert fact.raw == text[fact.span.start : fact.span.end]
        assert fact.sentence in text
