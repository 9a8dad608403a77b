"""Numbers beside a table: which of them could be values that nobody has."""

from __future__ import annotations

import pytest

from govreport.accounting import account_of_tables
from govreport.accounting.cells import is_value, stands_free
from govreport.document import Document

ROW = "规章 | 12 |\n"


def _unaccounted(before: str, after: str) -> list[str]:
    text = before + ROW + after
    at = len(before)
    table = (at, at + len(ROW) - 1)
    found = account_of_tables(Document(text), [(at + 5, at + 7)], [table])
    return [text[note.start : note.end] for note in found if note.code == "number-unaccounted"]


@pytest.mark.parametrize(
    ("before", "after", "numbers"),
    [
        ("", "7 8\n", ["7 8"]),
        ("7 8\n", "", ["7 8"]),
        ("7\n", "", ["7"]),
        ("", "。\n" * 3 + "7 8\n", []),  # a sentence has ended
        ("", "本年共办理了许多事项。7 8\n", []),
        ("", "x\n" * 200 + "7 8\n", []),  # far away
    ],
)
def test_numbers_next_to_a_table(before: str, after: str, numbers: list[str]) -> None:
    """Right above and below they may be cells; behind a sentence or far away they are none."""
    assert _unaccounted(before, after) == numbers


@pytest.mark.parametrize(
    ("cell", "number", "value"),
    [
        ("23.", "23", True),  # no label has so high a numeral
        ("24．", "24", True),
        ("12.", "12", False),
        ("3.", "3", False),
        ("(3)", "3", False),
    ],
)
def test_a_number_with_the_mark_of_a_numeral(cell: str, number: str, value: bool) -> None:
    """What may number a label is no value, what is too high for that is one."""
    text = f"| {cell} |"
    at = text.index(number)

    assert is_value(text, at, at + len(number)) is value


@pytest.mark.parametrize(
    ("text", "number", "free"),
    [
        ("月12", "12", False),
        ("月123", "123", True),  # no day
        ("5年", "5", False),
        ("2019年", "2019", False),
        ("20195年", "20195", True),  # no year
        ("31日", "31", False),
        ("312日", "312", True),
    ],
)
def test_a_number_beside_the_sign_of_a_date(text: str, number: str, free: bool) -> None:
    """It belongs to the date as far as a date has so many digits."""
    at = text.index(number)

    assert stands_free(text, at, at + len(number)) is free
