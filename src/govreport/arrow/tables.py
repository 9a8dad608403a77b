"""From reports to tables, with the consistency rules applied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govreport.checks.applying import checked
from govreport.export.frames import arrow
from govreport.export.frames.definition import TABLES
from govreport.model import AnnualReport
from govreport.readers.extras import require

if TYPE_CHECKING:
    import pandas
    import polars


def to_arrow(
    reports: AnnualReport | Iterable[AnnualReport], *, names: Iterable[str] = TABLES
) -> arrow.Tables:
    """Reports as Arrow tables: ``cells``, ``reports``, ``facts``, ``findings``, ``unplaced``.

    The result is an Arrow stream of the cells for pandas, Polars, DuckDB and any other library
    that takes Arrow data; a single table is reached by its name. The findings hold the rules
    that the numbers break.

    Args:
        reports: one report or several.
        names: the tables to make; all of them when not given.

    Raises:
        UnreadableSource: pyarrow is not installed.

    >>> to_arrow([], names=["facts"])["facts"].num_rows
    0
    """
    several = [reports] if isinstance(reports, AnnualReport) else reports
    return arrow.to_arrow(map(checked, several), names=names)


def to_pandas(report: AnnualReport, table: str = "cells") -> pandas.DataFrame:
    """One table of a report for pandas, with Arrow types: numbers stay exact, null stays null.

    Raises:
        UnreadableSource: pandas is not installed.
    """
    module = require("pandas", "pandas", "A data frame of pandas")
    found = to_arrow(report, names=[table])[table]
    frame: pandas.DataFrame = found.to_pandas(types_mapper=module.ArrowDtype)
    return frame


def to_polars(report: AnnualReport, table: str = "cells") -> polars.DataFrame:
    """One table of a report for Polars.

    Raises:
        UnreadableSource: polars is not installed.
    """
    module = require("polars", "polars", "A data frame of Polars")
    frame: polars.DataFrame = module.DataFrame(to_arrow(report, names=[table])[table])
    return frame
