"""The annual report: one typed record for each document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from govreport.diagnostics import Diagnostic
from govreport.document import Document, Span
from govreport.model.corrections import Correction, corrected_cells
from govreport.model.deferred import Deferring
from govreport.model.disclosure import ProactiveDisclosure
from govreport.model.narrative import Fact
from govreport.model.provenance import Provenance
from govreport.model.requests import Requests
from govreport.model.review import ReviewAndLitigation
from govreport.model.statistics import Statistics
from govreport.model.supplementary import ExtraRow, SupplementaryTable, UnplacedNumber
from govreport.model.tables import OFFICIAL
from govreport.model.values import Status
from govreport.model.verdicts import Verdict

if TYPE_CHECKING:
    import pandas
    import polars


@frozen
class Section:
    """A section of the report: heading, and its prose without the tables.

    ``identifier`` is the official id (overview, proactive_disclosure, requests,
    review_and_litigation, problems_and_improvements, other_matters), or None.
    """

    heading: str
    text: str
    identifier: str | None = None
    span: Span | None = field(default=None, eq=False)


@frozen
class Forms:
    """Which official form each table follows, decided per table by its labels, never by year.

    ``"2019"``, ``"2021"``, ``"hybrid"`` (rows of both), ``"2019/2021"`` (the forms do not differ in
    what is printed), ``"2014"``, the name of a plugin's form, or None without such a table.
    ``tables`` has the forms of the tables that plugins add, by the table's name.
    """

    proactive_disclosure: str | None = None
    requests: str | None = None
    review_and_litigation: str | None = None
    statistics: str | None = None
    tables: dict[str, str] = field(factory=dict, hash=False)

    @classmethod
    def by_table(cls, found: Mapping[str, str]) -> Forms:
        """The forms of tables by their names, official or not.

        >>> Forms.by_table({"requests": "2021", "visits": "2026"}).tables
        {'visits': '2026'}
        """
        official = {table: form for table, form in found.items() if table in OFFICIAL}
        named = {table: form for table, form in found.items() if table not in OFFICIAL}
        return cls(**official, tables=named)

    def of(self, table: str) -> str | None:
        """The form of a table by its name, also of one that a plugin adds.

        >>> Forms(requests="2021", tables={"visits": "2026"}).of("visits")
        '2026'
        """
        found: str | None = getattr(self, table) if table in OFFICIAL else self.tables.get(table)
        return found


@frozen(repr=False, slots=False)
class AnnualReport(Deferring):
    """One 政府信息公开工作年度报告.

    Two reports are equal when they say the same; where it was printed (spans), how it was read
    (``provenance``), what was noticed (``diagnostics``), what checks found (``findings``,
    ``verdicts``; empty unless it was read with ``check=True``) and who corrected it
    (``corrections``) do not count. Reports are immutable and can be members of a set or keys of a
    dictionary.
    ``tables`` holds, by name, the tables that a plugin's form adds beyond the official ones:
    objects of the form's class, or `govreport.model.GenericTable`.
    ``document`` is what the report was read from; it is no part of the report's plain data.

    A cell is found by attributes, by its record path, or by the labels of table, row and column:
    ``report["requests.results.disclosed.natural_person"]``, ``report["申请/予以公开/自然人"]``.

    >>> AnnualReport(agency="示例镇", year=2020)
    <AnnualReport 示例镇 2020: no cells>
    >>> AnnualReport(year=2020).requests is None
    True
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    forms: Forms = field(factory=Forms)
    sections: tuple[Section, ...] = ()
    proactive_disclosure: ProactiveDisclosure | None = None
    requests: Requests | None = None
    review_and_litigation: ReviewAndLitigation | None = None
    statistics: Statistics | None = None
    supplementary: tuple[SupplementaryTable, ...] = ()
    tables: dict[str, Any] = field(factory=dict, hash=False)
    extra: dict[str, tuple[ExtraRow, ...]] = field(factory=dict, hash=False)
    unplaced: tuple[UnplacedNumber, ...] = ()
    narrative: tuple[Fact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    findings: tuple[Diagnostic, ...] = field(default=(), eq=False)
    verdicts: tuple[Verdict, ...] = field(default=(), eq=False)
    provenance: Provenance = field(factory=Provenance, eq=False)
    corrections: tuple[Correction, ...] = field(default=(), eq=False)
    document: Document | None = field(default=None, eq=False, repr=False)

    def status(self, path: str) -> Status | str:
        """The status of one cell by its record path, ``"absent"`` when it is not printed.

        >>> AnnualReport().status("requests.new_requests.total")
        'absent'
        """
        if self.corrections and path in corrected_cells(self.corrections):
            return Status.CORRECTED
        return self.provenance.status(path)

    def __getitem__(self, key: str) -> Any:
        """The cell or row at a record path, or with these labels separated by ``/``.

        Raises:
            KeyError: no cell or row fits, or several do; the message names those that come near.
        """
        from govreport.views.lookup import find

        return find(self, key)

    def __repr__(self) -> str:
        from govreport.views.notebook import one_line

        return one_line(self)

    def _repr_html_(self) -> str | None:
        from govreport.views.notebook import report_html

        return report_html(self)

    def _ipython_key_completions_(self) -> list[str]:
        from govreport.views.lookup import keys

        return keys(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The cells as an Arrow stream: ``polars.DataFrame(report)``, ``duckdb``, ``pyarrow``.

        Raises:
            UnreadableSource: pyarrow is not installed.
        """
        from govreport.arrow import to_arrow

        return to_arrow(self, names=["cells"]).__arrow_c_stream__(requested_schema)

    def to_pandas(self, table: str = "cells") -> pandas.DataFrame:
        """One table of the report (see the data dictionary) for pandas, null kept as null.

        Raises:
            UnreadableSource: pandas is not installed.

        >>> AnnualReport(year=2020).to_pandas("reports")["year"].to_list()
        [2020]
        """
        from govreport.arrow import to_pandas

        return to_pandas(self, table)

    def to_polars(self, table: str = "cells") -> polars.DataFrame:
        """One table of the report for Polars.

        Raises:
            UnreadableSource: polars is not installed.

        >>> AnnualReport(year=2020).to_polars("reports")["year"].to_list()
        [2020]
        """
        from govreport.arrow import to_polars

        return to_polars(self, table)
