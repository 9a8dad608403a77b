"""The suite for the plugins named by ``--govreport-plugin``; a test module that is never
collected otherwise.
"""

from __future__ import annotations

from typing import Any

from govreport.errors import PluginError
from govreport.plugins.registry import FAMILIES, registry
from govreport.pytest_plugin import asked
from govreport.testing.conformance import (
    CheckConformance,
    LayoutConformance,
    ReaderConformance,
    TemplateConformance,
)

_SUITES: dict[str, type[Any]] = {
    "checks": CheckConformance,
    "layouts": LayoutConformance,
    "readers": ReaderConformance,
    "templates": TemplateConformance,
}


def _cases(name: str) -> dict[str, type[Any]]:
    """Test classes for one name, which several families may have.

    Raises:
        PluginError: no plugin of that name is installed, or it cannot be loaded.
    """
    family, _, rest = name.rpartition(":")
    families = [known for known in FAMILIES if family in ("", known)]
    found = {}
    for known in families:
        if rest in registry(known).names():
            case = f"Test_{known}_{rest}".replace("-", "_")
            plugin = registry(known).get(rest)
            # Its documents are in the tests of its author.
            parts = {"plugin": plugin, "test_golden_documents": None, "__module__": __name__}
            found[case] = type(case, (_SUITES[known],), parts)
    if not found:
        names = ", ".join(n for known in families for n in registry(known).names())
        raise PluginError(f"no plugin {name!r} is installed; there are: {names}")
    return found


for _name in asked:
    globals().update(_cases(_name))
