"""The mutations: importing this package registers them all in `MUTATIONS`."""

from benchmarks.attack.mutations import (
    blanks,
    furniture,
    headers,
    html,
    joins,
    labels,
    layout,
    numbers,
    rows,
    signs,
    tables,
    units,
)
from benchmarks.attack.mutations.base import MUTATIONS, Changed, Mutation

__all__ = [
    "MUTATIONS",
    "Changed",
    "Mutation",
    "blanks",
    "furniture",
    "headers",
    "html",
    "joins",
    "labels",
    "layout",
    "numbers",
    "rows",
    "signs",
    "tables",
    "units",
]
