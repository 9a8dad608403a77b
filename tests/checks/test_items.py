"""What a check of a package may say: plain parts of the very classes, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from govreport.checks import Broken, Unknown
from govreport.checks.items import NotConcerned, unfit_items
from govreport.document import Document
from govreport.language import phrase


class Shifty(str):
    """A text that may say something else when it is asked again."""


def test_sound_items() -> None:
    """Plain texts and phrases, tuples of paths, places of a document."""
    span = Document("规章 1").span(0, 2)
    items = [
        Broken("甲", ("a.b",), span=span, spans=(span,), stated="1", expected="2", cause="c"),
        Broken(phrase("row {row}", row="甲"), topic=("申请",)),
        Unknown("no table", ("a",), doubtful=True),
        NotConcerned("another form"),
    ]

    assert unfit_items(items) is None
    assert unfit_items([]) is None


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (None, "it says a NoneType: expected Broken, Unknown or NotConcerned"),
        (Broken, "it says a type: expected"),
        (Broken(Shifty("甲")), "its message, or another text of it, is no string"),
        (Broken("甲", stated=Shifty("1")), "is no string"),
        (Broken("甲", topic=("申请", 3)), "is no string"),  # type: ignore[arg-type]
        (Broken("甲", ["a"]), "its record paths are no tuple of strings"),  # type: ignore[arg-type]
        (Broken("甲", ("a", 1)), "its record paths are no tuple"),  # type: ignore[arg-type]
        (Broken("甲", span=(0, 2)), "its places are no Span"),  # type: ignore[arg-type]
        (Broken("甲", spans=(None,)), "its places are no Span"),  # type: ignore[arg-type]
        (Unknown(3), "is no string"),  # type: ignore[arg-type]
        (Unknown("甲", "a"), "its record paths are no tuple"),  # type: ignore[arg-type]
        (Unknown("甲", doubtful=1), "its doubtful is no bool"),  # type: ignore[arg-type]
        (NotConcerned(Shifty("甲")), "is no string"),
    ],
)
def test_unfit_items(item: Any, said: str) -> None:
    """What is wrong is said in words; an item that is sound beside it changes nothing."""
    assert said in str(unfit_items([Unknown("no table"), item]))
