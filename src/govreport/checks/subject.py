"""The report as a check sees it: its cells, its sections, its figures in prose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from govreport.checks.cells import Cells
from govreport.checks.organ import Organ, organ_of
from govreport.document import Span
from govreport.model import AnnualReport, Count, Fact, Section
from govreport.text.chinese import strip_pinyin, to_simplified

SECTIONS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
"""Identifiers of the six sections in the order of the forms since 2019."""

_HALF_OF_THE_ROWS = 12
_SENTENCE = re.compile(r"[^。！？；;\n]*[。！？；;\n]?")


@define(slots=False)
class Subject:
    """One report with the parameters of the check that looks at it.

    Attributes:
        report: the report.
        cells: its cells by record path.
        parameters: name -> value, as the profile has them.
    """

    report: AnnualReport
    cells: Cells
    parameters: Mapping[str, Any] = field(factory=dict)

    @classmethod
    def of(cls, report: AnnualReport) -> Subject:
        """The report without parameters."""
        return cls(report, Cells(report))

    @cached_property
    def organ(self) -> Organ:
        """What kind of agency reports, see `organ_of`."""
        return organ_of(self.report.agency or "")

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Identifier -> its section, the last one where it comes twice."""
        return {s.identifier: s for s in self.report.sections if s.identifier}

    def text(self, identifier: str) -> str | None:
        """The prose of a section in Simplified characters without line breaks inside sentences."""
        section = self.sections.get(identifier)
        return None if section is None else simplified(section.text)

    def place(self, identifier: str) -> Span | None:
        """The heading of a section."""
        section = self.sections.get(identifier)
        span = section.span if section is not None else None
        if section is None or span is None:
            return None
        start = span.start
        return self.report.provenance.span(start, start + len(section.heading))

    @cached_property
    def prose(self) -> str:
        """The prose of all sections."""
        return "\n".join(simplified(section.text) for section in self.report.sections)

    @property
    def is_excerpt(self) -> bool:
        """Whether prose was left out (……), so that what it lacks says nothing."""
        return "……" in self.prose

    @cached_property
    def layout(self) -> str | None:
        """Name of the layout that was read."""
        return next((c.name for c in self.report.provenance.choices if c.task == "layout"), None)

    @property
    def runs_on(self) -> bool:
        """Whether the text has lost its lines, so that headings stand within them."""
        return self.layout in ("glued", "spaced", "labelled_lines")

    @cached_property
    def request_form(self) -> str:
        """The form whose rows the requests table has: ``"2019"`` or ``"2021"``."""
        requests = self.report.requests
        single = requests is not None and requests.results.other_handling.combined is not None
        return "2019" if single else "2021"

    @property
    def is_fragment(self) -> bool:
        """Whether of the longest table less than half is printed."""
        prefix = "requests."
        rows = sum(row.path.startswith(prefix) for row in self.report.provenance.rows)
        return 0 < rows < _HALF_OF_THE_ROWS

    def has_unplaced(self, table: str) -> bool:
        """Whether numbers of a table have no place."""
        return any(number.table == table for number in self.report.unplaced)

    def numbers(self, paths: Sequence[str]) -> list[Count] | None:
        """The values of several cells; None as soon as one has none."""
        return self.cells.numbers(paths)

    def facts(self) -> list[tuple[str, Fact]]:
        """The figures in prose with their record paths."""
        seen: dict[str, int] = {}
        found = []
        for fact in self.report.narrative:
            count = seen.get(fact.identifier, 0)
            seen[fact.identifier] = count + 1
            found.append((f"narrative.{fact.identifier}[{count}]", fact))
        return found


def simplified(text: str) -> str:
    """A text in Simplified characters, without pinyin that was inserted behind them."""
    return to_simplified(strip_pinyin(text)[0])


def sentences(text: str) -> list[str]:
    """The sentences of a text.

    >>> sentences("一是宣传。二是培训；三是考核")
    ['一是宣传。', '二是培训；', '三是考核']
    """
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]
