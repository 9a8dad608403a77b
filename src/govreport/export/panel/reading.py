"""One flat view of a report that holds across forms: what can be compared, and what cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import field, frozen

from govreport.export.panel.entry import PanelEntry
from govreport.export.panel.mappings import (
    LOCAL,
    NATIONAL,
    OFFICIAL,
    PROSE,
    SOURCES,
    Mapped,
    PanelIndicator,
    indicators,
    rates,
)
from govreport.export.panel.rates import rate_entry
from govreport.model import AnnualReport, Status
from govreport.records import Record, records

_YEARLY = ("本年", "本期", "当年", "年度")
_ALL_YEARS = ("累计",)
_WHOLE = ("合计", "总计")


@frozen
class Panel(Mapping[str, PanelEntry]):
    """The indicators of one report by name; iterates over the names in a fixed order.

    >>> panel(AnnualReport())["requests_received"].value is None
    True
    """

    year: int | None
    agency: str | None
    entries: Mapping[str, PanelEntry] = field(factory=dict)

    def __getitem__(self, indicator: str) -> PanelEntry:
        """The entry of one indicator; KeyError for a name that the panel does not have."""
        return self.entries[indicator]

    def __iter__(self) -> Iterator[str]:
        """The names of all indicators, also of those without a value."""
        return iter(self.entries)

    def __len__(self) -> int:
        """The number of indicators, the same for every report."""
        return len(self.entries)


def panel(report: AnnualReport) -> Panel:
    """Bring one report into the indicators that exist across forms.

    The official tables come first, then the national table of 2014-2018, then local tables, then
    figures in prose. Each mapping and its reason stands in the reference of the panel.

    >>> from govreport import parse
    >>> report = parse("某局2016年政府信息公开工作年度报告\\n统计指标 | 单位 | 统计数 |\\n"
    ...     "（一）收到申请数 | 件 | 85 |\\n1.当面申请数 | 件 | 85 |\\n"
    ...     "四、行政复议数量 | 件 | 2 |\\n五、行政诉讼数量 | 件 | 0 |\\n")
    >>> entry = panel(report)["requests_received"]
    >>> entry.value, entry.source, entry.form, entry.equivalence
    (85, ('statistics.requests.received',), '2014', 'same')
    >>> panel(report)["requests_carried_over"].value is None
    True
    """
    reader = _PanelReader(report)
    entries = {indicator.name: reader.entry(indicator) for indicator in indicators()}
    entries.update({rate.name: rate_entry(rate, entries) for rate in rates()})
    return Panel(report.year, report.agency, entries)


class _PanelReader:
    def __init__(self, report: AnnualReport) -> None:
        self.report = report
        self.records: dict[str, Record] = {}
        for record in records(report):
            self.records.setdefault(record.path, record)
        official = (report.proactive_disclosure, report.requests, report.review_and_litigation)
        self.family = (
            OFFICIAL
            if any(table is not None for table in official)
            else NATIONAL
            if report.statistics is not None
            else LOCAL
            if report.supplementary
            else PROSE
        )

    def entry(self, indicator: PanelIndicator) -> PanelEntry:
        """The first source that has the value."""
        reason = ""
        for source in SOURCES:
            for mapped in indicator.mappings:
                if mapped.source != source:
                    continue
                found, why = self._find(mapped)
                if found:
                    return self._entry(indicator, mapped, found)
                reason = reason or why
        absent = indicator.absent.get(self.family)
        return PanelEntry(
            indicator.name, None, None, (), None, None, reason or absent or _NOT_PRINTED
        )

    def _entry(
        self, indicator: PanelIndicator, mapped: Mapped, found: Sequence[Record]
    ) -> PanelEntry:
        # Frames have a schema of their own: importing the library stays light.
        from govreport.export.frames.values import correction_text

        values = [record.value for record in found if record.value is not None]
        value = values[0] if len(values) == 1 else sum(values, Decimal(0))
        if isinstance(value, Decimal) and all(isinstance(part, int) for part in values):
            value = int(value)
        return PanelEntry(
            indicator.name,
            value,
            found[0].unit,
            tuple(record.path for record in found),
            self._form(mapped),
            mapped.equivalence,
            mapped.reason,
            any(record.status is Status.INFERRED for record in found),
            self._scope(mapped, found),
            tuple(
                correction_text(record.path, record.value_read, record.value, record.raw)
                for record in found
                if record.status is Status.CORRECTED
            ),
        )

    def _scope(self, mapped: Mapped, found: Sequence[Record]) -> str:
        """Which of several numbers of its row the value is."""
        if mapped.source == PROSE:
            return "text"
        columns: Sequence[str] = ()
        if mapped.source == NATIONAL and self.report.statistics is not None:
            columns = self.report.statistics.columns
        if mapped.source == LOCAL:
            table = int(found[0].path.partition("[")[2].partition("]")[0])
            columns = self.report.supplementary[table].columns
        index = self._column(columns) if len(columns) > 1 else None
        if index is None:
            return "single"
        return "whole" if any(sign in columns[index] for sign in _WHOLE) else "year"

    def _form(self, mapped: Mapped) -> str | None:
        if mapped.source != OFFICIAL:
            return mapped.source
        table = mapped.paths[0].partition(".")[0]
        form: str | None = getattr(self.report.forms, table)
        return form

    def _find(self, mapped: Mapped) -> tuple[list[Record], str]:
        """The cells of one mapping, all of them or none; and why not."""
        find = {
            OFFICIAL: self._plain,
            NATIONAL: self._national,
            LOCAL: self._local,
            PROSE: self._prose,
        }[mapped.source]
        found = []
        for path in mapped.paths:
            record, why = find(path)
            if record is None or record.value is None:
                return [], why
            found.append(record)
        if len({record.unit for record in found}) > 1:
            return [], "its parts are given in different units"
        return found, ""

    def _plain(self, path: str) -> tuple[Record | None, str]:
        record = self.records.get(path)
        if record is not None and record.value is None:
            return None, f"{path} is printed without a number ({record.status.value})"
        return record, ""

    def _national(self, path: str) -> tuple[Record | None, str]:
        table = self.report.statistics
        identifier = path.partition(".")[2]
        if table is None or identifier not in table:
            return None, ""
        if len(table.columns) <= 1:
            return self._plain(path)
        column = self._column(table.columns)
        if column is None:
            return None, f"{path} has several columns ({', '.join(table.columns)}), none the whole"
        return self._plain(f"{path}[{column}]")

    def _local(self, path: str) -> tuple[Record | None, str]:
        found = []
        for number, table in enumerate(self.report.supplementary):
            column = self._column(table.columns)
            for index, row in enumerate(table.rows):
                if row.identifier == path and row.values and column is not None:
                    place = f"supplementary[{number}].rows[{index}].values[{column}]"
                    record, _ = self._plain(place)
                    if record is not None:
                        found.append(record)
        if len({record.value for record in found}) > 1:
            return None, "several local tables give different numbers"
        return (found[0], "") if found else (None, "")

    def _prose(self, path: str) -> tuple[Record | None, str]:
        facts = [
            (index, fact)
            for index, fact in enumerate(
                fact for fact in self.report.narrative if fact.identifier == path
            )
            if not (fact.part or fact.organ or fact.cumulative or fact.approximate)
        ]
        if len({(fact.value, fact.unit) for _, fact in facts}) > 1:
            return None, "the text states several figures"
        if not facts:
            return None, ""
        return self.records.get(f"narrative.{path}[{facts[0][0]}]"), ""

    def _column(self, columns: Sequence[str]) -> int | None:
        """The column of the reporting year and the whole agency; None when there is none."""
        if len(columns) == 1:
            return 0
        year = str(self.report.year) if self.report.year else "?"
        for signs in ((year,), _WHOLE, _YEARLY):
            fitting = [
                index
                for index, name in enumerate(columns)
                if any(sign in name for sign in signs)
                and not any(sign in name for sign in _ALL_YEARS)
            ]
            if len(fitting) == 1:
                return fitting[0]
        return None


_NOT_PRINTED = "the report does not print it"
