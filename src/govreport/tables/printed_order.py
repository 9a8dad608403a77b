"""The order in which a header prints its columns, headers of several levels included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govreport.tables.forms import Column

UNKNOWN = "?"
"""What the name of a header label begins with that no form knows."""

_SUM = ("计", "計")


def printed_order(
    labels: Sequence[str], columns: Sequence[Column], groups: Mapping[str, tuple[str, ...]]
) -> list[str] | None:
    """The identifiers of a form's columns in the order in which a header prints them.

    Args:
        labels: the header's labels as terminals, in reading order.
        columns: the columns of the form.
        groups: label of a group of columns -> the columns below it.

    Returns:
        The identifiers, a label that no form knows among them with its text behind `UNKNOWN`;
        None when the header does not name every column.

    A group's label stands in the line above its columns; they take its place:

    >>> columns = [Column("person"), Column("firm"), Column("club"), Column("total")]
    >>> groups = {"BODIES": ("firm", "club")}
    >>> printed_order(["TOTAL", "PERSON", "BODIES", "CLUB", "FIRM"], columns, groups)
    ['total', 'person', 'club', 'firm']
    """
    known = {column.identifier for column in columns}
    names = list(dict.fromkeys(label if label in groups else _name(label) for label in labels))
    found = [name for name in names if name in known or name in groups or name[:1] == UNKNOWN]
    if known - set(found):
        return None
    # The inner groups first: a header of three levels has groups within groups.
    for group, members in sorted(groups.items(), key=lambda pair: len(pair[1])):
        if group not in found:
            continue
        below = _below(found, members)
        rest = [name for name in found if name not in below]
        at = rest.index(group)
        found = [*rest[:at], *below, *rest[at + 1 :]]
    return found


def _below(found: Sequence[str], members: Sequence[str]) -> list[str]:
    """The columns of a group, with those that an agency added among or right behind them."""
    below: list[str] = []
    for name in found:
        if name in members or (below and name[0] == UNKNOWN and name is not below[-1]):
            below.append(name)
        elif below and not set(members) - set(below):
            break
    return below


def _name(label: str) -> str:
    return label if label[:1] == UNKNOWN else label.lower()


def sum_columns(order: Sequence[str]) -> list[str]:
    """The labels of columns that an agency added to hold a sum: 小计, 法人小计, 合计."""
    return [name for name in order if name[:1] == UNKNOWN and name.endswith(_SUM)]
