"""What every group of checks must keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from govreport.checks import Broken, Check, Subject, Unknown, checks
from govreport.model import AnnualReport
from govreport.testing.conformance.basics import Conformance, skip
from govreport.testing.conformance.installing import installed, without

_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9_]*")
_SENTENCE = re.compile(r".+[.。!！]$", re.DOTALL)


class CheckConformance(Conformance):
    """The suite for a group of checks: set ``plugin``, and give reports that you know.

    >>> from govreport.checks.requests import GROUP
    >>> class TestRequests(CheckConformance):
    ...     plugin = GROUP
    """

    test_golden_documents = None  # type: ignore[assignment]
    """Reports are given by `good` and `bad`."""

    def good(self) -> Sequence[AnnualReport]:
        """Reports that meet every demand of the group; without any, those tests are skipped."""
        return ()

    def bad(self) -> Sequence[tuple[str, AnnualReport]]:
        """For checks on one report: the id, and a report that breaks it."""
        return ()

    def test_each_check_is_described(self) -> None:
        """Each has an id in capitals, a sentence, a source, an example and a remedy."""
        assert self.it.checks, "the group has no check"
        for one in self.it.checks:
            assert _IDENTIFIER.fullmatch(one.identifier), one.identifier
            assert _SENTENCE.fullmatch(one.sentence), f"{one.identifier}: no sentence"
            assert one.source, f"{one.identifier}: the docstring names no source"
            assert one.example, f"{one.identifier}: no example"
            assert one.remedy, f"{one.identifier}: no remedy"

    def test_ids_are_free(self) -> None:
        """No other installed group has a check of one of these ids."""
        with without(self.it):
            taken = {one.identifier for one in checks()}

        assert {one.identifier for one in self.it.checks} & taken == set()

    def test_it_is_found(self) -> None:
        """Installed, its checks are among those that are evaluated."""
        with installed(self.it):
            assert {c.identifier for c in self.it.checks} <= {c.identifier for c in checks()}

    def test_parameters_can_stand_in_a_profile(self) -> None:
        """Each parameter's default is a text, a number, true or false, or a tuple of texts."""
        for one in self.it.checks:
            for name, value in one.parameters.items():
                assert isinstance(value, (bool, int, float, str, tuple)), f"{one.identifier}.{name}"

    def test_nothing_is_not_broken(self) -> None:
        """Of a report that says nothing, nothing is said to be broken but that it is not there."""
        for one in _of_one_report(self.it):
            for item in _items(one, AnnualReport()):
                if isinstance(item, Broken):
                    assert item.paths == (), f"{one.identifier} names cells that are not printed"

    def test_items_are_items(self) -> None:
        """Each check yields Broken and Unknown, with sentences and record paths."""
        for report in (AnnualReport(), *self.good(), *(report for _, report in self.bad())):
            for one in _of_one_report(self.it):
                for item in _items(one, report):
                    assert isinstance(item, (Broken, Unknown)), f"{one.identifier}: {item!r:.80}"
                    text = item.message if isinstance(item, Broken) else item.reason
                    assert text, f"{one.identifier} says nothing"
                    assert all(isinstance(path, str) for path in item.paths)

    def test_it_is_pure(self) -> None:
        """Evaluated twice, a check says the same."""
        for report in (AnnualReport(), *self.good(), *(report for _, report in self.bad())):
            for one in _of_one_report(self.it):
                assert _items(one, report) == _items(one, report), one.identifier

    def test_good_reports_break_nothing(self) -> None:
        """A report that meets the demands has no finding of the group."""
        reports = self.good()
        if not reports:
            skip("no good reports are given")
        for report in reports:
            for one in _of_one_report(self.it):
                broken = [i.message for i in _items(one, report) if isinstance(i, Broken)]
                assert broken == [], f"{one.identifier} is broken by a good report"

    def test_bad_reports_break_their_check(self) -> None:
        """Each bad report breaks the check that it is given for."""
        cases = self.bad()
        if not cases:
            skip("no bad reports are given")
        known = {one.identifier: one for one in self.it.checks}
        for identifier, report in cases:
            items = _items(known[identifier], report)
            assert any(isinstance(item, Broken) for item in items), f"{identifier} is not broken"


def _of_one_report(group: Any) -> Iterator[Check]:
    return (one for one in group.checks if one.scope == "report")


def _items(one: Check, report: AnnualReport) -> list[Any]:
    subject = Subject.of(report)
    subject.parameters = one.parameters
    return list(one.function(subject))
