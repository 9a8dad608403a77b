"""What a picture asks of a report, and of a panel: the numbers of one agency and year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, TypeAlias

from attrs import define, field

from govreport.export.panel import Panel, PanelEntry
from govreport.export.panel.mappings import NOT_COMPARABLE, OFFICIAL, SAME, indicators
from govreport.grammars import builtin_grammar
from govreport.model import AnnualReport, Value
from govreport.records import records
from govreport.text.labels import flatten, label_keys

Single: TypeAlias = Literal["outcomes", "refusals", "disputes"]

RECEIVED = "requests.new_requests.total"
_RESULTS = "requests.results."
_REFUSED = (f"{_RESULTS}withheld.", f"{_RESULTS}unavailable.", f"{_RESULTS}not_processed.")
_CASES = "review_and_litigation."
_LONGEST = 16


@define
class Subject:
    """The numbers of one agency and year by their record paths in the official forms.

    Attributes:
        agency: whose numbers they are.
        year: of which year.
        numbers: label and value by path; a value is None where there is no number.
        other: paths whose number counts something wider or narrower than the form does.
    """

    agency: str | None
    year: int | None
    numbers: dict[str, tuple[str, Value]]
    other: set[str] = field(factory=set)

    @property
    def title(self) -> str:
        """Agency and year."""
        return f"{self.agency or '?'} {self.year or '?'}"

    def value(self, path: str) -> Value:
        """The number at a path, None where there is none."""
        return self.numbers.get(path, ("", None))[1]

    def bars(self, kind: Single) -> Iterator[tuple[str, Value]]:
        """Label and value of each bar of a picture of one report."""
        for path, item in self.numbers.items():
            if _is_in(kind, path):
                yield item


def subject(data: AnnualReport | Panel) -> Subject:
    """The numbers of a report, or of a panel of any form."""
    return _of_panel(data) if isinstance(data, Panel) else _of_report(data)


def _is_in(kind: Single, path: str) -> bool:
    if kind == "disputes":
        return path.startswith(_CASES) and not path.endswith(".total")
    if not path.startswith(_RESULTS) or not path.endswith(".total"):
        return False
    return path != f"{_RESULTS}total.total" and (kind == "outcomes" or path.startswith(_REFUSED))


def _of_report(report: AnnualReport) -> Subject:
    numbers = {
        item.path: (_label(item.label, both=item.path.startswith(_CASES)), item.value)
        for item in records(report)
        if item.path.startswith(("requests.", _CASES))
    }
    return Subject(report.agency, report.year, numbers)


def _label(label: str, *, both: bool) -> str:
    row, _, column = label.rpartition(" / ")
    text = f"{row} {column}" if both else row or column
    text = text.partition("(区分")[0].partition("（区分")[0]
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _of_panel(panel: Panel) -> Subject:
    found = Subject(panel.agency, panel.year, {})
    for name, path, title in _official():
        entry = panel[name]
        found.numbers[path] = title, _comparable(entry)
        if found.value(path) is not None and entry.equivalence != SAME:
            found.other.add(path)
    return found


def _comparable(entry: PanelEntry) -> Value:
    return None if entry.equivalence == NOT_COMPARABLE else entry.value


@cache
def _official() -> tuple[tuple[str, str, str], ...]:
    """Name, path and title of each indicator that is one cell of the official forms."""
    found: dict[str, tuple[str, str]] = {}
    for indicator in indicators():
        for mapped in indicator.mappings:
            if mapped.source == OFFICIAL and len(mapped.paths) == 1:
                found.setdefault(mapped.paths[0], (indicator.name, indicator.title))
    return tuple((name, path, title) for path, (name, title) in found.items())


def row_label(path: str) -> str:
    """The form's label of a row of requests, without its numbering."""
    row = path.removeprefix("requests.").rpartition(".")[0]
    return label_keys(flatten(builtin_grammar("requests").row_labels[row]))[0]
