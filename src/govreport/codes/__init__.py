"""The codes of the diagnostics as a table; pages and explanations are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from govreport.codes.code import Code

__all__ = ["Code", "codes", "groups"]


@cache
def groups() -> tuple[tuple[str, tuple[Code, ...]], ...]:
    """The codes of the reading, by groups: heading and codes in the order of the page."""
    from govreport.codes import (
        concluded,
        corrections,
        encoding,
        identity,
        missing,
        pages,
        pictures,
        plugins,
        unplaced,
    )

    modules = (
        unplaced,
        concluded,
        missing,
        identity,
        plugins,
        encoding,
        pages,
        pictures,
        corrections,
    )
    return tuple((module.GROUP, module.CODES) for module in modules)


@cache
def codes() -> Mapping[str, Code]:
    """Code -> its row of the table.

    >>> codes()["number-unplaced"].severity
    'error'
    """
    return MappingProxyType({code.name: code for _, found in groups() for code in found})
