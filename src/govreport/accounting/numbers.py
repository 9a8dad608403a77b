"""What a printed number is, and the account of all of them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import frozen

from govreport.document import Span
from govreport.language import Phrase, listing, phrase


class NumberKind(StrEnum):
    """What a printed number is."""

    VALUE = "value"  # of a record
    UNPLACED = "unplaced"  # printed in a table, without a single place
    FACT = "fact"  # a figure in prose that has an identifier
    LABEL = "label"  # part of a label, a heading or its numbering
    DATE = "date"  # a date, a year or a time
    REFERENCE = "reference"  # a document number, an article, a page, a telephone, a postcode
    PROSE = "prose"  # another number in a sentence
    UNACCOUNTED = "unaccounted"  # printed in a table, and in no record


@frozen
class AccountedNumber:
    """One printed number: its text, its place and what it is."""

    text: str
    kind: NumberKind
    span: Span


@frozen(slots=False)
class Account:
    """Every number that a document prints.

    Attributes:
        numbers: the numbers in reading order.
    """

    numbers: tuple[AccountedNumber, ...]

    @cached_property
    def summary(self) -> dict[NumberKind, int]:
        """How many numbers are of each kind."""
        counts = Counter(number.kind for number in self.numbers)
        return {kind: counts[kind] for kind in NumberKind}

    @property
    def unaccounted(self) -> tuple[AccountedNumber, ...]:
        """The numbers of tables that are in no record."""
        return tuple(n for n in self.numbers if n.kind is NumberKind.UNACCOUNTED)

    def to_dict(self) -> dict[str, Any]:
        """The summary and every number as plain data, for JSON.

        >>> Account(()).to_dict()["numbers"]
        []
        """
        return {
            "summary": {kind.value: count for kind, count in self.summary.items()},
            "numbers": [
                {
                    "text": number.text,
                    "kind": number.kind.value,
                    "start": number.span.start,
                    "end": number.span.end,
                    "line": number.span.line,
                    "column": number.span.column,
                    "page": number.span.page,
                }
                for number in self.numbers
            ],
        }

    def to_csv(self) -> str:
        """One line a number: text, kind and place.

        >>> Account(()).to_csv()
        'text,kind,start,end,line,column,page\\n'
        """
        names = ("text", "kind", "start", "end", "line", "column", "page")
        text = io.StringIO()
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.to_dict()["numbers"])
        return text.getvalue()

    def __str__(self) -> str:
        """One line: the total, and the count of each kind that occurs.

        >>> str(Account(()))
        '0 numbers'
        """
        return str(self.sentence)

    @property
    def sentence(self) -> Phrase:
        """As ``str``, so that it can be said in another language."""
        total = phrase("{count} numbers", count=len(self.numbers))
        kinds = [
            phrase("{count} {kind}", count=count, kind=kind.value)
            for kind, count in self.summary.items()
            if count
        ]
        return phrase("{total}: {kinds}", total=total, kinds=listing(kinds)) if kinds else total
