"""Optional packages, imported when a reader first needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from govreport.errors import UnreadableSource


def require(module: str, extra: str, what: str) -> Any:
    """Import ``module``, or say which command installs it.

    >>> require("no_such_module", "html", "HTML")
    Traceback (most recent call last):
    ...
    govreport.errors.UnreadableSource: HTML needs the package no_such_module:
    pip install "govreport[html]"
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise UnreadableSource(
            f'{what} needs the package {package}: pip install "govreport[{extra}]"'
        ) from error
