"""The national statistics table 2014-2018 (政府信息公开情况统计表, 国办发〔2014〕32号)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govreport.model.values import Value


@frozen
class Indicator:
    """One row of the statistics table: a number for each column, with the printed unit.

    ``label`` is the row's label as printed, ``unit`` the unit that the table or its form states.

    >>> Indicator("requests.received", "(一)收到申请数", (85,), "件").value
    85
    """

    identifier: str
    label: str
    values: tuple[Value, ...]
    unit: str | None = None

    @property
    def value(self) -> Value:
        """The number in the first column, the only one of most tables."""
        return self.values[0] if self.values else None


@frozen
class Statistics:
    """The rows that are printed, in reading order; look one up by identifier.

    Identifiers are those of the form's rows: ``requests.received``,
    ``requests.received.in_person``, ``review.corrected``. ``columns`` are the headers of the
    number columns as printed (one for most tables, several by level or by year).

    >>> table = Statistics((Indicator("requests.received", "(一)收到申请数", (85,), "件"),))
    >>> table["requests.received"].value, "review" in table, len(table)
    (85, False, 1)
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

    def __contains__(self, identifier: object) -> bool:
        """Whether the document prints a row."""
        return any(indicator.identifier == identifier for indicator in self.indicators)

    def __iter__(self) -> Iterator[Indicator]:
        """The rows in reading order."""
        return iter(self.indicators)

    def __len__(self) -> int:
        """The number of rows that are printed."""
        return len(self.indicators)

    def value(self, identifier: str, column: int = 0) -> Value:
        """The number in one column, None when the row or the number is not printed."""
        return self[identifier].values[column] if identifier in self else None

    def below(self, identifier: str) -> tuple[Indicator, ...]:
        """The printed rows that are parts of a row or group, at any depth.

        >>> rows = [Indicator(name, "", (1,)) for name in ("review", "review.upheld", "fees")]
        >>> [row.identifier for row in Statistics(tuple(rows)).below("review")]
        ['review.upheld']
        """
        return tuple(row for row in self.indicators if row.identifier.startswith(f"{identifier}."))
