"""The national statistics table 2014-2018 (政府信息公开情况统计表, 国办发〔2014〕32号)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govreport.model.values import Value


@frozen
class Indicator:
    """One row of the statistics table: value for each number column, with the printed unit."""

    identifier: str
    label: str
    values: tuple[Value, ...]
    unit: str | None = None


@frozen
class Statistics:
    """The rows that are printed, in reading order; look one up by identifier.

    >>> table = Statistics((Indicator("requests.received", "(一)收到申请数", (85,), "件"),))
    >>> table["requests.received"].values
    (85,)
    >>> table.value("review") is None
    True
    """

    indicators: tuple[Indicator, ...] = ()
    columns: tuple[str, ...] = ()

    def __getitem__(self, identifier: str) -> Indicator:
        """The row with this identifier; KeyError when the document does not print it."""
        for indicator in self.indicators:
            if indicator.identifier == identifier:
                return indicator
        raise KeyError(identifier)

    def __iter__(self) -> Iterator[Indicator]:
        """The rows in reading order."""
        return iter(self.indicators)

    def value(self, identifier: str, column: int = 0) -> Value:
        """The number in one column, None when the row or the number is not printed."""
        for indicator in self.indicators:
            if indicator.identifier == identifier:
                return indicator.values[column]
        return None
