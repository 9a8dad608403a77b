"""Optional packages, imported when a reader first needs them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
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
        raise _missing(module, extra, what) from error


def demand(module: str, extra: str, what: str) -> None:
    """As `require`, for a package that only a child process will import.

    >>> demand("pypdfium2", "pdf", "PDF")
    """
    if find_spec(module) is None:
        raise _missing(module, extra, what)


def _missing(module: str, extra: str, what: str) -> UnreadableSource:
    package = module.partition(".")[0]
    return UnreadableSource(f'{what} needs the package {package}: pip install "govreport[{extra}]"')
