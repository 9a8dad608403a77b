"""The line that shows how far a batch is."""

from __future__ import annotations

import pytest

from govreport.cli.progress import description, shown
from govreport.language import in_language


def test_what_is_not_known_is_left_out() -> None:
    """Without a total no time is left; without a read document no rate is known."""
    assert description(7, 0, {}, None, 3.0) == "7 documents, kept"
    assert description(7, 7, {"read": 7}, None, 2.0) == "7 documents, 4/s, 7 read"
    assert description(7, 0, {"read": 7}, 9, 0.0) == "7 of 9 documents, kept, 7 read"


def test_the_most_frequent_outcome_comes_first() -> None:
    """Outcomes are in the order of their counts, in the language of the user."""
    counts = {"not-a-report": 1, "read": 5}

    assert description(6, 6, counts, 12, 3.0).endswith("0:00:03 left, 5 read, 1 not-a-report")
    with in_language("zh"):
        assert "6" in description(6, 6, counts, 12, 3.0)
        assert "documents" not in description(6, 6, counts, 12, 3.0)


def test_the_line_is_renewed(capsys: pytest.CaptureFixture[str]) -> None:
    """It stands on standard error, so that what is printed can be piped."""
    with shown() as tell:
        tell(3, 3, {"read": 3}, 9)
    printed = capsys.readouterr()

    assert "3 of 9 documents" in printed.err
    assert printed.out == ""
