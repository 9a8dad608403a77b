"""``pytest --govreport-plugin NAME``: the conformance suite for an installed plugin.

Loaded by every pytest in the environment, so it imports nothing of the library before it is
asked to.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_SUITE = Path(__file__).parent / "testing" / "conformance" / "installed_plugins.py"

asked: list[str] = []
"""The plugins that were named on the command line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("govreport").addoption(
        "--govreport-plugin",
        action="append",
        default=[],
        metavar="NAME",
        help="run govreport's conformance suite for the installed plugin NAME (or family:NAME); "
        "may be given several times",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect the suite: alone, or beside the tests that are named."""
    asked[:] = config.getoption("--govreport-plugin")
    if not asked:
        return
    if config.args_source is not config.ArgsSource.ARGS:
        config.args[:] = []
    config.args.append(str(_SUITE))
