"""Build hook: the wheel has the grammars compiled, a checkout compiles them at first use."""

from __future__ import annotations

import sys
import tempfile
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_INSIDE = "govreport/grammars"


class CompileGrammars(BuildHookInterface[Any]):
    """Compile ``*.lark`` into the wheel, and nothing into an editable one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled files to what the wheel includes."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        folder = Path(tempfile.mkdtemp(prefix="govreport-grammars-"))
        for name, text in _compiled(source).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            build_data["force_include"][str(folder / name)] = f"{_INSIDE}/compiled/{name}"


def _compiled(source: Path) -> dict[str, str]:
    """The compiled files, by the code of the source tree: of it only what Lark and attrs need."""
    package = types.ModuleType("govreport")
    package.__path__ = [str(source / "govreport")]
    before = {name: m for name, m in sys.modules.items() if name.partition(".")[0] == "govreport"}
    for name in before:
        del sys.modules[name]
    sys.modules["govreport"] = package
    try:
        from govreport.grammars.compiling import compiled_files

        return compiled_files(source / _INSIDE)
    finally:
        for name in [n for n in sys.modules if n.partition(".")[0] == "govreport"]:
            del sys.modules[name]
        sys.modules.update(before)
